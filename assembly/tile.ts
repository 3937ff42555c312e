/*
 * A block holds four neurons: coordinate c of its neuron a at 8·(4c + a) bytes, `bytes` = 32·d in all. A tile holds the
 * sixteen numbers of two blocks, the number of neurons a and b at 8·(4a + b) bytes. All arguments of type usize are
 * addresses. The order of every sum is fixed, and nothing is fused or relaxed: any machine gives the same bits.
 */

/** tile_ab = ⟨x_a, y_b⟩ for the blocks at `x` and `y`. */
export function scalarProducts(x: usize, y: usize, bytes: usize, tile: usize): void {
  let s00 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s12 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s22 = f64x2.splat(0);
  let s30 = f64x2.splat(0);
  let s32 = f64x2.splat(0);
  for (const end = x + bytes; x < end; x += 32, y += 32) {
    const y0 = v128.load(y);
    const y2 = v128.load(y, 16);
    const x0 = v128.load64_splat(x);
    s00 = f64x2.add(s00, f64x2.mul(x0, y0));
    s02 = f64x2.add(s02, f64x2.mul(x0, y2));
    const x1 = v128.load64_splat(x, 8);
    s10 = f64x2.add(s10, f64x2.mul(x1, y0));
    s12 = f64x2.add(s12, f64x2.mul(x1, y2));
    const x2 = v128.load64_splat(x, 16);
    s20 = f64x2.add(s20, f64x2.mul(x2, y0));
    s22 = f64x2.add(s22, f64x2.mul(x2, y2));
    const x3 = v128.load64_splat(x, 24);
    s30 = f64x2.add(s30, f64x2.mul(x3, y0));
    s32 = f64x2.add(s32, f64x2.mul(x3, y2));
  }
  v128.store(tile, s00);
  v128.store(tile, s02, 16);
  v128.store(tile, s10, 32);
  v128.store(tile, s12, 48);
  v128.store(tile, s20, 64);
  v128.store(tile, s22, 80);
  v128.store(tile, s30, 96);
  v128.store(tile, s32, 112);
}

/** f_b += Σ_a tile_ab x_a for the blocks at `x` and `f`. */
export function accumulate(tile: usize, x: usize, bytes: usize, f: usize): void {
  const t00 = v128.load(tile);
  const t02 = v128.load(tile, 16);
  const t10 = v128.load(tile, 32);
  const t12 = v128.load(tile, 48);
  const t20 = v128.load(tile, 64);
  const t22 = v128.load(tile, 80);
  const t30 = v128.load(tile, 96);
  const t32 = v128.load(tile, 112);
  for (const end = x + bytes; x < end; x += 32, f += 32) {
    const x0 = v128.load64_splat(x);
    const x1 = v128.load64_splat(x, 8);
    const x2 = v128.load64_splat(x, 16);
    const x3 = v128.load64_splat(x, 24);
    const f0 = f64x2.add(
      f64x2.add(f64x2.mul(t00, x0), f64x2.mul(t10, x1)),
      f64x2.add(f64x2.mul(t20, x2), f64x2.mul(t30, x3))
    );
    const f2 = f64x2.add(
      f64x2.add(f64x2.mul(t02, x0), f64x2.mul(t12, x1)),
      f64x2.add(f64x2.mul(t22, x2), f64x2.mul(t32, x3))
    );
    v128.store(f, f64x2.add(v128.load(f), f0));
    v128.store(f, f64x2.add(v128.load(f, 16), f2), 16);
  }
}

/** turned_ba = tile_ab. */
export function transpose(tile: usize, turned: usize): void {
  for (let a: usize = 0; a < 2; ++a) {
    for (let b: usize = 0; b < 2; ++b) {
      const from = tile + 64 * a + 16 * b;
      const to = turned + 64 * b + 16 * a;
      const upper = v128.load(from);
      const lower = v128.load(from, 32);
      v128.store(to, v128.shuffle<f64>(upper, lower, 0, 2));
      v128.store(to, v128.shuffle<f64>(upper, lower, 1, 3), 32);
    }
  }
}

/** sums_b += Σ_a tile_ab. */
export function addRows(tile: usize, sums: usize): void {
  for (let b: usize = 0; b < 32; b += 16) {
    const upper = f64x2.add(v128.load(tile + b), v128.load(tile + b, 32));
    const lower = f64x2.add(v128.load(tile + b, 64), v128.load(tile + b, 96));
    v128.store(sums + b, f64x2.add(v128.load(sums + b), f64x2.add(upper, lower)));
  }
}
