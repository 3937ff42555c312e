import type {KernelSpectrum} from "./tangentKernel.js";
import type {ThresholdNeuron} from "./thresholdNeuron.js";
import {multiplicity} from "./zonal.js";

/** What kernel ridge regression on n samples is expected to reach. */
export interface KernelRidgeExpectation {
  /** κ, the ridge that acts on each eigenvalue. */
  readonly effectiveRidge: number;
  /** E‖f* − f̂‖² for samples without noise. */
  readonly risk: number;
  /** What noise of variance 1 adds to it. */
  readonly noise: number;
}

/**
 * The deterministic equivalent of kernel ridge regression (Bordelon, Canatar and Pehlevan 2020; proved under conditions on the
 * spectrum by Cheng and Montanari 2022 and Misiakiewicz and Saeed 2024). κ solves n = Σ_l N_l λ_l/(λ_l + κ) + λ/κ; with
 * γ = (1/n) Σ_l N_l (λ_l/(λ_l + κ))² the risk is Σ_l c_l² (κ/(λ_l + κ))² / (1 − γ), and noise of variance τ² adds τ²γ/(1 − γ). A prediction
 * for the mean over samples, without an error bar. Degrees that the spectrum does not list count as unlearned and as ridge.
 */
export function kernelRidgeLaw(
  {dimension, eigenvalues, rest}: KernelSpectrum,
  {coefficients, power}: Pick<ThresholdNeuron, "coefficients" | "power">,
  samples: number,
  ridge: number
): KernelRidgeExpectation {
  const counts = eigenvalues.map((_, l) => multiplicity(dimension, l));
  const needed = (kappa: number): number =>
    eigenvalues.reduce((sum, value, l) => sum + (counts[l] * value) / (value + kappa), (rest + ridge) / kappa);
  let [low, high] = [1e-30, (1 + ridge) / samples];
  for (let i = 0; i < 200 && high / low > 1 + 1e-14; ++i) {
    const middle = Math.sqrt(low * high);
    if (needed(middle) > samples) low = middle;
    else high = middle;
  }
  const effectiveRidge = high;
  let gamma = 0;
  let risk = power;
  eigenvalues.forEach((value, l) => {
    const learned = value / (value + effectiveRidge);
    gamma += (counts[l] * learned * learned) / samples;
    risk -= coefficients[l] ** 2 * (1 - (1 - learned) ** 2);
  });
  return {effectiveRidge, risk: Math.max(0, risk) / (1 - gamma), noise: gamma / (1 - gamma)};
}
