import {clock, escapeGrowth, logSpeed} from "./escapeLaw.js";
import {gaussLegendre} from "./legendre.js";
import {uniformLineMass} from "./massBelow.js";
import {uniformLineDensity} from "./sphere.js";

/**
 * The infinite-width limit of a well-specified pure link σ = σ* = h_k, k ≥ 3, without the repulsion of the crowd at the equator:
 * neurons that have not learned add nothing to the network, so that the field is Ψ = −f α^k with f = 1 − M, M = ∫α^k dμ_t, and
 * the risk is f². In the clock F = ∫f dt = ∫√R dt every neuron moves by the stationary α̇ = 2kα^{k−1}(1−α²), and M is an integral
 * over the uniform law. What is left out is of relative order 1/d at a fixed risk (docs/numerics/propagator.md).
 */

const rule = gaussLegendre(16);
const panels = 16;

/** log artanh α between which alignments are told from 0 and from 1. */
const [least, most] = [Math.log(1e-4), Math.log(12)];

/** u = artanh α of the alignment α > 0 with clock(k, α) = `value`. */
function pointAt(k: number, value: number): number {
  let low = -60;
  let high = Math.log(18);
  for (let n = 0; n < 44; ++n) {
    const middle = (low + high) / 2;
    if (clock(k, Math.tanh(Math.exp(middle))) > value) high = middle;
    else low = middle;
  }
  return Math.exp((low + high) / 2);
}

/**
 * √R of the crowd-free flow when ∫√R = `field`: 1 − ∫α^k dμ = 1 − ∫_0^1 kα^{k−1} (P(α_t > α) ± P(α_t < −α)) dα, by
 * Gauss–Legendre in y = log artanh α.
 */
export function crowdFreeRoot(k: number, dimension: number, field: number): number {
  const below = growingMass(dimension);
  const behind = growingMass(dimension);
  const isEven = k % 2 === 0;
  const half = (most - least) / panels / 2;
  let learned = 0;
  for (let p = 0; p < panels; ++p)
    for (let i = 0; i < rule.nodes.length; ++i) {
      const u = Math.exp(least + half * (2 * p + 1 + rule.nodes[i]));
      const alignment = Math.tanh(u);
      const now = clock(k, alignment);
      const from = below(pointAt(k, now - 2 * k * field));
      const beyond = isEven ? 1 - 2 * from : behind(pointAt(k, now + 2 * k * field)) - from;
      const slope = k * alignment ** (k - 1) * (1 - alignment * alignment) * u;
      learned += half * rule.weights[i] * slope * beyond;
    }
  return 1 - learned;
}

/** P(0 < α_0 < tanh u) of the uniform law, for u that increase from call to call: from the last u on, in short pieces. */
function growingMass(dimension: number): (u: number) => number {
  const density = uniformLineDensity(dimension);
  const piece = 1 / Math.sqrt(dimension);
  let [last, mass] = [0, 0];
  return (u) => {
    const reach = Math.min(u - last, 24 * piece);
    const pieces = Math.ceil(reach / piece);
    const half = reach / pieces / 2;
    for (let p = 0; p < pieces; ++p)
      for (let i = 0; i < rule.nodes.length; ++i)
        mass += half * rule.weights[i] * density(last + half * (2 * p + 1 + rule.nodes[i]));
    last = u;
    return mass;
  };
}

/**
 * F(δ) = ∫_0^{T(δ)} √R of the crowd-free flow, from dimension d and the risk δ in (0, 1] (in units of the target's power).
 * Infinite for odd k where δ ≤ ¼ or so: half of the neurons start behind the equator, which they never cross.
 */
export function crowdFreeField(k: number, dimension: number, level: number): number {
  const excess = (field: number): number => crowdFreeRoot(k, dimension, field) - Math.sqrt(level);
  let [low, above] = [0, excess(0)];
  if (above <= 0) return 0;
  let high = dimension ** (k / 2 - 1) / (2 * k * (k - 2));
  let below = excess(high);
  for (let n = 0; below > 0; ++n) {
    if (n === 30) return Number.POSITIVE_INFINITY;
    [low, above] = [high, below];
    high *= 2;
    below = excess(high);
  }
  // The secant between both ends; an end that stays has its value halved, so that it moves too (the Illinois rule).
  let stayed = 0;
  for (;;) {
    const field = high - (below * (high - low)) / (below - above);
    const value = excess(field);
    if (Math.abs(value) < 1e-11 || high - low < 1e-10 * high) return field;
    if (value > 0) {
      [low, above] = [field, value];
      if (stayed === 1) below /= 2;
      stayed = 1;
    } else {
      [high, below] = [field, value];
      if (stayed === -1) above /= 2;
      stayed = -1;
    }
  }
}

/** J_max at T(δ) of the crowd-free flow: no time enters. Infinite where `crowdFreeField` is. */
export function crowdFreeStretch(k: number, dimension: number, level: number): number {
  const field = crowdFreeField(k, dimension, level);
  return Number.isFinite(field) ? Math.exp(escapeGrowth(k, field)) : Number.POSITIVE_INFINITY;
}

/**
 * Its leading order for large d: the largest speed over the speed at α_δ, where the last of those that have left has started, the
 * fraction √δ of the neurons being left. It is ((k−1)/k)^{(k−1)/2} k^{−1/2} (√d/z)^{k−1} with P(|N(0,1)| < z) = √δ for even k and
 * P(N(0,1) < z) = √δ for odd k. Infinite for odd k and δ ≤ ¼.
 */
export function levelStretch(k: number, dimension: number, level: number): number {
  const mass = uniformLineMass(dimension);
  const wanted = k % 2 === 0 ? Math.sqrt(level) / 2 : Math.sqrt(level) - 0.5;
  if (!(wanted > 0)) return Number.POSITIVE_INFINITY;
  let low = 0;
  let high = 18;
  for (let n = 0; n < 60; ++n) {
    const middle = (low + high) / 2;
    if (mass(middle) > wanted) high = middle;
    else low = middle;
  }
  const fastest = Math.sqrt((k - 1) / k);
  return Math.exp(logSpeed(k, fastest) - logSpeed(k, Math.min(fastest, Math.tanh(low))));
}
