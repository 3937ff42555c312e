/** 12 independent chains of products and sums in registers: 48 operations a round, for `npm run bench` to know the machine's peak. */
export function chains(rounds: u32, factor: f64, term: f64): f64 {
  const a = f64x2.splat(factor);
  const b = f64x2.splat(term);
  let x0 = f64x2.splat(0.0);
  let x1 = f64x2.splat(1.0);
  let x2 = f64x2.splat(2.0);
  let x3 = f64x2.splat(3.0);
  let x4 = f64x2.splat(4.0);
  let x5 = f64x2.splat(5.0);
  let x6 = f64x2.splat(6.0);
  let x7 = f64x2.splat(7.0);
  let x8 = f64x2.splat(8.0);
  let x9 = f64x2.splat(9.0);
  let x10 = f64x2.splat(10.0);
  let x11 = f64x2.splat(11.0);
  for (let r: u32 = 0; r < rounds; ++r) {
    x0 = f64x2.add(f64x2.mul(x0, a), b);
    x1 = f64x2.add(f64x2.mul(x1, a), b);
    x2 = f64x2.add(f64x2.mul(x2, a), b);
    x3 = f64x2.add(f64x2.mul(x3, a), b);
    x4 = f64x2.add(f64x2.mul(x4, a), b);
    x5 = f64x2.add(f64x2.mul(x5, a), b);
    x6 = f64x2.add(f64x2.mul(x6, a), b);
    x7 = f64x2.add(f64x2.mul(x7, a), b);
    x8 = f64x2.add(f64x2.mul(x8, a), b);
    x9 = f64x2.add(f64x2.mul(x9, a), b);
    x10 = f64x2.add(f64x2.mul(x10, a), b);
    x11 = f64x2.add(f64x2.mul(x11, a), b);
  }
  const sum = f64x2.add(
    f64x2.add(
      f64x2.add(
        f64x2.add(
          f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(x0, x1), x2), x3), x4), x5), x6), x7),
          x8
        ),
        x9
      ),
      x10
    ),
    x11
  );
  return f64x2.extract_lane(sum, 0);
}
