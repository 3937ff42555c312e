import {checkPolynomial, KernelInputError} from "./input.js";

/**
 * An activation of the sampled-data kernels: max(0, z), or bell(z) e^{−gamma z²} + polynomial(z) with gamma ≥ 0; `bell` and
 * `polynomial` are coefficient vectors, index = power of z.
 */
export type Activation =
  | "relu"
  | {readonly polynomial: readonly number[]; readonly bell?: readonly number[]; readonly gamma?: number};

/** An activation with its derivative, both in the form A(z) e^{−gamma z²} + B(z); gamma is −1 for max(0, z). */
export interface ActivationForm {
  readonly gamma: number;
  readonly bell: readonly number[] | undefined;
  readonly polynomial: readonly number[];
  readonly bellSlope: readonly number[];
  readonly polynomialSlope: readonly number[];
}

/** Throws a KernelInputError where a coefficient is not finite or gamma is negative. */
export function activationForm(activation: Activation): ActivationForm {
  if (activation === "relu") return {gamma: -1, bell: undefined, polynomial: [0], bellSlope: [0], polynomialSlope: [0]};
  const {polynomial, bell, gamma = 0} = activation;
  checkPolynomial("polynomial", polynomial);
  if (bell) checkPolynomial("bell", bell);
  if (!(gamma >= 0 && gamma < Number.POSITIVE_INFINITY))
    throw new KernelInputError(`gamma must be a finite number ≥ 0, got ${gamma}`);
  const slope = (p: readonly number[]) =>
    Array.from({length: Math.max(1, p.length - 1)}, (_, k) => (k + 1) * (p[k + 1] ?? 0));
  // (A e^{−γz²})′ = (A′ − 2γzA) e^{−γz²}.
  const bellSlope = bell
    ? Array.from(
        {length: bell.length + 1},
        (_, k) => (k + 1) * (bell[k + 1] ?? 0) - (k > 0 ? 2 * gamma * bell[k - 1] : 0)
      )
    : [0];
  return {gamma, bell, polynomial, bellSlope, polynomialSlope: slope(polynomial)};
}

const bits = new DataView(new ArrayBuffer(8));

/** e^{−gamma z²} by the very operations of assembly/exponential.ts, so that both give the same bits everywhere. */
export function gaussian(gamma: number, z: number): number {
  const t = gamma * (z * z);
  if (!(t <= 708)) return 0;
  // 1.5·2^52: adding it and taking it off again rounds to the nearest integer, ties to even.
  const magic = 6755399441055744;
  const n = t * Math.LOG2E + magic - magic;
  const r = n * 0.6931471803691238 - t + n * 1.9082149292705877e-10;
  let sum = 1 / 6227020800;
  for (const term of [479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2, 1, 1])
    sum = sum * r + 1 / term;
  bits.setInt32(0, (1023 - n) << 20);
  return sum * bits.getFloat64(0);
}
