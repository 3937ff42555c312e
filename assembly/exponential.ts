/** ln 2 in two parts, the first with its last 21 bits zero: n times it is exact for |n| < 2^21. */
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;

/**
 * e^{−gamma z²} for the two numbers of z and gamma ≥ 0, to a few units in the last place, and 0 where it is below e^{−708}.
 * Made of sums, products and a shift, which are the same everywhere: with gamma z² = n ln 2 − r and |r| ≤ ½ ln 2, it is 2^{−n}
 * times the series of e^r.
 */
export function gaussian(gamma: f64, z: v128): v128 {
  const t = f64x2.mul(f64x2.splat(gamma), f64x2.mul(z, z));
  const n = f64x2.nearest(f64x2.mul(t, f64x2.splat(1.4426950408889634)));
  const high = f64x2.sub(f64x2.mul(n, f64x2.splat(LN2_HIGH)), t);
  const r = f64x2.add(high, f64x2.mul(n, f64x2.splat(LN2_LOW)));
  let sum = f64x2.splat(1.0 / 6227020800.0);
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 479001600.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 39916800.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 3628800.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 362880.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 40320.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 5040.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 720.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 120.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 24.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 6.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  // 1.5·2^52 + k has the integer k in its last bits: moved to the exponent's place, 1023 − n makes 2^{−n}.
  const power = i64x2.shl(f64x2.sub(f64x2.splat(6755399441055744.0 + 1023), n), 52);
  return v128.and(f64x2.mul(sum, power), f64x2.le(t, f64x2.splat(708)));
}
