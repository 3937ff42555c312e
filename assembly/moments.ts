/*
 * A chunk holds 64 neurons in rows: coordinate c of its neuron a at 8·(64c + a) bytes, with three rows of zeros after the
 * last. The symmetric moment tensor of degree k is a list of symmetric matrices, one for each non-decreasing sequence
 * a_1 ≤ … ≤ a_L of L = k − 2 coordinates, its prefix: the matrix holds the entries whose last two indices are at least a_L, from
 * row and column a_L on, filled up with zeros to a multiple of four. A record describes one of them in i32: the first level
 * (1 … L) at which its prefix differs from the record before, its size, the place of its first number, and a_1 … a_L.
 * Arguments of type usize are addresses, but for counts; sums are always taken in the same order, nothing is fused.
 */

const ROW: usize = 512;
const LEVEL: usize = 12;

/**
 * M_cd += Σ_j Q_j x_cj x_dj for the neurons of all chunks, Q the product of the prefix's coordinates, for c ≤ d. Where
 * displacements Δ are given at D, the sum is of `fixed` times the product of all factors plus its derivative along Δ.
 * `scratch` has room for 2·(L + 1) + 2·(d + 3) rows.
 */
export function moments(
  count: usize,
  levels: usize,
  records: usize,
  rows: usize,
  chunks: usize,
  X: usize,
  D: usize,
  fixed: f64,
  scratch: usize,
  M: usize
): void {
  const bytes = rows * ROW;
  const products = scratch;
  const slopes = products + (levels + 1) * ROW;
  const y = slopes + (levels + 1) * ROW;
  const moving = y + bytes;
  fill(products, 1);
  fill(slopes, 0);
  for (let chunk: usize = 0; chunk < chunks; ++chunk) {
    const x = X + chunk * bytes;
    const delta = D + chunk * bytes;
    for (let r: usize = 0, record = records; r < count; ++r, record += LEVEL + 4 * levels) {
      for (let l = <usize>load<u32>(record); l <= levels; ++l) {
        const row = ROW * <usize>load<u32>(record + LEVEL - 4 + 4 * l);
        const to = products + l * ROW;
        multiply(to - ROW, x + row, to);
        if (D) derive(to - ROW, x + row, slopes + (l - 1) * ROW, delta + row, slopes + l * ROW);
      }
      const first = levels ? ROW * <usize>load<u32>(record + LEVEL - 4 + 4 * levels) : 0;
      const size = <usize>load<u32>(record, 4);
      const matrix = M + 8 * <usize>load<u32>(record, 8);
      const Q = products + levels * ROW;
      for (let c: usize = 0; c < size * ROW; c += ROW) multiply(Q, x + first + c, y + c);
      if (D) {
        const slope = slopes + levels * ROW;
        for (let c: usize = 0; c < size * ROW; c += ROW)
          displace(Q, slope, fixed, x + first + c, delta + first + c, moving + c);
        addProducts(moving, x + first, size, matrix);
        addProducts(y, delta + first, size, matrix);
      } else {
        addProducts(y, x + first, size, matrix);
      }
    }
  }
}

/**
 * For every neuron w of the chunks at X the gradient Σ (∂/∂w) ½ Q wᵀBw of the form with the matrices at B, Q again the product of
 * the prefix's coordinates, into G in chunks: forward through the prefixes, and backward. `scratch` has room for 2·(L + 1) + 1 rows.
 */
export function gradients(
  count: usize,
  levels: usize,
  records: usize,
  rows: usize,
  chunks: usize,
  X: usize,
  B: usize,
  scratch: usize,
  G: usize
): void {
  const bytes = rows * ROW;
  const products = scratch;
  const values = products + (levels + 1) * ROW;
  const leaf = values + (levels + 1) * ROW;
  fill(products, 1);
  memory.fill(G, 0, chunks * bytes);
  for (let chunk: usize = 0; chunk < chunks; ++chunk) {
    const x = X + chunk * bytes;
    const g = G + chunk * bytes;
    memory.fill(values, 0, (levels + 1) * ROW);
    let record = records;
    for (let r: usize = 0; r < count; ++r, record += LEVEL + 4 * levels) {
      const changed = <usize>load<u32>(record);
      if (r > 0) close(record - LEVEL - 4 * levels, changed, levels, products, values, x, g);
      for (let l = changed; l <= levels; ++l) {
        const to = products + l * ROW;
        multiply(to - ROW, x + ROW * <usize>load<u32>(record + LEVEL - 4 + 4 * l), to);
      }
      const last = levels ? ROW * <usize>load<u32>(record + LEVEL - 4 + 4 * levels) : 0;
      const size = <usize>load<u32>(record, 4);
      addForm(B + 8 * <usize>load<u32>(record, 8), size, x + last, products + levels * ROW, leaf, g + last);
      if (levels) addProduct(products + (levels - 1) * ROW, x + last, leaf, values + (levels - 1) * ROW, g + last);
    }
    close(record - LEVEL - 4 * levels, 1, levels, products, values, x, g);
  }
}

/** Closes the inner nodes of the prefix at `record` from level L − 1 up to `first`: what they are worth goes to their parents. */
function close(record: usize, first: usize, levels: usize, products: usize, values: usize, x: usize, g: usize): void {
  for (let l = levels - 1; levels && l >= first; --l) {
    const row = ROW * <usize>load<u32>(record + LEVEL - 4 + 4 * l);
    const value = values + l * ROW;
    addProduct(products + (l - 1) * ROW, x + row, value, value - ROW, g + row);
    fill(value, 0);
  }
}

/** g += Q·value and parent += x·value. */
function addProduct(Q: usize, x: usize, value: usize, parent: usize, g: usize): void {
  for (let j: usize = 0; j < ROW; j += 16) {
    const v = v128.load(value + j);
    v128.store(parent + j, f64x2.add(v128.load(parent + j), f64x2.mul(v128.load(x + j), v)));
    v128.store(g + j, f64x2.add(v128.load(g + j), f64x2.mul(v128.load(Q + j), v)));
  }
}

function fill(row: usize, value: f64): void {
  for (let j: usize = 0; j < ROW; j += 16) v128.store(row + j, f64x2.splat(value));
}

/** product = a·b. */
function multiply(a: usize, b: usize, product: usize): void {
  for (let j: usize = 0; j < ROW; j += 16) v128.store(product + j, f64x2.mul(v128.load(a + j), v128.load(b + j)));
}

/** slope = da·b + a·db. */
function derive(a: usize, b: usize, da: usize, db: usize, slope: usize): void {
  for (let j: usize = 0; j < ROW; j += 16)
    v128.store(
      slope + j,
      f64x2.add(f64x2.mul(v128.load(da + j), v128.load(b + j)), f64x2.mul(v128.load(a + j), v128.load(db + j)))
    );
}

/** moving = (fixed·Q + slope)·x + Q·Δ. */
function displace(Q: usize, slope: usize, fixed: f64, x: usize, delta: usize, moving: usize): void {
  for (let j: usize = 0; j < ROW; j += 16) {
    const q = v128.load(Q + j);
    const own = f64x2.add(f64x2.mul(f64x2.splat(fixed), q), v128.load(slope + j));
    v128.store(moving + j, f64x2.add(f64x2.mul(own, v128.load(x + j)), f64x2.mul(q, v128.load(delta + j))));
  }
}

/** M_cd += Σ_j y_cj z_dj over the 64 neurons of a row, for c ≤ d, and for one number below the diagonal in every 2×2 block on it. */
function addProducts(y: usize, z: usize, size: usize, M: usize): void {
  const stride = 8 * ((size + 3) & ~3);
  for (let c: usize = 0; c < size; c += 2) {
    let a = y + c * ROW;
    let b = z + c * ROW;
    let s00 = f64x2.splat(0);
    let s01 = f64x2.splat(0);
    let s10 = f64x2.splat(0);
    let s11 = f64x2.splat(0);
    for (const end = a + ROW; a < end; a += 16, b += 16) {
      const z0 = v128.load(b);
      const z1 = v128.load(b, ROW);
      const y0 = v128.load(a);
      s00 = f64x2.add(s00, f64x2.mul(y0, z0));
      s01 = f64x2.add(s01, f64x2.mul(y0, z1));
      const y1 = v128.load(a, ROW);
      s10 = f64x2.add(s10, f64x2.mul(y1, z0));
      s11 = f64x2.add(s11, f64x2.mul(y1, z1));
    }
    const to = M + c * stride + 8 * c;
    addPair(to, s00, s01);
    addPair(to + stride, s10, s11);
  }
  for (let c: usize = 0; c + 2 < size; c += 4) {
    for (let d = c + 2; d < size; d += 2) {
      let a = y + c * ROW;
      let b = z + d * ROW;
      let s00 = f64x2.splat(0);
      let s01 = f64x2.splat(0);
      let s10 = f64x2.splat(0);
      let s11 = f64x2.splat(0);
      let s20 = f64x2.splat(0);
      let s21 = f64x2.splat(0);
      let s30 = f64x2.splat(0);
      let s31 = f64x2.splat(0);
      for (const end = a + ROW; a < end; a += 16, b += 16) {
        const z0 = v128.load(b);
        const z1 = v128.load(b, ROW);
        const y0 = v128.load(a);
        s00 = f64x2.add(s00, f64x2.mul(y0, z0));
        s01 = f64x2.add(s01, f64x2.mul(y0, z1));
        const y1 = v128.load(a, ROW);
        s10 = f64x2.add(s10, f64x2.mul(y1, z0));
        s11 = f64x2.add(s11, f64x2.mul(y1, z1));
        const y2 = v128.load(a, 2 * ROW);
        s20 = f64x2.add(s20, f64x2.mul(y2, z0));
        s21 = f64x2.add(s21, f64x2.mul(y2, z1));
        const y3 = v128.load(a, 3 * ROW);
        s30 = f64x2.add(s30, f64x2.mul(y3, z0));
        s31 = f64x2.add(s31, f64x2.mul(y3, z1));
      }
      const to = M + c * stride + 8 * d;
      addPair(to, s00, s01);
      addPair(to + stride, s10, s11);
      if (d == c + 2) continue;
      addPair(to + 2 * stride, s20, s21);
      addPair(to + 3 * stride, s30, s31);
    }
  }
}

/** Adds to the two numbers at `to` what is in the two lanes of each vector. */
function addPair(to: usize, a: v128, b: v128): void {
  const sum = f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
  v128.store(to, f64x2.add(v128.load(to), sum));
}

/** leaf = ½ xᵀBx and g += Q·Bx for each of the 64 neurons, four at a time. */
function addForm(B: usize, size: usize, x: usize, Q: usize, leaf: usize, g: usize): void {
  const stride = 8 * ((size + 3) & ~3);
  const height = size * ROW;
  for (let j: usize = 0; j < ROW; j += 32) {
    let value0 = f64x2.splat(0);
    let value1 = f64x2.splat(0);
    const q0 = v128.load(Q + j);
    const q1 = v128.load(Q + j, 16);
    for (let c: usize = 0; c < size; c += 4) {
      let b = B + 8 * c;
      let s00 = f64x2.splat(0);
      let s01 = f64x2.splat(0);
      let s10 = f64x2.splat(0);
      let s11 = f64x2.splat(0);
      let s20 = f64x2.splat(0);
      let s21 = f64x2.splat(0);
      let s30 = f64x2.splat(0);
      let s31 = f64x2.splat(0);
      for (let w = x + j, end = w + height; w < end; w += ROW, b += stride) {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 16);
        const b0 = v128.load64_splat(b);
        s00 = f64x2.add(s00, f64x2.mul(b0, w0));
        s01 = f64x2.add(s01, f64x2.mul(b0, w1));
        const b1 = v128.load64_splat(b, 8);
        s10 = f64x2.add(s10, f64x2.mul(b1, w0));
        s11 = f64x2.add(s11, f64x2.mul(b1, w1));
        const b2 = v128.load64_splat(b, 16);
        s20 = f64x2.add(s20, f64x2.mul(b2, w0));
        s21 = f64x2.add(s21, f64x2.mul(b2, w1));
        const b3 = v128.load64_splat(b, 24);
        s30 = f64x2.add(s30, f64x2.mul(b3, w0));
        s31 = f64x2.add(s31, f64x2.mul(b3, w1));
      }
      const w = x + c * ROW + j;
      const to = g + c * ROW + j;
      value0 = f64x2.add(value0, f64x2.mul(s00, v128.load(w)));
      value1 = f64x2.add(value1, f64x2.mul(s01, v128.load(w, 16)));
      v128.store(to, f64x2.add(v128.load(to), f64x2.mul(q0, s00)));
      v128.store(to, f64x2.add(v128.load(to, 16), f64x2.mul(q1, s01)), 16);
      value0 = f64x2.add(value0, f64x2.mul(s10, v128.load(w, ROW)));
      value1 = f64x2.add(value1, f64x2.mul(s11, v128.load(w, ROW + 16)));
      v128.store(to, f64x2.add(v128.load(to, ROW), f64x2.mul(q0, s10)), ROW);
      v128.store(to, f64x2.add(v128.load(to, ROW + 16), f64x2.mul(q1, s11)), ROW + 16);
      value0 = f64x2.add(value0, f64x2.mul(s20, v128.load(w, 2 * ROW)));
      value1 = f64x2.add(value1, f64x2.mul(s21, v128.load(w, 2 * ROW + 16)));
      v128.store(to, f64x2.add(v128.load(to, 2 * ROW), f64x2.mul(q0, s20)), 2 * ROW);
      v128.store(to, f64x2.add(v128.load(to, 2 * ROW + 16), f64x2.mul(q1, s21)), 2 * ROW + 16);
      value0 = f64x2.add(value0, f64x2.mul(s30, v128.load(w, 3 * ROW)));
      value1 = f64x2.add(value1, f64x2.mul(s31, v128.load(w, 3 * ROW + 16)));
      v128.store(to, f64x2.add(v128.load(to, 3 * ROW), f64x2.mul(q0, s30)), 3 * ROW);
      v128.store(to, f64x2.add(v128.load(to, 3 * ROW + 16), f64x2.mul(q1, s31)), 3 * ROW + 16);
    }
    const half = f64x2.splat(0.5);
    v128.store(leaf + j, f64x2.mul(half, value0));
    v128.store(leaf + j, f64x2.mul(half, value1), 16);
  }
}
