import {blockLength, byParity, evaluateTile, fromBlocks, toBlocks} from "./blocks.js";
import {accumulate, scalarProducts} from "./pair.js";

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
    accumulate(this.#neurons, J, weights, this.#force, I, length);
    accumulate(this.#displacements, J, values, this.#force, I, length);
  }
}

function transpose(tile: Float64Array, result: Float64Array): void {
  for (let a = 0; a < 4; ++a) for (let b = 0; b < 4; ++b) result[4 * b + a] = tile[4 * a + b];
}
