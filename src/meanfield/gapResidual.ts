/**
 * How much of the gaps the linear equation leaves unexplained: the mean length of their difference over their mean length.
 * Both are d×m, coordinate-major. NaN where all gaps are 0.
 */
export function gapResidual(gaps: Float64Array, linear: Float64Array, width: number): number {
  const difference = new Float64Array(width);
  const length = new Float64Array(width);
  gaps.forEach((gap, k) => {
    difference[k % width] += (gap - linear[k]) ** 2;
    length[k % width] += gap ** 2;
  });
  const total = (squares: Float64Array) => squares.reduce((sum, square) => sum + Math.sqrt(square), 0);
  return total(difference) / total(length);
}
