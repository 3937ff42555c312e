import {tensorFits} from "./momentTensor.js";

/** Nanoseconds of one thread, as the benchmark fits them; what counts is their ratio. */
interface Cost {
  /** A coordinate of an ordered pair of neurons, and how many more coordinates the pair itself is worth. */
  readonly pair: number;
  readonly pairOverhead: number;
  /** Of a form of degree k and a neuron: a monomial of degree k, k − 1 and k − 2, and a coordinate. */
  readonly form: {
    readonly monomial: number;
    readonly shorter: number;
    readonly prefix: number;
    readonly coordinate: number;
  };
}

export const costs = {
  force: {pair: 0.16, pairOverhead: 6.5, form: {monomial: 0.32, shorter: 0.33, prefix: 4.5, coordinate: 18}},
  linear: {pair: 0.39, pairOverhead: 4.3, form: {monomial: 0.41, shorter: 1.1, prefix: 5.1, coordinate: 27}}
} as const satisfies Record<string, Cost>;

export type SumKind = keyof typeof costs;

/** Predicted nanoseconds of one sum over the pairs of m neurons in d dimensions, by pairs. */
export function pairCost(kind: SumKind, dimension: number, width: number): number {
  const {pair, pairOverhead} = costs[kind];
  return pair * width * width * (dimension + pairOverhead);
}

/** The same through moment tensors of these degrees; Infinity where one does not fit. */
export function momentCost(kind: SumKind, dimension: number, width: number, degrees: readonly number[]): number {
  const {monomial, shorter, prefix, coordinate} = costs[kind].form;
  let sum = 0;
  for (const k of degrees) {
    if (k >= 2 && !tensorFits(dimension, k)) return Number.POSITIVE_INFINITY;
    const [n, n1, n2] = [k, k - 1, k - 2].map((degree) => monomials(dimension, degree));
    sum += width * (monomial * n + shorter * n1 + prefix * n2 + coordinate * dimension);
  }
  return sum;
}

/** The number of monomials of degree k in d variables: C(d + k − 1, k). */
export function monomials(dimension: number, degree: number): number {
  let product = degree < 0 ? 0 : 1;
  for (let n = 1; n <= degree; ++n) product = (product * (dimension + n - 1)) / n;
  return product;
}

/**
 * Whether the sums are made through moments rather than by pairs. It depends on the shape and the polynomials alone, so that
 * every machine takes the same way and gets the same bits.
 */
export function throughMoments(kind: SumKind, dimension: number, width: number, degrees: readonly number[]): boolean {
  return momentCost(kind, dimension, width, degrees) < pairCost(kind, dimension, width);
}
