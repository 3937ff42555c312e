import {blockLength, byParity, evaluateTile, fromBlocks, halve, type ParityPolynomial, toBlocks} from "./blocks.js";
import {checkPairInput, type PairKernel} from "./pairKernel.js";

/** `PairKernel` in plain TypeScript. The pairs are taken in 4×4 tiles, each unordered pair of tiles once. */
export class PlainPairKernel implements PairKernel {
  readonly dimension: number;
  readonly width: number;
  readonly #neurons: Float64Array;
  readonly #force: Float64Array;
  readonly #sums: Float64Array;
  readonly #tile = new Float64Array(16);
  readonly #values = new Float64Array(16);

  constructor(dimension: number, width: number) {
    this.dimension = dimension;
    this.width = width;
    this.#neurons = new Float64Array(blockLength(dimension, width));
    this.#force = new Float64Array(this.#neurons.length);
    this.#sums = new Float64Array(this.#neurons.length / dimension);
  }

  force(
    p: ArrayLike<number>,
    neurons: Float64Array,
    force: Float64Array,
    q?: ArrayLike<number>,
    sums?: Float64Array
  ): void {
    checkPairInput(this, {p, neurons, force, q, sums});
    this.#run(neurons, byParity(p), q && sums ? byParity(q) : undefined);
    fromBlocks(this.#force, this.dimension, this.width, force);
    if (q && sums) this.#readSums(q, sums);
  }

  sums(q: ArrayLike<number>, neurons: Float64Array, sums: Float64Array): void {
    checkPairInput(this, {q, neurons, sums});
    this.#run(neurons, undefined, byParity(q));
    this.#readSums(q, sums);
  }

  /** The zeros that fill the last block have counted q(0) each. */
  #readSums(q: ArrayLike<number>, sums: Float64Array): void {
    const padding = this.#sums.length - this.width;
    for (let i = 0; i < this.width; ++i) sums[i] = this.#sums[i] - padding * q[0];
  }

  #run(neurons: Float64Array, p?: ParityPolynomial, q?: ParityPolynomial): void {
    const X = this.#neurons;
    const tile = this.#tile;
    const values = this.#values;
    const S = this.#sums;
    const length = 4 * this.dimension;
    toBlocks(neurons, this.dimension, this.width, X);
    this.#force.fill(0);
    S.fill(0);
    for (let I = 0; I < X.length; I += length) {
      for (let J = I; J < X.length; J += length) {
        scalarProducts(X, I, X, J, length, tile);
        if (p) {
          evaluateTile(p, tile, values);
          if (I === J) halve(values);
          accumulateBoth(X, I, J, values, this.#force, length);
        }
        if (q) {
          evaluateTile(q, tile, values);
          const i = I / this.dimension;
          const j = J / this.dimension;
          for (let a = 0; a < 4; ++a)
            for (let b = 0; b < 4; ++b) {
              S[i + a] += values[4 * a + b];
              if (I !== J) S[j + b] += values[4 * a + b];
            }
        }
      }
    }
  }
}

/** tile[4a + b] = ⟨x_a, y_b⟩ for the block of X at I and the block of Y at J. */
export function scalarProducts(
  X: Float64Array,
  I: number,
  Y: Float64Array,
  J: number,
  length: number,
  tile: Float64Array
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  for (let c = 0; c < length; c += 4) {
    const i = (I + c) | 0;
    const j = (J + c) | 0;
    const x0 = X[i];
    const x1 = X[(i + 1) | 0];
    const x2 = X[(i + 2) | 0];
    const x3 = X[(i + 3) | 0];
    const y0 = Y[j];
    const y1 = Y[(j + 1) | 0];
    const y2 = Y[(j + 2) | 0];
    const y3 = Y[(j + 3) | 0];
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
    s23 += x2 * y3;
    s30 += x3 * y0;
    s31 += x3 * y1;
    s32 += x3 * y2;
    s33 += x3 * y3;
  }
  tile[0] = s00;
  tile[1] = s01;
  tile[2] = s02;
  tile[3] = s03;
  tile[4] = s10;
  tile[5] = s11;
  tile[6] = s12;
  tile[7] = s13;
  tile[8] = s20;
  tile[9] = s21;
  tile[10] = s22;
  tile[11] = s23;
  tile[12] = s30;
  tile[13] = s31;
  tile[14] = s32;
  tile[15] = s33;
}

/**
 * Two blocks of X act on each other: F_a += Σ_b values[4a + b] x_b and F_b += Σ_a values[4a + b] x_a. A block acts on itself
 * when it is given twice and the values halved.
 */
function accumulateBoth(
  X: Float64Array,
  I: number,
  J: number,
  values: Float64Array,
  F: Float64Array,
  length: number
): void {
  const a00 = values[0];
  const a01 = values[1];
  const a02 = values[2];
  const a03 = values[3];
  const a10 = values[4];
  const a11 = values[5];
  const a12 = values[6];
  const a13 = values[7];
  const a20 = values[8];
  const a21 = values[9];
  const a22 = values[10];
  const a23 = values[11];
  const a30 = values[12];
  const a31 = values[13];
  const a32 = values[14];
  const a33 = values[15];
  for (let c = 0; c < length; c += 4) {
    const i = (I + c) | 0;
    const j = (J + c) | 0;
    const x0 = X[i];
    const x1 = X[(i + 1) | 0];
    const x2 = X[(i + 2) | 0];
    const x3 = X[(i + 3) | 0];
    const y0 = X[j];
    const y1 = X[(j + 1) | 0];
    const y2 = X[(j + 2) | 0];
    const y3 = X[(j + 3) | 0];
    F[i] += a00 * y0 + a01 * y1 + a02 * y2 + a03 * y3;
    F[(i + 1) | 0] += a10 * y0 + a11 * y1 + a12 * y2 + a13 * y3;
    F[(i + 2) | 0] += a20 * y0 + a21 * y1 + a22 * y2 + a23 * y3;
    F[(i + 3) | 0] += a30 * y0 + a31 * y1 + a32 * y2 + a33 * y3;
    F[j] += a00 * x0 + a10 * x1 + a20 * x2 + a30 * x3;
    F[(j + 1) | 0] += a01 * x0 + a11 * x1 + a21 * x2 + a31 * x3;
    F[(j + 2) | 0] += a02 * x0 + a12 * x1 + a22 * x2 + a32 * x3;
    F[(j + 3) | 0] += a03 * x0 + a13 * x1 + a23 * x2 + a33 * x3;
  }
}
