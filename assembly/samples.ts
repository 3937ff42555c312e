import {gaussian} from "./exponential";
import {evaluate} from "./polynomial";
import {accumulate, scalarProducts} from "./tile";

/** Blocks of four samples that share one pass through the neurons. */
const TOGETHER: usize = 4;
const TILE: usize = 128;

/**
 * For samples x_a in blocks at X (in groups of four blocks) and neurons w_i in blocks at W with weights a_i at `signs`:
 *
 *   outputs_a = mean · Σ_i a_i σ(⟨w_i, x_a⟩),     G_i += Σ_a (outputs_a − y_a) σ′(⟨w_i, x_a⟩) x_a, unless G is 0,
 *
 * with the targets y at `outputs` before. σ(z) is max(0, z) where gamma is negative, else A(z) e^{−gamma z²} + B(z), without the
 * first term where A is 0; σ′ likewise with A1 and B1. Samples that fill up a block are zeros and add nothing to G. `scratch`
 * has room for five tiles and for four more a block of neurons.
 */
export function samples(
  groups: usize,
  blocks: usize,
  bytes: usize,
  X: usize,
  W: usize,
  signs: usize,
  gamma: f64,
  A: usize,
  B: usize,
  A1: usize,
  B1: usize,
  mean: f64,
  outputs: usize,
  G: usize,
  scratch: usize
): void {
  const values = scratch + 3 * TILE;
  const sums = values + TILE;
  const slopes = sums + TILE;
  const bound = TOGETHER * bytes;
  for (let group: usize = 0; group < groups; ++group, X += bound, outputs += 32 * TOGETHER) {
    memory.fill(sums, 0, TILE);
    let slope = slopes;
    for (let J: usize = 0; J < blocks; ++J) {
      const first = v128.load(signs + 32 * J);
      const second = v128.load(signs + 32 * J, 16);
      for (let I: usize = 0; I < TOGETHER; ++I, slope += TILE) {
        scalarProducts(X + I * bytes, W + J * bytes, bytes, scratch);
        activate(gamma, A, B, A1, B1, scratch, values, slope);
        for (let a: usize = 0; a < 4; ++a) {
          const to = sums + 32 * I + 8 * a;
          const own = f64x2.add(
            f64x2.mul(first, v128.load(values + 32 * a)),
            f64x2.mul(second, v128.load(values + 32 * a, 16))
          );
          store<f64>(to, load<f64>(to) + (f64x2.extract_lane(own, 0) + f64x2.extract_lane(own, 1)));
        }
      }
    }
    for (let a: usize = 0; a < 32 * TOGETHER; a += 8) {
      const output = mean * load<f64>(sums + a);
      store<f64>(sums + a, output - load<f64>(outputs + a));
      store<f64>(outputs + a, output);
    }
    if (!G) continue;
    slope = slopes;
    for (let J: usize = 0; J < blocks; ++J) {
      for (let I: usize = 0; I < TOGETHER; ++I, slope += TILE) {
        for (let a: usize = 0; a < 4; ++a) {
          const residual = v128.load64_splat(sums + 32 * I + 8 * a);
          v128.store(slope + 32 * a, f64x2.mul(residual, v128.load(slope + 32 * a)));
          v128.store(slope + 32 * a, f64x2.mul(residual, v128.load(slope + 32 * a, 16)), 16);
        }
        accumulate(slope, X + I * bytes, bytes, G + J * bytes);
      }
    }
  }
}

/** values = σ(z) and slopes = σ′(z) for the tile at z, after which there is room for two more. */
function activate(gamma: f64, A: usize, B: usize, A1: usize, B1: usize, z: usize, values: usize, slopes: usize): void {
  if (gamma < 0) {
    for (let e: usize = 0; e < TILE; e += 16) {
      const number = v128.load(z + e);
      const positive = f64x2.gt(number, f64x2.splat(0));
      v128.store(values + e, v128.and(number, positive));
      v128.store(slopes + e, v128.and(f64x2.splat(1), positive));
    }
    return;
  }
  evaluate(B, z, values);
  evaluate(B1, z, slopes);
  if (!A) return;
  const bells = z + TILE;
  for (let e: usize = 0; e < TILE; e += 16) v128.store(bells + e, gaussian(gamma, v128.load(z + e)));
  addBell(A, z, bells, values);
  addBell(A1, z, bells, slopes);
}

/** values += p(z) bells. */
function addBell(p: usize, z: usize, bells: usize, values: usize): void {
  const terms = bells + TILE;
  evaluate(p, z, terms);
  for (let e: usize = 0; e < TILE; e += 16) {
    const term = f64x2.mul(v128.load(terms + e), v128.load(bells + e));
    v128.store(values + e, f64x2.add(v128.load(values + e), term));
  }
}
