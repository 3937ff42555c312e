import {blockLength, byParity, evaluateTile, fromBlocks, toBlocks} from "./blocks.js";
import {scalarProducts} from "./pair.js";

/**
 * The pair force and its linearisation in the sources, fused: with s_ij = ⟨w_i, w_j⟩ and displacements Δ_j of the
 * sources,
 *
 *   force_i = Σ_j { [fixed · p(s_ij) + p′(s_ij) ⟨w_i, Δ_j⟩] w_j + p(s_ij) Δ_j },
 *
 * which is `fixed` times Σ_j p(s_ij) w_j plus its derivative as every source w_j (but not w_i) moves by Δ_j.
 * O(m²d) operations, O(md) memory, fixed order of summation. Neurons, displacements and forces are d×m, coordinate-major.
 */
export class LinearPairKernel {
  readonly dimension: number;
  readonly width: number;
  readonly #neurons: Float64Array;
  readonly #displacements: Float64Array;
  readonly #force: Float64Array;
  readonly #tile = new Float64Array(16);
  readonly #values = new Float64Array(16);
  readonly #slopes = new Float64Array(16);
  readonly #weights = new Float64Array(16);
  readonly #turned = [new Float64Array(16), new Float64Array(16)];

  constructor(dimension: number, width: number) {
    this.dimension = dimension;
    this.width = width;
    this.#neurons = new Float64Array(blockLength(dimension, width));
    this.#displacements = new Float64Array(this.#neurons.length);
    this.#force = new Float64Array(this.#neurons.length);
  }

  /** p and slope = p′ are coefficient vectors, index = power. */
  force(
    p: ArrayLike<number>,
    slope: ArrayLike<number>,
    fixed: number,
    neurons: Float64Array,
    displacements: Float64Array,
    force: Float64Array
  ): void {
    const {dimension, width} = this;
    const X = this.#neurons;
    const length = 4 * dimension;
    const values = byParity(p);
    const slopes = byParity(slope);
    const [turnedValues, turnedSlopes] = this.#turned;
    toBlocks(neurons, dimension, width, X);
    toBlocks(displacements, dimension, width, this.#displacements);
    this.#force.fill(0);
    for (let I = 0; I < X.length; I += length)
      for (let J = I; J < X.length; J += length) {
        scalarProducts(X, I, X, J, length, this.#tile);
        evaluateTile(values, this.#tile, this.#values);
        evaluateTile(slopes, this.#tile, this.#slopes);
        this.#act(I, J, length, fixed, this.#values, this.#slopes);
        if (I === J) continue;
        transpose(this.#values, turnedValues);
        transpose(this.#slopes, turnedSlopes);
        this.#act(J, I, length, fixed, turnedValues, turnedSlopes);
      }
    fromBlocks(this.#force, dimension, width, force);
  }

  /** The sources of block J act on block I. */
  #act(I: number, J: number, length: number, fixed: number, values: Float64Array, slopes: Float64Array): void {
    const weights = this.#weights;
    scalarProducts(this.#neurons, I, this.#displacements, J, length, weights);
    for (let e = 0; e < 16; ++e) weights[e] = fixed * values[e] + slopes[e] * weights[e];
    accumulateTwo(this.#neurons, weights, this.#displacements, values, J, this.#force, I, length);
  }
}

function transpose(tile: Float64Array, result: Float64Array): void {
  for (let a = 0; a < 4; ++a) for (let b = 0; b < 4; ++b) result[4 * b + a] = tile[4 * a + b];
}

/** F_a += Σ_b (first[4a + b] x_b + second[4a + b] y_b) for the block of F at I and the blocks of X and Y at J. */
function accumulateTwo(
  X: Float64Array,
  first: Float64Array,
  Y: Float64Array,
  second: Float64Array,
  J: number,
  F: Float64Array,
  I: number,
  length: number
): void {
  const a00 = first[0];
  const a01 = first[1];
  const a02 = first[2];
  const a03 = first[3];
  const a10 = first[4];
  const a11 = first[5];
  const a12 = first[6];
  const a13 = first[7];
  const a20 = first[8];
  const a21 = first[9];
  const a22 = first[10];
  const a23 = first[11];
  const a30 = first[12];
  const a31 = first[13];
  const a32 = first[14];
  const a33 = first[15];
  const b00 = second[0];
  const b01 = second[1];
  const b02 = second[2];
  const b03 = second[3];
  const b10 = second[4];
  const b11 = second[5];
  const b12 = second[6];
  const b13 = second[7];
  const b20 = second[8];
  const b21 = second[9];
  const b22 = second[10];
  const b23 = second[11];
  const b30 = second[12];
  const b31 = second[13];
  const b32 = second[14];
  const b33 = second[15];
  for (let c = 0; c < length; c += 4) {
    const i = (I + c) | 0;
    const j = (J + c) | 0;
    const x0 = X[j];
    const x1 = X[(j + 1) | 0];
    const x2 = X[(j + 2) | 0];
    const x3 = X[(j + 3) | 0];
    const y0 = Y[j];
    const y1 = Y[(j + 1) | 0];
    const y2 = Y[(j + 2) | 0];
    const y3 = Y[(j + 3) | 0];
    F[i] += a00 * x0 + a01 * x1 + a02 * x2 + a03 * x3 + b00 * y0 + b01 * y1 + b02 * y2 + b03 * y3;
    F[(i + 1) | 0] += a10 * x0 + a11 * x1 + a12 * x2 + a13 * x3 + b10 * y0 + b11 * y1 + b12 * y2 + b13 * y3;
    F[(i + 2) | 0] += a20 * x0 + a21 * x1 + a22 * x2 + a23 * x3 + b20 * y0 + b21 * y1 + b22 * y2 + b23 * y3;
    F[(i + 3) | 0] += a30 * x0 + a31 * x1 + a32 * x2 + a33 * x3 + b30 * y0 + b31 * y1 + b32 * y2 + b33 * y3;
  }
}
