import {zonalCoefficients, zonalMean} from "./zonal.js";

/** The target f*(x) = max(0, ⟨w*, x⟩ − b) on S^{d−1}(√d): one neuron with threshold b. */
export interface ThresholdNeuron {
  readonly dimension: number;
  readonly threshold: number;
  /** f* as a function of t = ⟨w*, x⟩/√d. */
  value(t: number): number;
  /** E f* q_l, so that ‖P_l f*‖² is the square. */
  readonly coefficients: Float64Array;
  /** E f*². */
  readonly power: number;
}

/** The neuron with its projections up to the given degree, by quadrature. */
export function thresholdNeuron(dimension: number, threshold: number, degree: number): ThresholdNeuron {
  const kink = threshold / Math.sqrt(dimension);
  const value = (t: number): number => Math.max(0, Math.sqrt(dimension) * t - threshold);
  return {
    dimension,
    threshold,
    value,
    coefficients: zonalCoefficients(value, dimension, degree, [kink]),
    power: zonalMean((t) => value(t) ** 2, dimension, [kink])
  };
}

/** ‖P_{>l} f*‖² = E f*² − Σ_{j≤l} ‖P_j f*‖² for l = 0, 1, … up to the degree of the coefficients. */
export function plateaus({coefficients, power}: Pick<ThresholdNeuron, "coefficients" | "power">): Float64Array {
  let left = power;
  return coefficients.map((coefficient) => {
    left -= coefficient * coefficient;
    return Math.max(0, left);
  });
}
