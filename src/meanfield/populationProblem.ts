import type {Matrix} from "ml-matrix";
import {activationSeries, largestTail} from "./activationSeries.js";
import {derivative, evaluate} from "./polynomial.js";
import type {TrainingProblem} from "./trainingProblem.js";

/**
 * What the population needs of a training problem with Gaussian inputs: E σ(⟨w,x⟩)σ(⟨w′,x⟩) = u(⟨w,w′⟩) and
 * g(w) = E f*(x) σ(⟨w,x⟩), a function of the first `relevant` coordinates of w alone, for unit vectors.
 */
export interface PopulationProblem {
  readonly name: string;
  readonly relevant: number;
  /** c_0 … c_K. */
  readonly activation: readonly number[];
  /** E f*². */
  readonly power: number;
  /** An upper value of what the truncation of the series moves a risk by; 0 for polynomials. */
  readonly truncation: number;
  /** "teachers": g(w) = (1/J) Σ_j field(⟨w, v_j⟩). "circle": g(w) = field(|Pw|), P the projection onto the plane. */
  readonly kind: "teachers" | "circle";
  /** Coefficients, index = power. */
  readonly field: readonly number[];
  /** v_j, each of `relevant` numbers; none for the circle. */
  readonly directions: readonly (readonly number[])[];
}

/** The mean of cos⁴ over the circle. */
const circleMean = 3 / 8;

/**
 * The series of the problem's activation and link, and E f*² in closed form. Throws a RangeError for Boolean inputs and for
 * second layers with signs: their population is not a sum of powers.
 */
export function populationProblem({
  name,
  inputs,
  signs,
  activation,
  target,
  relevant
}: TrainingProblem): PopulationProblem {
  if (inputs !== "gaussian" || signs !== "equal" || target.kind === "parities")
    throw new RangeError(
      `the population gradient of ${name} is not made from Hermite series; choose a problem with Gaussian inputs and equal signs`
    );
  const {coefficients, tail} = activationSeries(activation);
  if (target.kind === "circle") {
    const c = coefficients[4] ?? 0;
    const field = [0, 0, 0, 0, target.scale * circleMean * c];
    const power = target.scale ** 2 * circleMean;
    return {name, relevant, activation: coefficients, power, truncation: 0, kind: "circle", field, directions: []};
  }
  const {directions} = target;
  const link = activationSeries(target.link);
  const squares = link.coefficients.map((b) => b * b);
  const field = coefficients.map((c, k) => c * (link.coefficients[k] ?? 0));
  let power = 0;
  for (const v of directions)
    for (const other of directions) power += evaluate(squares, inner(v, other)) / directions.length ** 2;
  const truncation = tail + link.tail > 0 ? (Math.sqrt(tail) + Math.sqrt(link.tail)) ** 2 : 0;
  if (truncation > 4 * largestTail) throw new Error(`the series of ${name} leaves ${truncation}`);
  return {name, relevant, activation: coefficients, power, truncation, kind: "teachers", field, directions};
}

function inner(v: readonly number[], other: readonly number[]): number {
  return v.reduce((sum, value, c) => sum + value * other[c], 0);
}

/** g, its gradient and its Hessian with respect to the relevant coordinates, for many neurons at once. */
export class PopulationField {
  readonly problem: PopulationProblem;
  readonly #slope: Float64Array;
  readonly #curvature: Float64Array;

  constructor(problem: PopulationProblem) {
    this.problem = problem;
    this.#slope = derivative(problem.field);
    this.#curvature = derivative(this.#slope);
  }

  /** Σ_i g(w_i) over m neurons (d×m). */
  sum(neurons: Float64Array, width: number): number {
    const {field} = this.problem;
    let sum = 0;
    this.#project(neurons, width, (projections) => {
      for (const value of projections) sum += evaluate(field, value);
    });
    return sum / this.#count;
  }

  /** force_i ← force_i + factor ∇g(w_i), in the first rows (d×m). */
  addGradient(neurons: Float64Array, width: number, factor: number, force: Float64Array): void {
    const {kind, relevant} = this.problem;
    const scale = factor / this.#count;
    this.#project(neurons, width, (projections, v) => {
      const pull = projections.map((value) => scale * evaluate(this.#slope, value));
      for (let c = 0; c < relevant; ++c)
        for (let i = 0, k = c * width; i < width; ++i, ++k)
          force[k] +=
            kind === "circle" ? (projections[i] > 0 ? (pull[i] * neurons[k]) / projections[i] : 0) : pull[i] * v[c];
    });
  }

  /** hessian ← hessian + factor ∇²g(w) at one neuron (d), in the first rows and columns. */
  addHessian(neuron: Float64Array, factor: number, hessian: Matrix): void {
    const {kind, relevant} = this.problem;
    const scale = factor / this.#count;
    this.#project(neuron, 1, ([projection], v) => {
      const along = scale * evaluate(this.#curvature, projection);
      // Of a function of |Pw|: the curvature along Pw, and the slope over |Pw| across it.
      const across = kind === "circle" && projection > 0 ? (scale * evaluate(this.#slope, projection)) / projection : 0;
      const direction = kind === "circle" ? Array.from(neuron.slice(0, relevant), (y) => y / (projection || 1)) : v;
      for (let c = 0; c < relevant; ++c)
        for (let e = 0; e < relevant; ++e) {
          const outer = direction[c] * direction[e];
          hessian.set(c, e, hessian.get(c, e) + along * outer + across * ((c === e ? 1 : 0) - outer));
        }
    });
  }

  get #count(): number {
    return this.problem.kind === "circle" ? 1 : this.problem.directions.length;
  }

  /** Hands ⟨w_i, v_j⟩ of all neurons to `use` for one teacher after the other, or |Pw_i|. */
  #project(
    neurons: Float64Array,
    width: number,
    use: (projections: Float64Array, direction: readonly number[]) => void
  ): void {
    const {kind, relevant, directions} = this.problem;
    if (kind === "circle") {
      use(relevantLengths(neurons, width, relevant), []);
      return;
    }
    for (const v of directions) {
      const projections = new Float64Array(width);
      for (let c = 0; c < relevant; ++c)
        if (v[c] !== 0) for (let i = 0, k = c * width; i < width; ++i, ++k) projections[i] += v[c] * neurons[k];
      use(projections, v);
    }
  }
}

/** |Pw_i|, the length of the first `relevant` coordinates of each of m neurons (d×m). */
export function relevantLengths(neurons: Float64Array, width: number, relevant: number): Float64Array {
  const squares = new Float64Array(width);
  for (let c = 0; c < relevant; ++c)
    for (let i = 0, k = c * width; i < width; ++i, ++k) squares[i] += neurons[k] * neurons[k];
  return squares.map(Math.sqrt);
}
