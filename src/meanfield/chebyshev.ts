/** Chebyshev–Lobatto points a panel. */
export const chebyshevPoints = 17;

const last = chebyshevPoints - 1;

/** cos(π(1 − j/n)), increasing from −1 to 1. */
export const chebyshevNodes = Float64Array.from({length: chebyshevPoints}, (_, j) =>
  Math.sin((Math.PI * (2 * j - last)) / (2 * last))
);

/** (−1)^j, halved at both ends: the barycentric weights of the nodes. */
const barycentric = Float64Array.from({length: chebyshevPoints}, (_, j) => {
  const sign = j % 2 === 0 ? 1 : -1;
  return j === 0 || j === last ? sign / 2 : sign;
});

/** Clenshaw–Curtis weights on [−1, 1], exact for polynomials of degree n. */
const integration = Float64Array.from({length: chebyshevPoints}, (_, j) => {
  let sum = 1;
  for (let k = 1; k <= last / 2; ++k)
    sum -= ((2 * k === last ? 1 : 2) / (4 * k * k - 1)) * Math.cos((2 * Math.PI * k * j) / last);
  return (sum * (j === 0 || j === last ? 1 : 2)) / last;
});

/** derivative[i][j] = ℓ_j′(x_i) for the Lagrange polynomials ℓ_j of the nodes. */
const derivative = Array.from(chebyshevNodes, (x, i) => {
  const row = chebyshevNodes.map((y, j) => (i === j ? 0 : barycentric[j] / barycentric[i] / (x - y)));
  row[i] = -row.reduce((sum, value) => sum + value, 0);
  return row;
});

/** Rows n−1 and n of the map from values to Chebyshev coefficients. */
const tailRows = [last - 1, last].map((k) =>
  chebyshevNodes.map((_, j) => {
    const ends = (j === 0 || j === last ? 0.5 : 1) * (k === last ? 0.5 : 1);
    return ((2 * ends) / last) * Math.cos(Math.PI * k * (1 - j / last));
  })
);

/** The larger of the last two Chebyshev coefficients of the values at one panel's nodes. */
export function chebyshevTail(values: Float64Array): number {
  let largest = 0;
  for (const row of tailRows) {
    let sum = 0;
    for (let j = 0; j <= last; ++j) sum += row[j] * values[j];
    largest = Math.max(largest, Math.abs(sum));
  }
  return largest;
}

/** The value at x ∈ [−1, 1] of the polynomial through a panel's values. */
export function chebyshevValue(values: Float64Array, x: number): number {
  let above = 0;
  let below = 0;
  for (let j = 0; j <= last; ++j) {
    const distance = x - chebyshevNodes[j];
    if (distance === 0) return values[j];
    const c = barycentric[j] / distance;
    above += c * values[j];
    below += c;
  }
  return above / below;
}

/** The derivative, at the nodes, of the polynomial through a panel's values. */
export function chebyshevDerivative(values: Float64Array): Float64Array {
  return Float64Array.from(derivative, (row) => {
    let sum = 0;
    for (let j = 0; j <= last; ++j) sum += row[j] * values[j];
    return sum;
  });
}

/** The Stieltjes weights of a panel: ∫ φ dF ≈ Σ weights[j] φ(x_j) for the F through these values. */
export function stieltjesWeights(values: Float64Array): Float64Array {
  return chebyshevDerivative(values).map((slope, j) => slope * integration[j]);
}

/** The antiderivative, 0 at the left end, of the polynomial through a panel's values, at the nodes. */
export function antiderivative(values: Float64Array): Float64Array {
  const coefficient = Array.from({length: chebyshevPoints + 2}, (_, k) => {
    if (k > last) return 0;
    const sum = values.reduce(
      (total, value, j) => total + (j === 0 || j === last ? 0.5 : 1) * value * Math.cos(Math.PI * k * (1 - j / last)),
      0
    );
    return ((k === 0 || k === last ? 1 : 2) * sum) / last;
  });
  const integral = Array.from({length: chebyshevPoints + 1}, (_, k) =>
    k === 0 ? 0 : ((k === 1 ? 2 : 1) * coefficient[k - 1] - coefficient[k + 1]) / (2 * k)
  );
  const at = (x: number) => integral.reduce((sum, c, k) => sum + c * Math.cos(k * Math.acos(x)), 0);
  const left = at(-1);
  return chebyshevNodes.map((x) => at(x) - left);
}
