/**
 * |Δ_i| = |w_i − v_i|, w_i the neurons of a network (d×m) and v_i the first m of a wider one's (d×M, both coordinate-major), which
 * started at the same places. Length m.
 */
export function referenceGaps(
  neurons: Float64Array,
  width: number,
  reference: Float64Array,
  referenceWidth: number
): Float64Array {
  const squares = new Float64Array(width);
  for (let c = 0; c * width < neurons.length; ++c)
    for (let i = 0; i < width; ++i) squares[i] += (neurons[c * width + i] - reference[c * referenceWidth + i]) ** 2;
  return squares.map(Math.sqrt);
}

/** 1 − m/M: squared gaps against a nested reference of width M are this times those against an infinite one (docs/numerics/training.md). */
export function finiteReferenceFactor(width: number, referenceWidth: number): number {
  return 1 - width / referenceWidth;
}

/** The length of each neuron's projection onto the first k coordinates, relative to its own length: d×m in, m out; 0 for a neuron at 0. */
export function relevantAlignments(neurons: Float64Array, width: number, relevant: number): Float64Array {
  const inside = new Float64Array(width);
  const whole = new Float64Array(width);
  for (let k = 0; k < neurons.length; ++k) {
    const square = neurons[k] * neurons[k];
    if (k < relevant * width) inside[k % width] += square;
    whole[k % width] += square;
  }
  return inside.map((square, i) => (whole[i] > 0 ? Math.sqrt(square / whole[i]) : 0));
}
