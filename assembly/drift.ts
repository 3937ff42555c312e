import {horner} from "./polynomial";

/** Bytes of the piece of a row that is worked on at once: 128 neurons. */
const PIECE: usize = 1024;

/**
 * One stage of a Runge–Kutta step for m vectors w_i = (α_i, w_i⊥) in d rows of `bytes` bytes each, filled up with zeros to an even
 * number. There are `terms` exponents k (i32) with strengths κ and references M̄ (f64). With
 *
 *   M = (1/m) Σ_j α_j^k,   V = (1/m) Σ_j α_j^{k−1} w_j⊥,   P_i = I − w_i w_iᵀ,   N_i = a x_i + b y_i + c z_i,
 *   rate_i = P_i { N_i − 2 [p(α_i) e_1 + Σ κ (k α_i^{k−1} (M − M̄) e_1 + k(k−1) α_i^{k−2} ⟨w_i⊥, V⟩ e_1 + k α_i^{k−1} V)] },
 *
 * sum += weight · rate and to = base + next · rate; `to` may be `w`. p has `degree` + 1 coefficients. `scratch` has room for a row
 * and a piece of a row a term, d numbers a term, and d + 2 pieces.
 */
export function stage(
  d: usize,
  m: usize,
  bytes: usize,
  terms: usize,
  exponents: usize,
  strengths: usize,
  references: usize,
  degree: usize,
  p: usize,
  w: usize,
  x: usize,
  y: usize,
  z: usize,
  a: f64,
  b: f64,
  c: f64,
  weight: f64,
  sum: usize,
  next: f64,
  base: usize,
  to: usize,
  scratch: usize
): void {
  const powers = scratch;
  const products = powers + terms * bytes;
  const slow = products + terms * PIECE;
  const radial = slow + d * PIECE;
  const along = radial + PIECE;
  const means = along + PIECE;
  const vectorA = f64x2.splat(a);
  const vectorB = f64x2.splat(b);
  const vectorC = f64x2.splat(c);
  const height = d * bytes;
  for (let q: usize = 0; q < terms; ++q) {
    const k = load<u32>(exponents + 4 * q);
    const power = powers + q * bytes;
    for (let i: usize = 0; i < bytes; i += 16) v128.store(power + i, powerOf(v128.load(w + i), k - 1));
    for (let row: usize = 0, mean = means + 8 * d * q; row < height; row += bytes, mean += 8)
      store<f64>(mean, dot(power, w + row, bytes) / <f64>m);
  }
  for (let start: usize = 0; start < bytes; start += PIECE) {
    const length = bytes - start < PIECE ? bytes - start : PIECE;
    memory.fill(radial, 0, PIECE);
    memory.fill(products, 0, terms * PIECE);
    for (let row = start, piece = slow, v = means; row < height; row += bytes, piece += PIECE, v += 8) {
      for (let i: usize = 0; i < length; i += 16) {
        const own = v128.load(w + row + i);
        const n = f64x2.add(
          f64x2.add(f64x2.mul(vectorA, v128.load(x + row + i)), f64x2.mul(vectorB, v128.load(y + row + i))),
          f64x2.mul(vectorC, v128.load(z + row + i))
        );
        v128.store(piece + i, n);
        addTo(radial + i, f64x2.mul(n, own));
      }
      if (row == start) continue;
      for (let q: usize = 0; q < terms; ++q) {
        const V = v128.load64_splat(v + 8 * d * q);
        for (let i: usize = 0; i < length; i += 16)
          addTo(products + q * PIECE + i, f64x2.mul(V, v128.load(w + row + i)));
      }
    }
    // From here on `powers` holds the factor of V.
    for (let i: usize = 0; i < length; i += 16) {
      const alpha = v128.load(w + start + i);
      let first = horner(p, degree, alpha);
      let inside = f64x2.splat(0);
      for (let q: usize = 0; q < terms; ++q) {
        const k = load<u32>(exponents + 4 * q);
        const strength = <f64>k * load<f64>(strengths + 8 * q);
        const at = powers + q * bytes + start + i;
        const own = f64x2.mul(f64x2.splat(strength), v128.load(at));
        const product = v128.load(products + q * PIECE + i);
        const excess = load<f64>(means + 8 * d * q) - load<f64>(references + 8 * q);
        first = f64x2.add(first, f64x2.mul(own, f64x2.splat(excess)));
        if (k > 1) {
          const steeper = f64x2.mul(f64x2.splat(strength * <f64>(k - 1)), powerOf(alpha, k - 2));
          first = f64x2.add(first, f64x2.mul(steeper, product));
        }
        inside = f64x2.add(inside, f64x2.mul(own, product));
        v128.store(at, f64x2.mul(f64x2.splat(-2), own));
      }
      v128.store(along + i, f64x2.mul(f64x2.splat(-2), first));
      addTo(radial + i, f64x2.mul(f64x2.splat(-2), f64x2.add(f64x2.mul(first, alpha), inside)));
    }
    for (let row = start, piece = slow, v = means; row < height; row += bytes, piece += PIECE, v += 8) {
      if (row == start) for (let i: usize = 0; i < length; i += 16) addTo(piece + i, v128.load(along + i));
      else
        for (let q: usize = 0; q < terms; ++q) {
          const V = v128.load64_splat(v + 8 * d * q);
          for (let i: usize = 0; i < length; i += 16)
            addTo(piece + i, f64x2.mul(V, v128.load(powers + q * bytes + start + i)));
        }
      for (let i: usize = 0; i < length; i += 16) {
        const rate = f64x2.sub(v128.load(piece + i), f64x2.mul(v128.load(radial + i), v128.load(w + row + i)));
        addTo(sum + row + i, f64x2.mul(f64x2.splat(weight), rate));
        v128.store(to + row + i, f64x2.add(v128.load(base + row + i), f64x2.mul(f64x2.splat(next), rate)));
      }
    }
  }
  if (8 * m == bytes) return;
  for (let row: usize = 8 * m; row < height; row += bytes) {
    store<f64>(sum + row, 0);
    store<f64>(to + row, 0);
  }
}

function addTo(to: usize, term: v128): void {
  v128.store(to, f64x2.add(v128.load(to), term));
}

/** x^n by products. */
function powerOf(x: v128, n: u32): v128 {
  let product = f64x2.splat(1);
  for (let k: u32 = 0; k < n; ++k) product = f64x2.mul(product, x);
  return product;
}

/** Σ a_i b_i over `bytes` bytes, in eight interleaved sums. */
function dot(a: usize, b: usize, bytes: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let i: usize = 0;
  for (; i + 48 < bytes; i += 64) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a + i), v128.load(b + i)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a + i, 16), v128.load(b + i, 16)));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(a + i, 32), v128.load(b + i, 32)));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(a + i, 48), v128.load(b + i, 48)));
  }
  for (; i < bytes; i += 16) s0 = f64x2.add(s0, f64x2.mul(v128.load(a + i), v128.load(b + i)));
  const s = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}
