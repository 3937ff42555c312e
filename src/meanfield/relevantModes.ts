import {binomial} from "./polynomial.js";
import type {PopulationProblem} from "./populationProblem.js";
import {transverseMoment} from "./potential.js";

/**
 * One monomial e(y) = y_1^{n_1} ⋯ y_q^{n_q} r^j of the relevant coordinates y and the radius r of a neuron w = (y, rζ), and what
 * it is worth: the averaged interaction is Σ weight · e(y, r) e(y′, r′), the field g is Σ field · e.
 */
export interface RelevantMode {
  /** n_1 … n_q, j. */
  readonly powers: readonly number[];
  readonly weight: number;
  readonly field: number;
}

/** A law that is invariant under rotations of all that is irrelevant is known by its moments ∫ e dμ, one a mode. */
export interface RelevantModes {
  /** q: 1 for one teacher (y = α) and for the circle (y = ρ = |Pw|), 2 for teachers in a plane (y = Pw). */
  readonly coordinates: number;
  /** k: the dimension of the space onto which P projects. */
  readonly relevant: number;
  readonly dimension: number;
  readonly modes: readonly RelevantMode[];
  /** E f*². */
  readonly power: number;
  /** The largest exponent. */
  readonly degree: number;
}

/** Modes that are worth less than this at every pair of neurons are left out. */
const negligible = 1e-12;

/**
 * The modes of a problem with one or two relevant coordinates in dimension d > k (docs/numerics/multi-index.md). Throws a
 * RangeError for more coordinates, or for d ≤ k.
 */
export function relevantModes(problem: PopulationProblem, dimension: number): RelevantModes {
  const {name, kind, relevant, activation, field, power} = problem;
  if (relevant > 2)
    throw new RangeError(
      `the limit of ${name} has ${relevant} relevant coordinates, more than 2; use a wide network in its place`
    );
  if (!(Number.isInteger(dimension) && dimension > relevant))
    throw new RangeError(
      `dimension ${dimension} must be an integer above ${relevant} for ${name}; choose a larger one`
    );
  const coordinates = kind === "circle" ? 1 : relevant;
  const modes: RelevantMode[] = [];
  activation.forEach((c, k) => {
    if (c === 0) return;
    for (let j = 0; j <= k; j += 2) {
      // E ξ^j over the sphere S^{d−1−k} of what is orthogonal to the relevant coordinates.
      const transverse = c * c * binomial(k, j) * transverseMoment(dimension - relevant + 1, j);
      for (const powers of compositions(k - j, coordinates)) {
        const share = multinomial(powers);
        // E cos^p over the circle, by which the angle between two projections is averaged out.
        const weight = transverse * (kind === "circle" ? transverseMoment(3, k - j) : share);
        const pull = j > 0 ? 0 : (field[k] ?? 0) * (kind === "circle" ? 1 : share * teacherMoment(problem, powers));
        const mode = {powers: [...powers, j], weight, field: pull};
        if (weight * largestSquare(mode.powers) > negligible || Math.abs(pull) > negligible) modes.push(mode);
      }
    }
  });
  return {coordinates, relevant, dimension, modes, power, degree: activation.length - 1};
}

/** All exponents of `count` variables with this sum. */
function compositions(sum: number, count: number): number[][] {
  if (count === 1) return [[sum]];
  return Array.from({length: sum + 1}, (_, n) => compositions(sum - n, count - 1).map((rest) => [n, ...rest])).flat();
}

function multinomial(powers: readonly number[]): number {
  let [sum, product] = [0, 1];
  for (const n of powers) {
    sum += n;
    product *= binomial(sum, n);
  }
  return product;
}

/** (1/J) Σ_j Π_c v_{jc}^{n_c}. */
function teacherMoment({directions}: PopulationProblem, powers: readonly number[]): number {
  const sum = directions.reduce((sum, v) => sum + powers.reduce((product, n, c) => product * v[c] ** n, 1), 0);
  return sum / directions.length;
}

/** The largest e² on the sphere: Π (n/k)^n. */
function largestSquare(powers: readonly number[]): number {
  const k = powers.reduce((sum, n) => sum + n, 0);
  return powers.reduce((product, n) => product * (n / k) ** n, 1);
}

/**
 * Sums over monomials for points (y, r) on the sphere S^q, (q+1)×n, coordinate-major: the potential Ψ = Σ p e with
 * p = weight · M − field, its gradient and Hessian in ℝ^{q+1}, and the velocity −2P∇Ψ.
 */
export class RelevantPotential {
  readonly modes: RelevantModes;
  /** Three a mode: with one coordinate the second is the power of a variable that does not occur. */
  readonly #exponents: Int32Array;
  /** Of the three variables: x^k, and k x^{k−1}. */
  readonly #powers: readonly Float64Array[];
  readonly #slopes: readonly Float64Array[];
  /** The row of a point for each of the three variables; −1 where there is none. */
  readonly #rows: readonly number[];

  constructor(modes: RelevantModes) {
    this.modes = modes;
    this.#rows = modes.coordinates === 1 ? [0, -1, 1] : [0, 1, 2];
    this.#exponents = Int32Array.from(
      modes.modes.flatMap(({powers}) => this.#rows.map((row) => (row < 0 ? 0 : powers[row])))
    );
    this.#powers = this.#rows.map(() => Float64Array.from({length: modes.degree + 1}, (_, k) => (k === 0 ? 1 : 0)));
    this.#slopes = this.#rows.map(() => new Float64Array(modes.degree + 1));
  }

  /** M = Σ_i weights_i e(y_i, r_i), one a mode, over the first `weights.length` of n points. */
  moments(points: Float64Array, n: number, weights: Float64Array): Float64Array {
    const exponents = this.#exponents;
    const [first, second, third] = this.#powers;
    const moments = new Float64Array(this.modes.modes.length);
    for (let i = 0; i < weights.length; ++i) {
      this.#fill(points, n, i);
      const weight = weights[i];
      for (let q = 0, x = 0; q < moments.length; ++q, x += 3)
        moments[q] += weight * first[exponents[x]] * second[exponents[x + 1]] * third[exponents[x + 2]];
    }
    return moments;
  }

  /** p = weight · M − field. */
  coefficients(moments: Float64Array): Float64Array {
    return moments.map((moment, q) => this.modes.modes[q].weight * moment - this.modes.modes[q].field);
  }

  /** R = E f*² − 2 Σ field · M + Σ weight · M². */
  risk(moments: Float64Array): number {
    return this.modes.modes.reduce(
      (sum, {weight, field}, q) => sum + moments[q] * (weight * moments[q] - 2 * field),
      this.modes.power
    );
  }

  /** Σ_i Σ_modes weight · M · e(y_i, r_i) over n points: n times the mean of the potential without the field. */
  interaction(moments: Float64Array, points: Float64Array, n: number): number {
    const own = this.moments(points, n, new Float64Array(n).fill(1));
    return this.modes.modes.reduce((sum, {weight}, q) => sum + weight * moments[q] * own[q], 0);
  }

  /** E f² = Σ weight · M². */
  squaredNorm(moments: Float64Array): number {
    return this.modes.modes.reduce((sum, {weight}, q) => sum + weight * moments[q] * moments[q], 0);
  }

  /** −2 (I − wwᵀ)∇Ψ at n points of unit length, written into `velocity` ((q+1)×n). */
  velocity(p: Float64Array, points: Float64Array, n: number, velocity: Float64Array): void {
    const rows = this.modes.coordinates + 1;
    const gradient = new Float64Array(rows);
    for (let i = 0; i < n; ++i) {
      this.#gradientAt(p, points, n, i, gradient);
      let radial = 0;
      for (let c = 0; c < rows; ++c) radial += gradient[c] * points[c * n + i];
      for (let c = 0; c < rows; ++c) velocity[c * n + i] = -2 * (gradient[c] - radial * points[c * n + i]);
    }
  }

  /** Gradient, and Hessian (row after row) of Ψ in ℝ^{q+1} at the i-th of n points. */
  derivatives(
    p: Float64Array,
    points: Float64Array,
    n: number,
    i: number
  ): {gradient: Float64Array; hessian: Float64Array} {
    const {modes, coordinates} = this.modes;
    const rows = coordinates + 1;
    const gradient = new Float64Array(rows);
    const hessian = new Float64Array(rows * rows);
    this.#gradientAt(p, points, n, i, gradient);
    modes.forEach(({powers}, q) => {
      for (let a = 0; a < rows; ++a)
        for (let b = 0; b < rows; ++b) hessian[a * rows + b] += p[q] * secondDerivative(powers, points, n, i, a, b);
    });
    return {gradient, hessian};
  }

  /**
   * ∂Ψ/∂y_c over y_c at the i-th point: the second derivative in the directions in which y_c does not change to first order, where it
   * is a length; its exponents are even.
   */
  curvatureAround(p: Float64Array, points: Float64Array, n: number, i: number, c: number): number {
    return this.modes.modes.reduce((sum, {powers}, q) => {
      if (powers[c] < 2) return sum;
      const lower = powers.map((power, b) => power - (b === c ? 2 : 0));
      return sum + p[q] * powers[c] * monomial(lower, points, n, i);
    }, 0);
  }

  #gradientAt(p: Float64Array, points: Float64Array, n: number, i: number, gradient: Float64Array): void {
    const exponents = this.#exponents;
    const [X, Y, R] = this.#powers;
    const [dX, dY, dR] = this.#slopes;
    this.#fill(points, n, i);
    let [first, second, third] = [0, 0, 0];
    for (let q = 0, x = 0; q < p.length; ++q, x += 3) {
      const [a, b, c] = [exponents[x], exponents[x + 1], exponents[x + 2]];
      const pY = p[q] * Y[b];
      first += pY * dX[a] * R[c];
      third += pY * X[a] * dR[c];
      second += p[q] * X[a] * dY[b] * R[c];
    }
    gradient[0] = first;
    if (gradient.length === 3) gradient[1] = second;
    gradient[gradient.length - 1] = third;
  }

  #fill(points: Float64Array, n: number, i: number): void {
    for (let v = 0; v < 3; ++v) {
      const row = this.#rows[v];
      if (row < 0) continue;
      const [powers, slopes] = [this.#powers[v], this.#slopes[v]];
      const x = points[row * n + i];
      for (let k = 1; k < powers.length; ++k) {
        powers[k] = powers[k - 1] * x;
        slopes[k] = k * powers[k - 1];
      }
    }
  }
}

function monomial(powers: readonly number[], points: Float64Array, n: number, i: number): number {
  return powers.reduce((product, power, c) => product * points[c * n + i] ** power, 1);
}

/** ∂²/∂y_a∂y_b of a monomial. */
function secondDerivative(
  powers: readonly number[],
  points: Float64Array,
  n: number,
  i: number,
  a: number,
  b: number
): number {
  const once = powers.map((power, c) => power - (c === a ? 1 : 0));
  const twice = once.map((power, c) => power - (c === b ? 1 : 0));
  const factor = powers[a] * once[b];
  return factor === 0 ? 0 : factor * monomial(twice, points, n, i);
}

/** (y_i, r_i) of m neurons (d×m): (q+1)×m. The radius is a sum of squares, so that nothing cancels. */
export function relevantCoordinates(modes: RelevantModes, neurons: Float64Array): Float64Array {
  const {coordinates, relevant, dimension} = modes;
  const width = neurons.length / dimension;
  const points = new Float64Array((coordinates + 1) * width);
  for (let c = 0; c < dimension; ++c)
    for (let i = 0; i < width; ++i) {
      const value = neurons[c * width + i];
      if (c >= relevant) points[coordinates * width + i] += value * value;
      else if (coordinates < relevant) points[i] += value * value;
      else points[c * width + i] = value;
    }
  const roots = coordinates < relevant ? [0, 1] : [coordinates];
  for (const row of roots) for (let i = 0; i < width; ++i) points[row * width + i] = Math.sqrt(points[row * width + i]);
  return points;
}

/**
 * The neurons (d×m) that have these relevant coordinates ((q+1)×m) and the directions of the given neurons, orthogonal to the relevant
 * space and, where a length stands for it, within it: what the limit's velocity leaves as it is.
 */
export function withCoordinates(modes: RelevantModes, neurons: Float64Array, points: Float64Array): Float64Array {
  const {coordinates, relevant, dimension} = modes;
  const width = neurons.length / dimension;
  const before = relevantCoordinates(modes, neurons);
  return neurons.map((value, k) => {
    const [c, i] = [Math.floor(k / width), k % width];
    if (c < relevant && coordinates === relevant) return points[k];
    const row = (c < relevant ? 0 : coordinates) * width + i;
    return before[row] > 0 ? (value * points[row]) / before[row] : value;
  });
}
