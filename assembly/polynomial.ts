/**
 * values_e = p(tile_e) for the sixteen numbers of a tile; `values` may be `tile`. At `p` lie four or more float64: the number n
 * of coefficients, 1 if p is odd or else 0, the stride, and n coefficients, for p(s) = s^odd · Σ_q coefficient_q (s^stride)^q.
 */
export function evaluate(p: usize, tile: usize, values: usize): void {
  const odd = load<f64>(p, 8) == 1;
  const squared = load<f64>(p, 16) == 2;
  const first = p + 24;
  const last = p + 16 + 8 * <usize>load<f64>(p);
  const top = v128.load64_splat(last);
  for (const end = tile + 128; tile < end; tile += 64, values += 64) {
    const s0 = v128.load(tile);
    const s1 = v128.load(tile, 16);
    const s2 = v128.load(tile, 32);
    const s3 = v128.load(tile, 48);
    let p0 = top;
    let p1 = top;
    let p2 = top;
    let p3 = top;
    if (last > first) {
      let z0 = s0;
      let z1 = s1;
      let z2 = s2;
      let z3 = s3;
      if (squared) {
        z0 = f64x2.mul(s0, s0);
        z1 = f64x2.mul(s1, s1);
        z2 = f64x2.mul(s2, s2);
        z3 = f64x2.mul(s3, s3);
      }
      for (let q = last; q > first; ) {
        q -= 8;
        const c = v128.load64_splat(q);
        p0 = f64x2.add(f64x2.mul(p0, z0), c);
        p1 = f64x2.add(f64x2.mul(p1, z1), c);
        p2 = f64x2.add(f64x2.mul(p2, z2), c);
        p3 = f64x2.add(f64x2.mul(p3, z3), c);
      }
    }
    if (odd) {
      p0 = f64x2.mul(p0, s0);
      p1 = f64x2.mul(p1, s1);
      p2 = f64x2.mul(p2, s2);
      p3 = f64x2.mul(p3, s3);
    }
    v128.store(values, p0);
    v128.store(values, p1, 16);
    v128.store(values, p2, 32);
    v128.store(values, p3, 48);
  }
}

/** Σ_j p_j x^j for the two numbers of x; p has `degree` + 1 coefficients, index = power. */
export function horner(p: usize, degree: usize, x: v128): v128 {
  let sum = v128.load64_splat(p + 8 * degree);
  for (let q = p + 8 * degree; q > p; ) {
    q -= 8;
    sum = f64x2.add(f64x2.mul(sum, x), v128.load64_splat(q));
  }
  return sum;
}
