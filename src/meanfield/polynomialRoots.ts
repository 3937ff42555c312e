import {derivative, evaluate} from "./polynomial.js";

/** The root of q in [a, b], where q is monotone and changes sign: bisection down to neighbouring numbers. */
function bisect(q: Float64Array, a: number, b: number): number {
  const rising = evaluate(q, b) > 0;
  let low = a;
  let high = b;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    const value = evaluate(q, middle);
    if (value === 0) return middle;
    if (value > 0 === rising) high = middle;
    else low = middle;
  }
}

/**
 * The real roots of the polynomial Σ coefficients[j] x^j in [a, b], increasing. The roots of the derivative (found in the
 * same way) cut the interval into pieces on which the polynomial is monotone, so none that changes sign is missed; a root
 * where it only touches zero is found if it is hit in floating-point numbers. The zero polynomial has no roots here.
 */
export function rootsBetween(coefficients: ArrayLike<number>, a: number, b: number): number[] {
  const q = Float64Array.from(coefficients);
  const degree = q.findLastIndex((c) => c !== 0);
  if (degree <= 0) return [];
  const cuts = [a, ...(degree > 1 ? rootsBetween(derivative(q.subarray(0, degree + 1)), a, b) : []), b];
  const roots: number[] = [];
  for (let i = 0; i < cuts.length; ++i) {
    const here = evaluate(q, cuts[i]);
    const root =
      here === 0
        ? cuts[i]
        : i > 0 && here * Math.sign(evaluate(q, cuts[i - 1])) < 0
          ? bisect(q, cuts[i - 1], cuts[i])
          : undefined;
    if (root !== undefined && root !== roots.at(-1)) roots.push(root);
  }
  return roots;
}

/** The largest value of a polynomial on [a, b] and where it is taken: at an end, or where the derivative vanishes. */
export function maximumBetween(coefficients: ArrayLike<number>, a: number, b: number): {value: number; at: number} {
  let best = {value: evaluate(coefficients, a), at: a};
  for (const at of [...rootsBetween(derivative(coefficients), a, b), b]) {
    const value = evaluate(coefficients, at);
    if (value > best.value) best = {value, at};
  }
  return best;
}
