import {modes, potentialFromMoments} from "./potential.js";
import {activationDegree, isEven, type Problem} from "./problem.js";

/**
 * The mean-field flow of weighted points on the line u = artanh α: u̇ = −2Ψ′(tanh u), and of the logarithmic stretch
 * λ = log ∂u_t/∂u_0: λ̇ = −2Ψ″(α)(1−α²), where Ψ is the potential of the points themselves. A state holds u of the n
 * points, then λ of the n points. When the problem is even the points stand for both hemispheres.
 */
export class LineFlow {
  readonly degree: number;
  /** Fixed masses of the points. */
  weights: Float64Array = new Float64Array(0);
  readonly #modes: Powers[];
  readonly #moments: Float64Array;
  readonly #potential: (moments: ArrayLike<number>, p: Float64Array) => Float64Array;
  readonly #p: Float64Array;
  readonly #even: boolean;
  readonly #alignmentPowers: Float64Array;
  readonly #transversePowers: Float64Array;
  #alignment: Float64Array = new Float64Array(0);
  #transverse: Float64Array = new Float64Array(0);

  constructor(problem: Problem, dimension: number) {
    this.degree = Math.max(0, activationDegree(problem));
    this.#modes = modes(problem, dimension).map(({degree, order}) => ({a: degree - order, s: order / 2}));
    this.#moments = new Float64Array(this.#modes.length);
    this.#potential = potentialFromMoments(problem, dimension);
    this.#p = new Float64Array(this.degree + 1);
    this.#even = isEven(problem);
    this.#alignmentPowers = new Float64Array(this.degree + 3);
    this.#transversePowers = new Float64Array((this.degree >> 1) + 3);
  }

  /** Moments ∫ e_{k,j} dμ, one a mode of the problem, of the points of this state (overwritten by the next call). */
  moments(y: Float64Array): Float64Array {
    const {weights} = this;
    const n = weights.length;
    if (this.#alignment.length !== n) {
      this.#alignment = new Float64Array(n);
      this.#transverse = new Float64Array(n);
    }
    const alignment = this.#alignment;
    const transverse = this.#transverse;
    for (let i = 0; i < n; ++i) {
      const u = y[i];
      const e = Math.exp(-2 * Math.abs(u));
      const r = 1 / (1 + e);
      alignment[i] = u < 0 ? (e - 1) * r : (1 - e) * r;
      transverse[i] = 4 * e * r * r;
    }
    const moments = this.#moments.fill(0);
    const a = this.#alignmentPowers;
    const s = this.#transversePowers;
    const {degree} = this;
    const modes = this.#modes;
    for (let i = 0; i < n; ++i) {
      const w = weights[i];
      fillPowers(a, alignment[i], degree);
      fillPowers(s, transverse[i], degree >> 1);
      for (let q = 0; q < moments.length; ++q) moments[q] += w * a[modes[q].a] * s[modes[q].s];
    }
    return moments;
  }

  /** p_0 … p_K of the points' potential (overwritten by the next call). */
  potential(y: Float64Array): Float64Array {
    return this.#potential(this.moments(y), this.#p);
  }

  /** The vector field, to be handed to an integrator. */
  readonly field = (_t: number, y: Float64Array, dy: Float64Array): void => {
    const p = this.potential(y);
    const n = this.weights.length;
    const alignment = this.#alignment;
    const transverse = this.#transverse;
    const {degree} = this;
    const step = this.#even ? 2 : 1;
    for (let i = 0; i < n; ++i) {
      const a = alignment[i];
      const x = step === 2 ? a * a : a;
      let first = 0;
      let second = 0;
      for (let k = degree; k >= 2; k -= step) {
        const slope = k * p[k];
        first = first * x + slope;
        second = second * x + (k - 1) * slope;
      }
      dy[i] = -2 * (step === 2 ? first * a : degree > 0 ? first * a + p[1] : 0);
      dy[n + i] = -2 * second * transverse[i];
    }
  };

  /** ∫ |ν|² dμ = Σ weights (1−α²) u̇², given the state and its derivative. */
  dissipation(y: Float64Array, dy: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < this.weights.length; ++i) sum += this.weights[i] * (dy[i] / Math.cosh(y[i])) ** 2;
    return sum;
  }

  /**
   * p, ṗ and p̈ of the points' potential. With e = α^a s^b, α = tanh u, s = 1−α²:
   * e′ = α^{a−1} s^b (a s − 2b α²), e″ = α^{a−2} s^b [a(a−1)s² − (2a + 4ab + 2b) α² s + 4b² α⁴], in u; hence
   * Ṁ = ∫ e′ u̇ dμ and M̈ = ∫ (e″ u̇² + e′ ü) dμ, with ü = −2 Ṗ′(α) + λ̇ u̇ and Ṗ = Σ ṗ_j α^j.
   */
  jet(y: Float64Array, dy: Float64Array): [p: Float64Array, rate: Float64Array, curvature: Float64Array] {
    const p = this.potential(y).slice();
    const rest = this.#potential(new Float64Array(this.#modes.length), new Float64Array(p.length));
    const weights = this.weights;
    const n = weights.length;
    const alignment = this.#alignment;
    const transverse = this.#transverse;
    const modes = this.#modes;
    const a = this.#alignmentPowers;
    const s = this.#transversePowers;
    const {degree} = this;
    const rates = new Float64Array(modes.length);
    for (let i = 0; i < n; ++i) {
      const flux = weights[i] * dy[i];
      fillPowers(a, alignment[i], degree + 1);
      fillPowers(s, transverse[i], (degree >> 1) + 1);
      for (let q = 0; q < rates.length; ++q) rates[q] += flux * slope(modes[q], a, s);
    }
    const rate = this.#potential(rates, new Float64Array(p.length)).map((v, j) => v - rest[j]);
    const curvatures = new Float64Array(modes.length);
    for (let i = 0; i < n; ++i) {
      let sum = 0;
      for (let k = degree; k >= 1; --k) sum = sum * alignment[i] + k * rate[k];
      const acceleration = weights[i] * (dy[n + i] * dy[i] - 2 * sum);
      const square = weights[i] * dy[i] * dy[i];
      fillPowers(a, alignment[i], degree + 2);
      fillPowers(s, transverse[i], (degree >> 1) + 2);
      for (let q = 0; q < curvatures.length; ++q)
        curvatures[q] += square * bend(modes[q], a, s) + acceleration * slope(modes[q], a, s);
    }
    const curvature = this.#potential(curvatures, new Float64Array(p.length)).map((v, j) => v - rest[j]);
    return [p, rate, curvature];
  }
}

/** A mode e = α^a s^b. */
interface Powers {
  readonly a: number;
  readonly s: number;
}

/** x^0 … x^highest. */
function fillPowers(powers: Float64Array, x: number, highest: number): void {
  powers[0] = 1;
  for (let k = 1; k <= highest; ++k) powers[k] = x * powers[k - 1];
}

/** e′ from the powers of α and of s. */
function slope({a, s: b}: Powers, alignment: Float64Array, transverse: Float64Array): number {
  return (
    (a > 0 ? a * alignment[a - 1] * transverse[b + 1] : 0) - (b > 0 ? 2 * b * alignment[a + 1] * transverse[b] : 0)
  );
}

/** e″ from the powers of α and of s. */
function bend({a, s: b}: Powers, alignment: Float64Array, transverse: Float64Array): number {
  return (
    (a > 1 ? a * (a - 1) * alignment[a - 2] * transverse[b + 2] : 0) -
    (2 * a + 4 * a * b + 2 * b) * alignment[a] * transverse[b + 1] +
    (b > 0 ? 4 * b * b * alignment[a + 2] * transverse[b] : 0)
  );
}
