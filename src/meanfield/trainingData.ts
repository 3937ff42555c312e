import {type Activation, activationForm, gaussian} from "../kernels/activation.js";
import {projectOnHermite} from "./hermite.js";
import {evaluate} from "./polynomial.js";
import {stream} from "./random.js";
import type {TrainingProblem, TrainingTarget} from "./trainingProblem.js";

/** Some samples and f* at them. */
export interface Batch {
  /** d×B, coordinate-major. */
  readonly samples: Float64Array;
  /** f*(x_b), length B. */
  readonly targets: Float64Array;
}

/** What points are for: each purpose has its own stream of the seed. */
export type DataPurpose = "training" | "test";

/**
 * `count` points of a problem and its targets there, in batches of B; the last is smaller where B does not divide the count. Points are
 * drawn one after the other, so that fewer are the first of more, and batches of another size part the same points. Throws a RangeError
 * unless count and B are integers ≥ 1, d is an integer ≥ k and the seed is a safe integer ≥ 0.
 */
export function drawBatches(
  problem: Pick<TrainingProblem, "inputs" | "target" | "relevant">,
  dimension: number,
  {count, batch, seed, purpose}: {count: number; batch: number; seed: number; purpose: DataPurpose}
): Batch[] {
  if (!(Number.isInteger(dimension) && dimension >= Math.max(1, problem.relevant)))
    throw new RangeError(
      `the dimension must be an integer of at least ${Math.max(1, problem.relevant)}, the coordinates that the target depends on: ${dimension}`
    );
  for (const [name, value] of [
    ["number of samples", count],
    ["batch", batch]
  ] as const)
    if (!(Number.isInteger(value) && value >= 1)) throw new RangeError(`the ${name} must be an integer ≥ 1: ${value}`);
  const {normal, uniform} = stream(seed, `${purpose} data`);
  const draw = problem.inputs === "gaussian" ? normal : () => (uniform() < 0.5 ? -1 : 1);
  const batches: Batch[] = [];
  for (let first = 0; first < count; first += batch) {
    const length = Math.min(batch, count - first);
    const samples = new Float64Array(dimension * length);
    for (let b = 0; b < length; ++b) for (let c = 0; c < dimension; ++c) samples[c * length + b] = draw();
    batches.push({samples, targets: targetValues(problem, samples, dimension)});
  }
  return batches;
}

/** f*(x_b) at samples (d×n, coordinate-major): length n. */
export function targetValues(
  {target}: Pick<TrainingProblem, "target">,
  samples: Float64Array,
  dimension: number
): Float64Array {
  const count = samples.length / dimension;
  const values = new Float64Array(count);
  if (target.kind === "teachers") {
    const link = activationFunction(target.link);
    for (const direction of target.directions) {
      const products = new Float64Array(count);
      direction.forEach((v, c) => {
        for (let b = 0; b < count; ++b) products[b] += v * samples[c * count + b];
      });
      for (let b = 0; b < count; ++b) values[b] += link(products[b]) / target.directions.length;
    }
  } else if (target.kind === "circle") {
    for (let b = 0; b < count; ++b) {
      const square = samples[b] ** 2 + samples[count + b] ** 2;
      values[b] = (target.scale * ((3 / 8) * square * square - 3 * square + 3)) / Math.sqrt(24);
    }
  } else
    for (const {coefficient, coordinates} of target.terms)
      for (let b = 0; b < count; ++b)
        values[b] += coordinates.reduce((product, c) => product * samples[c * count + b], coefficient);
  return values;
}

/**
 * E f*², in closed form: Σ_k b_k² times the mean of ⟨v_i, v_j⟩^k over the pairs of teachers, b_k the Hermite coefficients of their link;
 * for the circle the same with the mean of cos⁴, 3/8; Σ b_S² for parities, which are orthonormal on the cube and for Gaussian inputs alike.
 * A bell has infinitely many b_k, of which those beyond degree 96 (below 1e−16) are left out.
 */
export function trainingTargetPower(target: TrainingTarget): number {
  if (target.kind === "circle") return (3 / 8) * target.scale ** 2;
  if (target.kind === "parities") return target.terms.reduce((sum, {coefficient}) => sum + coefficient ** 2, 0);
  const {link, directions} = target;
  const degree = link !== "relu" && !link.bell ? link.polynomial.length - 1 : 96;
  const squares = projectOnHermite(activationFunction(link), degree).map((b) => b * b);
  let sum = 0;
  for (const v of directions)
    for (const w of directions) {
      const overlap = v.reduce((total, value, c) => total + value * w[c], 0);
      sum += evaluate(squares, Math.min(1, Math.max(-1, overlap)));
    }
  return sum / directions.length ** 2;
}

/** σ as a function of a number. */
export function activationFunction(activation: Activation): (z: number) => number {
  if (activation === "relu") return (z) => Math.max(0, z);
  const {gamma, bell, polynomial} = activationForm(activation);
  return (z) => evaluate(polynomial, z) + (bell ? evaluate(bell, z) * gaussian(gamma, z) : 0);
}
