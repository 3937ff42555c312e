import type {MeanFieldLimit} from "./limit.js";
import type {FiniteNetwork} from "./network.js";
import {evaluate} from "./polynomial.js";
import {modes, potentialFromMoments} from "./potential.js";
import {activationDegree, fieldCoefficients} from "./problem.js";

/**
 * ‖f_m − f_∞‖² = E (f_m(x) − f_∞(x))² at the limit's output time `index`, in closed form:
 *
 *   (1/m²) Σ_ij u(⟨w_i, w_j⟩) − (2/m) Σ_i G(α_i) + ∫ G dμ_t,   G(α) = ∫ U(w, w′) ρ_t(dw′).
 *
 * All three come from the same moments M of μ_t, so that the result is Σ_k c_k² |(1/m) Σ w_i^{⊗k} − E w^{⊗k}|² of those
 * moments: an error δM enters as 2√(functionGap)·|δM|, and rounding leaves a floor of a few 1e−16. `overlaps` are
 * those of the network, where they are at hand.
 */
export function functionGap(
  network: FiniteNetwork,
  neurons: Float64Array,
  limit: Pick<MeanFieldLimit, "average">,
  index: number,
  overlaps = network.overlaps(neurons)
): number {
  const {problem, dimension, width} = network;
  const field = fieldCoefficients(problem);
  const all = modes(problem, dimension);
  const moments = all.map(({degree, order}) =>
    limit.average(index, (alpha) => alpha ** (degree - order) * (1 - alpha * alpha) ** (order / 2))
  );
  const interaction = potentialFromMoments(problem, dimension)(
    moments,
    new Float64Array(activationDegree(problem) + 1)
  );
  for (let k = 0; k < interaction.length; ++k) interaction[k] += field[k];
  const constant = all.reduce((sum, {weight}, q) => sum + weight * moments[q] * moments[q], 0);
  let sum = 0;
  for (let i = 0; i < width; ++i) sum += overlaps[i] - 2 * evaluate(interaction, neurons[i]) + constant;
  return Math.max(0, sum / width);
}
