import {dot} from "./dot.js";
import {centre, Features} from "./features.js";
import type {FlowState} from "./flow.js";
import type {HarmonicBlock} from "./harmonicBlocks.js";
import {pivotedCholesky} from "./pivotedCholesky.js";
import {solveLinear} from "./solveLinear.js";

/** What the flow does to n points within one panel of time nodes: row i holds J_{t_i, t_0}, t_0 the panel's start. */
export interface PanelPropagators {
  readonly parallel: readonly Float64Array[];
  readonly transverse: readonly Float64Array[];
  /** integration[i][j] = ∫_{t_0}^{t_i} ℓ_j. */
  readonly integration: readonly Float64Array[];
}

/**
 * One direction, along p̂ or across, at the nodes of the panel just passed (node 0: its start) and the points w of the
 * quadrature, over −2√N_l: forcing[i][q·n + w] is F, response[i][q·n + w] is ∫_0^t J_{t,s}F_s ds, column by column.
 */
export interface Direction {
  readonly forcing: readonly Float64Array[];
  readonly response: readonly Float64Array[];
}

/**
 * The fluctuation √m δf of the network's function in one rotation block, to leading order: the Gaussian solution of
 * δf_t = e_0(t) − ∫_0^t K_{t,s} δf_s ds, followed panel by panel of a time grid. N_l times its covariance between two
 * times is R(t)R(s)ᵀ; R(t) has `size` rows and `rank` columns. Its source e_0 is factored once, N_l C_l = R_0R_0ᵀ, and
 * R = (I+K)^{−1}R_0. As J_{t,s} = J_{t,r}J_{r,s}, the past enters only by the response ∫_0^t J_{t,s}F_s ds at the
 * quadrature's points, so the cost is linear in the number of times (docs/numerics/prediction.md, §3 and §5).
 */
export class Fluctuation {
  readonly block: HarmonicBlock;
  readonly size: number;
  readonly rank: number;
  /** R at time node i, row b, column q: factor[(i·size + b)·rank + q]. Nodes that were not reached hold R_0. */
  readonly factor: Float64Array;
  readonly parallel: Direction;
  readonly transverse: Direction;
  readonly #weights: Float64Array;
  /** g = r φ′ and f = φ/r at [(node·size + b)·n + w]. */
  readonly #g: Float64Array;
  readonly #f: Float64Array;

  /**
   * `states` holds the points of a quadrature over ρ_0 with these masses at every node of the time grid. The factor R_0
   * may leave out a part `tolerance` of the trace of e_0's covariance, over all nodes. A panel has `panelLength` nodes.
   */
  constructor(
    block: HarmonicBlock,
    states: readonly FlowState[],
    weights: Float64Array,
    panelLength: number,
    tolerance: number
  ) {
    this.block = block;
    this.#weights = weights;
    const n = weights.length;
    const {degree} = block;
    const size = block.polynomials.length;
    const values = new Float64Array(states.length * size * n);
    this.#g = new Float64Array(values.length);
    this.#f = new Float64Array(degree > 0 ? values.length : 0);
    const features = new Features(block);
    states.forEach(({u}, i) => {
      features.write(u, {values, slopes: this.#g, ratios: this.#f}, i * size * n);
    });
    if (degree === 0) centre(values, weights);
    const columns = pivotedCholesky(values, weights, tolerance);
    const rank = columns.length;
    this.size = size;
    this.rank = rank;
    this.factor = new Float64Array(states.length * size * rank);
    columns.forEach((column, q) => {
      column.forEach((value, row) => {
        this.factor[row * rank + q] = value;
      });
    });
    this.parallel = direction(panelLength, n * rank);
    this.transverse = direction(degree > 0 ? panelLength : 0, n * rank);
    this.#force(this.#g, 0, this.parallel.forcing[panelLength - 1]);
    if (degree > 0) this.#force(this.#f, 0, this.transverse.forcing[panelLength - 1]);
  }

  /** Go on to the end of the panel whose first node is `start`, the last node reached so far. */
  advance(start: number, panel: PanelPropagators): void {
    const {size, rank, factor} = this;
    const {eigenvalue, multiplicity} = this.block;
    const {integration} = panel;
    const nodes = integration.length;
    const unknowns = (nodes - 1) * size;
    const matrix = new Float64Array(unknowns * unknowns);
    for (let k = 0; k < unknowns; ++k) matrix[k * unknowns + k] = 1;
    const right = factor.slice((start + 1) * size * rank, (start + nodes) * size * rank);
    const directions: [Float64Array, number, Direction, readonly Float64Array[]][] = [
      [this.#g, 2 / multiplicity, this.parallel, panel.parallel]
    ];
    if (eigenvalue > 0) directions.push([this.#f, (2 * eigenvalue) / multiplicity, this.transverse, panel.transverse]);

    for (const [, , {forcing, response}] of directions) {
      forcing[0].set(forcing[nodes - 1]);
      response[0].set(response[nodes - 1]);
    }
    for (const [features, scale, direction, propagator] of directions)
      this.#addEquations(start, integration, features, scale, direction, propagator, matrix, right);
    solveLinear(matrix, right, unknowns, rank);
    factor.set(right, (start + 1) * size * rank);
    for (const [features, , direction, propagator] of directions) {
      for (let i = 1; i < nodes; ++i) this.#force(features, start + i, direction.forcing[i]);
      respond(direction, propagator, integration);
    }
  }

  /** At every node: N_l tr S_l, and 2 N_l tr S_l², the variance of the sum over the N_l harmonics of |Gaussian|². */
  traces(): {mean: Float64Array; variance: Float64Array} {
    const {size, rank, factor} = this;
    const nodes = this.#g.length / (size * this.#weights.length);
    const mean = new Float64Array(nodes);
    const variance = new Float64Array(nodes);
    for (let i = 0; i < nodes; ++i)
      for (let b = 0; b < size; ++b)
        for (let c = 0; c < size; ++c) {
          const covariance = dot(factor, (i * size + b) * rank, factor, (i * size + c) * rank, rank);
          if (b === c) mean[i] += covariance;
          variance[i] += (2 * covariance * covariance) / this.block.multiplicity;
        }
    return {mean, variance};
  }

  /** Adds one direction's share of the panel's equations R_i + Σ_j integration[i][j] K_ij R_j = R_0i − (past). */
  #addEquations(
    start: number,
    integration: readonly Float64Array[],
    features: Float64Array,
    scale: number,
    {response, forcing}: Direction,
    propagator: readonly Float64Array[],
    matrix: Float64Array,
    right: Float64Array
  ): void {
    const {size, rank} = this;
    const n = this.#weights.length;
    const nodes = integration.length;
    const unknowns = (nodes - 1) * size;
    const [past] = response;
    const [first] = forcing;
    const test = new Float64Array(n);
    const known = new Float64Array(past.length);
    // The features at the panel's nodes over J_{t_j, t_0}, so that J_ij is a product.
    const sources = features.slice((start + 1) * size * n, (start + nodes) * size * n);
    for (let j = 1; j < nodes; ++j)
      for (let c = 0; c < size; ++c)
        for (let w = 0; w < n; ++w) sources[((j - 1) * size + c) * n + w] /= propagator[j][w];
    for (let i = 1; i < nodes; ++i) {
      for (let k = 0; k < known.length; ++k) known[k] = past[k] + integration[i][0] * first[k];
      for (let b = 0; b < size; ++b) {
        const row = (i - 1) * size + b;
        const offset = (start * size + size + row) * n;
        for (let w = 0; w < n; ++w) test[w] = scale * this.#weights[w] * propagator[i][w] * features[offset + w];
        for (let q = 0; q < rank; ++q) right[row * rank + q] -= dot(test, 0, known, q * n, n);
        for (let column = 0; column < unknowns; ++column)
          matrix[row * unknowns + column] +=
            integration[i][1 + Math.floor(column / size)] * dot(test, 0, sources, column * n, n);
      }
    }
  }

  /** Σ_b feature_b(w) R[b][q] at a node, into y. */
  #force(features: Float64Array, node: number, y: Float64Array): void {
    const {size, rank, factor} = this;
    const n = this.#weights.length;
    y.fill(0);
    for (let b = 0; b < size; ++b) {
      const row = (node * size + b) * rank;
      const feature = features.subarray((node * size + b) * n, (node * size + b + 1) * n);
      for (let q = 0; q < rank; ++q) addScaled(factor[row + q], feature, y, q * n);
    }
  }
}

function direction(nodes: number, length: number): Direction {
  const zeros = () => Array.from({length: nodes}, () => new Float64Array(length));
  return {forcing: zeros(), response: zeros()};
}

/** y[offset + w] += c x[w]. */
function addScaled(c: number, x: Float64Array, y: Float64Array, offset: number): void {
  for (let w = 0; w < x.length; ++w) y[offset + w] += c * x[w];
}

/** x_i = J_{i,0} (x_0 + Σ_j integration[i][j] J_{j,0}^{−1} y_j) at every node i > 0 of a panel. */
function respond(
  {response, forcing}: Direction,
  propagator: readonly Float64Array[],
  integration: readonly Float64Array[]
): void {
  const n = propagator[0].length;
  const c = new Float64Array(n);
  for (let i = 1; i < integration.length; ++i) {
    const x = response[i];
    const past = response[0];
    const own = propagator[i];
    for (let offset = 0; offset < x.length; offset += n)
      for (let w = 0; w < n; ++w) x[offset + w] = own[w] * past[offset + w];
    for (let j = 0; j < integration.length; ++j) {
      const y = forcing[j];
      for (let w = 0; w < n; ++w) c[w] = (integration[i][j] * own[w]) / propagator[j][w];
      for (let offset = 0; offset < x.length; offset += n)
        for (let w = 0; w < n; ++w) x[offset + w] += c[w] * y[offset + w];
    }
  }
}
