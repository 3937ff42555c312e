import {gaussLegendre} from "./legendre.js";

/** A straight line through points by least squares. */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** y − (intercept + slope·x), one a point. */
  readonly residuals: readonly number[];
  /** Half the width of Student's 95 % interval of the slope, n − 2 degrees of freedom. */
  readonly halfWidth: number;
}

/**
 * The line that minimises Σ (y − a − b x)². The interval is that of independent normal errors of equal variance; where the
 * points are computed without noise it measures curvature, and the residuals say so. Throws a RangeError for fewer than
 * three points or equal x.
 */
export function fitLine(x: readonly number[], y: readonly number[]): LineFit {
  const n = x.length;
  if (n < 3 || y.length !== n)
    throw new RangeError(`a line with an interval needs at least 3 points, got ${n} and ${y.length}; give more`);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / n;
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  if (!(spread > 0)) throw new RangeError(`a line needs different x, got ${n} times ${x[0]}; spread them`);
  const slope = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0) / spread;
  const intercept = meanY - slope * meanX;
  const residuals = x.map((value, i) => y[i] - intercept - slope * value);
  const variance = residuals.reduce((sum, r) => sum + r * r, 0) / (n - 2);
  return {slope, intercept, residuals, halfWidth: studentQuantile(n - 2) * Math.sqrt(variance / spread)};
}

const rule = gaussLegendre(24);

/**
 * The t with P(|T| ≤ t) = 0.95 for Student's T with ν ≥ 1 degrees of freedom. With T = √ν tan θ the density becomes
 * ∝ cos^{ν−1}θ on (−π/2, π/2), smooth and bounded.
 */
export function studentQuantile(freedom: number): number {
  if (!(Number.isInteger(freedom) && freedom >= 1))
    throw new RangeError(`${freedom} degrees of freedom are not an integer ≥ 1; fit more points`);
  const panels = 8 + Math.ceil(Math.sqrt(freedom));
  const mass = (end: number): number => {
    const half = end / panels / 2;
    let sum = 0;
    for (let p = 0; p < panels; ++p)
      for (let i = 0; i < rule.nodes.length; ++i)
        sum += half * rule.weights[i] * Math.cos(half * (2 * p + 1 + rule.nodes[i])) ** (freedom - 1);
    return sum;
  };
  const wanted = 0.95 * mass(Math.PI / 2);
  let low = 0;
  let high = Math.PI / 2;
  for (let i = 0; i < 52; ++i) {
    const middle = (low + high) / 2;
    if (mass(middle) < wanted) low = middle;
    else high = middle;
  }
  return Math.sqrt(freedom) * Math.tan(low);
}
