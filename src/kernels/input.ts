/** What a kernel refuses before it touches any memory: arrays of the wrong length, or numbers that are not finite. */
export class KernelInputError extends RangeError {
  override readonly name = "KernelInputError";
}

/** Throws a KernelInputError unless `count` is an integer from `least` to `most`. */
export function checkCount(name: string, count: number, least: number, most = 2 ** 31 - 1): void {
  if (!(Number.isInteger(count) && count >= least && count <= most))
    throw new KernelInputError(`${name} must be an integer from ${least} to ${most}, got ${count}`);
}

/** Throws a KernelInputError unless `numbers` has this length. */
export function checkLength(name: string, numbers: ArrayLike<number>, length: number): void {
  if (numbers.length !== length)
    throw new KernelInputError(`${name} must hold ${length} numbers for this kernel, got ${numbers.length}`);
}

/** Throws a KernelInputError unless all numbers are finite. */
export function checkFinite(name: string, numbers: ArrayLike<number>): void {
  // x − x is 0 for a finite x and NaN for any other.
  let sum = 0;
  for (let k = 0; k < numbers.length; ++k) sum += numbers[k] - numbers[k];
  if (sum === 0) return;
  const k = Array.from(numbers).findIndex((x) => !Number.isFinite(x));
  throw new KernelInputError(`${name} must be finite numbers, got ${numbers[k]} at index ${k}`);
}

/** Throws a KernelInputError unless `numbers` has this length and all of them are finite. */
export function checkNumbers(name: string, numbers: ArrayLike<number>, length: number): void {
  checkLength(name, numbers, length);
  checkFinite(name, numbers);
}

/** Throws a KernelInputError unless `coefficients`, index = power, are finite, and one at least. */
export function checkPolynomial(name: string, coefficients: ArrayLike<number>): void {
  if (coefficients.length === 0) throw new KernelInputError(`${name} must have a coefficient at least, got none`);
  checkFinite(name, coefficients);
}
