import {blockLength, byParity, evaluateTileWithSlope, fromBlocks, halve, toBlocks} from "./blocks.js";
import {checkFinite} from "./input.js";
import type {LinearPairKernel} from "./linearPairKernel.js";
import {checkPairInput} from "./pairKernel.js";
import {scalarProducts} from "./plainPair.js";

/** `LinearPairKernel` in plain TypeScript. The pairs are taken in 4×4 tiles, each unordered pair of tiles once. */
export class PlainLinearPairKernel implements LinearPairKernel {
  readonly dimension: number;
  readonly width: number;
  readonly #neurons: Float64Array;
  readonly #displacements: Float64Array;
  readonly #force: Float64Array;
  readonly #tile = new Float64Array(16);
  readonly #values = new Float64Array(16);
  readonly #slopes = new Float64Array(16);
  readonly #onFirst = new Float64Array(16);
  readonly #onSecond = new Float64Array(16);

  constructor(dimension: number, width: number) {
    this.dimension = dimension;
    this.width = width;
    this.#neurons = new Float64Array(blockLength(dimension, width));
    this.#displacements = new Float64Array(this.#neurons.length);
    this.#force = new Float64Array(this.#neurons.length);
  }

  linearForce(
    p: ArrayLike<number>,
    fixed: number,
    neurons: Float64Array,
    displacements: Float64Array,
    force: Float64Array
  ): void {
    checkPairInput(this, {p, neurons, displacements, force});
    checkFinite("fixed", [fixed]);
    const {dimension, width} = this;
    const X = this.#neurons;
    const D = this.#displacements;
    const values = this.#values;
    const onFirst = this.#onFirst;
    const onSecond = this.#onSecond;
    const length = 4 * dimension;
    const polynomial = byParity(p);
    toBlocks(neurons, dimension, width, X);
    toBlocks(displacements, dimension, width, D);
    this.#force.fill(0);
    for (let I = 0; I < X.length; I += length)
      for (let J = I; J < X.length; J += length) {
        scalarProducts(X, I, X, J, length, this.#tile);
        evaluateTileWithSlope(polynomial, this.#tile, values, this.#slopes);
        scalarProducts(X, I, D, J, length, onFirst);
        scalarProducts(D, I, X, J, length, onSecond);
        for (let e = 0; e < 16; ++e) {
          onFirst[e] = fixed * values[e] + this.#slopes[e] * onFirst[e];
          onSecond[e] = fixed * values[e] + this.#slopes[e] * onSecond[e];
        }
        if (I === J) for (const tile of [values, onFirst, onSecond]) halve(tile);
        accumulateBoth(X, onFirst, onSecond, D, values, I, J, this.#force, length);
      }
    fromBlocks(this.#force, dimension, width, force);
  }
}

/**
 * Two blocks act on each other: F_a += Σ_b (onFirst[4a + b] x_b + both[4a + b] d_b) and
 * F_b += Σ_a (onSecond[4a + b] x_a + both[4a + b] d_a). A block acts on itself when it is given twice and the tiles halved.
 */
function accumulateBoth(
  X: Float64Array,
  onFirst: Float64Array,
  onSecond: Float64Array,
  D: Float64Array,
  both: Float64Array,
  I: number,
  J: number,
  F: Float64Array,
  length: number
): void {
  const a00 = onFirst[0];
  const a01 = onFirst[1];
  const a02 = onFirst[2];
  const a03 = onFirst[3];
  const a10 = onFirst[4];
  const a11 = onFirst[5];
  const a12 = onFirst[6];
  const a13 = onFirst[7];
  const a20 = onFirst[8];
  const a21 = onFirst[9];
  const a22 = onFirst[10];
  const a23 = onFirst[11];
  const a30 = onFirst[12];
  const a31 = onFirst[13];
  const a32 = onFirst[14];
  const a33 = onFirst[15];
  const b00 = onSecond[0];
  const b01 = onSecond[1];
  const b02 = onSecond[2];
  const b03 = onSecond[3];
  const b10 = onSecond[4];
  const b11 = onSecond[5];
  const b12 = onSecond[6];
  const b13 = onSecond[7];
  const b20 = onSecond[8];
  const b21 = onSecond[9];
  const b22 = onSecond[10];
  const b23 = onSecond[11];
  const b30 = onSecond[12];
  const b31 = onSecond[13];
  const b32 = onSecond[14];
  const b33 = onSecond[15];
  const c00 = both[0];
  const c01 = both[1];
  const c02 = both[2];
  const c03 = both[3];
  const c10 = both[4];
  const c11 = both[5];
  const c12 = both[6];
  const c13 = both[7];
  const c20 = both[8];
  const c21 = both[9];
  const c22 = both[10];
  const c23 = both[11];
  const c30 = both[12];
  const c31 = both[13];
  const c32 = both[14];
  const c33 = both[15];
  for (let k = 0; k < length; k += 4) {
    const i = (I + k) | 0;
    const j = (J + k) | 0;
    const x0 = X[i];
    const x1 = X[(i + 1) | 0];
    const x2 = X[(i + 2) | 0];
    const x3 = X[(i + 3) | 0];
    const y0 = X[j];
    const y1 = X[(j + 1) | 0];
    const y2 = X[(j + 2) | 0];
    const y3 = X[(j + 3) | 0];
    const p0 = D[i];
    const p1 = D[(i + 1) | 0];
    const p2 = D[(i + 2) | 0];
    const p3 = D[(i + 3) | 0];
    const q0 = D[j];
    const q1 = D[(j + 1) | 0];
    const q2 = D[(j + 2) | 0];
    const q3 = D[(j + 3) | 0];
    F[i] += a00 * y0 + a01 * y1 + a02 * y2 + a03 * y3 + c00 * q0 + c01 * q1 + c02 * q2 + c03 * q3;
    F[(i + 1) | 0] += a10 * y0 + a11 * y1 + a12 * y2 + a13 * y3 + c10 * q0 + c11 * q1 + c12 * q2 + c13 * q3;
    F[(i + 2) | 0] += a20 * y0 + a21 * y1 + a22 * y2 + a23 * y3 + c20 * q0 + c21 * q1 + c22 * q2 + c23 * q3;
    F[(i + 3) | 0] += a30 * y0 + a31 * y1 + a32 * y2 + a33 * y3 + c30 * q0 + c31 * q1 + c32 * q2 + c33 * q3;
    F[j] += b00 * x0 + b10 * x1 + b20 * x2 + b30 * x3 + c00 * p0 + c10 * p1 + c20 * p2 + c30 * p3;
    F[(j + 1) | 0] += b01 * x0 + b11 * x1 + b21 * x2 + b31 * x3 + c01 * p0 + c11 * p1 + c21 * p2 + c31 * p3;
    F[(j + 2) | 0] += b02 * x0 + b12 * x1 + b22 * x2 + b32 * x3 + c02 * p0 + c12 * p1 + c22 * p2 + c32 * p3;
    F[(j + 3) | 0] += b03 * x0 + b13 * x1 + b23 * x2 + b33 * x3 + c03 * p0 + c13 * p1 + c23 * p2 + c33 * p3;
  }
}
