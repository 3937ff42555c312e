/** Neurons in a chunk: a few rows of one, and what is made of them, stay in the nearest cache. */
export const chunkWidth = 64;

/** Rows of a chunk: the coordinates, and three rows of zeros, so that the last four of any run of rows can be read. */
export function chunkRows(dimension: number): number {
  return dimension + 3;
}

/**
 * Copies the neurons `first` … `last` − 1 of d×m coordinate-major numbers into chunks of 64: coordinate c of the neuron i of
 * those at [(⌊i/64⌋·(d + 3) + c)·64 + i mod 64]; the rest of `chunks` becomes 0.
 */
export function toChunks(
  neurons: Float64Array,
  dimension: number,
  first: number,
  last: number,
  chunks: Float64Array
): void {
  const width = neurons.length / dimension;
  chunks.fill(0);
  for (let start = first, at = 0; start < last; start += chunkWidth, at += chunkRows(dimension) * chunkWidth)
    for (let c = 0; c < dimension; ++c) {
      const row = c * width;
      chunks.set(neurons.subarray(row + start, row + Math.min(last, start + chunkWidth)), at + c * chunkWidth);
    }
}
