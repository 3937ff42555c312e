/**
 * Neurons in blocks of four: coordinate c of neuron i at [(⌊i/4⌋·d + c)·4 + i mod 4], the last block filled up with
 * zeros. A 4×4 tile of pairs then reads two contiguous runs of memory.
 */
export function blockLength(dimension: number, width: number): number {
  return 4 * dimension * Math.ceil(width / 4);
}

/**
 * Copies d×m coordinate-major numbers into blocks, or only the columns from `first` to `last`; the padding of `blocks` is left
 * alone.
 */
export function toBlocks(
  neurons: Float64Array,
  dimension: number,
  width: number,
  blocks: Float64Array,
  first = 0,
  last = width
): void {
  for (let c = 0; c < dimension; ++c) {
    const row = c * width + first;
    for (let i = 0; i < last - first; ++i) blocks[((i >> 2) * dimension + c) * 4 + (i & 3)] = neurons[row + i];
  }
}

/** Copies blocks back into d×m coordinate-major numbers. */
export function fromBlocks(blocks: Float64Array, dimension: number, width: number, neurons: Float64Array): void {
  for (let c = 0; c < dimension; ++c) {
    const row = c * width;
    for (let i = 0; i < width; ++i) neurons[row + i] = blocks[((i >> 2) * dimension + c) * 4 + (i & 3)];
  }
}

/**
 * A polynomial of an even or odd function is evaluated in s²: p(s) = s^parity · q(z), z = s^stride. `coefficients` are
 * those of q.
 */
export interface ParityPolynomial {
  readonly odd: boolean;
  readonly stride: 1 | 2;
  readonly coefficients: Float64Array;
}

/** The cheapest Horner form of Σ coefficients[k] s^k. */
export function byParity(coefficients: ArrayLike<number>): ParityPolynomial {
  const all = Array.from(coefficients);
  const some = (parity: number) => all.some((a, k) => a !== 0 && k % 2 === parity);
  if (some(0) && some(1)) return {odd: false, stride: 1, coefficients: Float64Array.from(all)};
  const odd = some(1);
  const kept = all.filter((_, k) => k % 2 === (odd ? 1 : 0));
  return {odd, stride: 2, coefficients: Float64Array.from(kept.length > 0 ? kept : [0])};
}

/** Writes p(s) for the sixteen numbers of a tile into `values`, which may be `tile` itself. */
export function evaluateTile(p: ParityPolynomial, tile: Float64Array, values: Float64Array): void {
  const {odd, stride, coefficients} = p;
  const top = coefficients.length - 1;
  // Short polynomials, the usual ones, without the inner loop.
  const last = coefficients[top];
  const before = top > 0 ? coefficients[top - 1] : 0;
  for (let e = 0; e < 16; ++e) {
    const s = tile[e];
    const z = stride === 2 ? s * s : s;
    let sum = top > 0 ? last * z + before : last;
    for (let q = top - 2; q >= 0; --q) sum = sum * z + coefficients[q];
    values[e] = odd ? sum * s : sum;
  }
}

/** Writes p(s) into `values` and p′(s) into `slopes` for the sixteen numbers of a tile. */
export function evaluateTileWithSlope(
  {odd, stride, coefficients}: ParityPolynomial,
  tile: Float64Array,
  values: Float64Array,
  slopes: Float64Array
): void {
  const top = coefficients.length - 1;
  for (let e = 0; e < 16; ++e) {
    const s = tile[e];
    const z = stride === 2 ? s * s : s;
    let sum = coefficients[top];
    let slope = 0;
    for (let q = top - 1; q >= 0; --q) {
      slope = slope * z + sum;
      sum = sum * z + coefficients[q];
    }
    // p(s) = s^odd q(z) and dz/ds = 2s, or 1 when z = s.
    if (stride === 2) slope *= 2 * s;
    values[e] = odd ? sum * s : sum;
    slopes[e] = odd ? sum + slope * s : slope;
  }
}

/** Halves the sixteen numbers of a tile. */
export function halve(tile: Float64Array): void {
  for (let e = 0; e < 16; ++e) tile[e] *= 0.5;
}
