import type {RelevantPotential} from "./relevantModes.js";

/** The local Hessian of a neuron in the limit's field, in units of the speed of its relevant length ρ = |Pw|. */
export interface RelevantHessian {
  /** The largest eigenvalue of D_t(w) = ∇_w ν(w, ρ_t) on the tangent space. */
  readonly largest: number;
  /** ρ̇. */
  readonly rate: number;
  /** largest · ρ/ρ̇. */
  readonly ratio: number;
}

/**
 * D = −2P(∇²Ψ − ⟨w, ∇Ψ⟩)P at the i-th of n points (y, r). The directions to and around the relevant space give a block of size q, all
 * others one eigenvalue for what is orthogonal to it, and one for the turn within it where y is a length
 * (docs/numerics/multi-index.md). With one teacher these are λ_∥ and λ_⊥ of `localHessian`.
 */
export function relevantHessian(
  potential: RelevantPotential,
  p: Float64Array,
  points: Float64Array,
  n: number,
  i: number
): RelevantHessian {
  const {coordinates, relevant, dimension} = potential.modes;
  const {gradient, hessian} = potential.derivatives(p, points, n, i);
  const point = Array.from({length: coordinates + 1}, (_, c) => points[c * n + i]);
  const length = Math.hypot(...point.slice(0, coordinates));
  const radius = point[coordinates];
  const inwards = point.reduce((sum, value, c) => sum + value * gradient[c], 0);
  // With ρ = 0 every direction is as good as any other.
  const outwards = point.slice(0, coordinates).map((value, c) => (length > 0 ? value / length : c === 0 ? 1 : 0));
  const along = [...outwards.map((value) => radius * value), -length];
  const around = coordinates === 2 ? [-outwards[1], outwards[0], 0] : undefined;
  const form = (a: readonly number[], b: readonly number[]): number => {
    let sum = 0;
    for (let c = 0; c <= coordinates; ++c)
      for (let e = 0; e <= coordinates; ++e) sum += a[c] * hessian[c * (coordinates + 1) + e] * b[e];
    return -2 * sum;
  };
  let largest = form(along, along);
  if (around) {
    const [a, b, c] = [largest, form(along, around), form(around, around)];
    largest = (a + c) / 2 + Math.hypot((a - c) / 2, b);
  }
  if (dimension > relevant + 1)
    largest = Math.max(largest, -2 * potential.curvatureAround(p, points, n, i, coordinates));
  if (coordinates < relevant) largest = Math.max(largest, -2 * potential.curvatureAround(p, points, n, i, 0));
  largest += 2 * inwards;
  const pull = outwards.reduce((sum, value, c) => sum + value * gradient[c], 0);
  const rate = -2 * (pull - inwards * length);
  return {largest, rate, ratio: (largest * length) / rate};
}

/** ρ̇ below which a neuron is left out of the ratios: it moves along a teacher's sphere, or hardly at all. */
export const slowest = 0.01;

/** `relevantHessian` at each of n points ((q+1)×n). */
export function relevantHessians(
  potential: RelevantPotential,
  moments: Float64Array,
  points: Float64Array
): RelevantHessian[] {
  const n = points.length / (potential.modes.coordinates + 1);
  const p = potential.coefficients(moments);
  return Array.from({length: n}, (_, i) => relevantHessian(potential, p, points, n, i));
}

/** The largest and the median of largest · ρ/ρ̇ over the neurons with ρ̇ ≥ `slowest`; NaN where there are none. */
export function hessianRatios(hessians: readonly RelevantHessian[]): {
  readonly largest: number;
  readonly median: number;
} {
  const ratios = hessians.filter(({rate}) => rate >= slowest).map(({ratio}) => ratio);
  ratios.sort((a, b) => a - b);
  const middle = ratios.length / 2;
  return {
    largest: ratios.at(-1) ?? Number.NaN,
    median: ratios.length === 0 ? Number.NaN : (ratios[Math.ceil(middle) - 1] + ratios[Math.floor(middle)]) / 2
  };
}
