import type {QuadratureRule} from "./legendre.js";

/** In low dimensions the strip in which the density is analytic, |Im v| < π/4, limits the step instead. */
const leastResolution = 4.8;

/** Left out where the density of the logarithm is below e^{−exponent} of its largest value. */
const exponent = 44;

/**
 * A rule for ℓ = |z|/√d with z ~ N(0, I_d): nodes evenly spaced in log ℓ, weights of sum 1. The density of log ℓ,
 * ∝ exp(d (v − (e^{2v} − 1)/2)) at v = log ℓ, is analytic and falls off on both sides, so this trapezoid rule converges
 * exponentially; √(2d) is the inverse of its standard deviation. For d = ∞ the one node 1.
 * Throws a RangeError unless d ≥ 2 is an integer or ∞ and nodesPerDeviation > 0.
 */
export function chiRule(dimension: number, nodesPerDeviation: number): QuadratureRule {
  if (dimension === Number.POSITIVE_INFINITY) return {nodes: Float64Array.of(1), weights: Float64Array.of(1)};
  if (!Number.isInteger(dimension) || dimension < 2)
    throw new RangeError(`the dimension must be an integer ≥ 2, or infinite: ${dimension}`);
  if (!(nodesPerDeviation > 0)) throw new RangeError(`nodes per deviation must be positive: ${nodesPerDeviation}`);
  const step = 1 / (nodesPerDeviation * Math.max(Math.sqrt(2 * dimension), leastResolution));
  const logDensity = (v: number) => dimension * (v - Math.expm1(2 * v) / 2);
  const offsets: number[] = [0];
  while (logDensity(offsets[0] - step) > -exponent) offsets.unshift(offsets[0] - step);
  while (logDensity(offsets[offsets.length - 1] + step) > -exponent) offsets.push(offsets[offsets.length - 1] + step);
  const masses = offsets.map((v) => Math.exp(logDensity(v)));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return {nodes: Float64Array.from(offsets, Math.exp), weights: Float64Array.from(masses, (mass) => mass / total)};
}

/** The density of ℓ = |z|/√d with respect to dℓ, 2 (d/2)^{d/2}/Γ(d/2) · ℓ^{d−1} e^{−dℓ²/2}. */
export function chiDensity(dimension: number): (length: number) => number {
  const half = dimension / 2;
  const logFactor = Math.LN2 + half * Math.log(half) - logGamma(half);
  return (length) =>
    length > 0 ? Math.exp(logFactor + (dimension - 1) * Math.log(length) - half * length * length) : 0;
}

/** log Γ(x) for x ≥ 1 a multiple of ½: the recurrence up to 20, then Stirling's series, whose error is below 1e−16. */
function logGamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < 20) shift += Math.log(y++);
  const s = 1 / (y * y);
  const tail = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s / 1680))) / y;
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + tail - shift;
}
