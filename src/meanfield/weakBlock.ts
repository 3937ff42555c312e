import {dot} from "./dot.js";
import {centre, Features} from "./features.js";
import type {FlowState} from "./flow.js";
import type {HarmonicBlock} from "./harmonicBlocks.js";
import {legendrePolynomials} from "./legendre.js";
import {pivotedCholesky} from "./pivotedCholesky.js";
import {solveLinear} from "./solveLinear.js";
import {panelRule} from "./timePanels.js";
import {partNodes, type WeakPanel} from "./weakPanels.js";

/** How one panel acts in one direction, along p̂ or across; rows k = (test function i, feature b) of n points. */
interface Passage {
  /** (1/h) ∫ ψ_i g_b J_{t,start} dt. */
  readonly tests: Float64Array;
  /** ∫ J_{end,s} g_b ψ_i ds. */
  readonly sources: Float64Array;
  /** J_{end,start}. */
  readonly propagator: Float64Array;
  /** g_b at the panel's end. */
  readonly features: Float64Array;
}

/** A direction: the factor of its share of the kernel K, and its features. */
interface Direction {
  readonly name: "slopes" | "ratios";
  readonly scale: number;
}

/**
 * The fluctuation √m δf in one rotation block as the solution of its Volterra equation in the weak form: on every panel of time
 * it is a polynomial, and the equation holds when it is multiplied by any of these and integrated over the panel. Within a panel
 * the propagators are followed part by part, however fast they change, so that panels may be long beside the time in which a neuron
 * leaves the equator (docs/numerics/width.md). Panels are first added one by one, then passed through.
 */
export class WeakBlock {
  readonly block: HarmonicBlock;
  readonly #weights: Float64Array;
  readonly #order: number;
  readonly #directions: readonly Direction[];
  readonly #features: Features;
  /** φ_b projected, rows (panel, i, b), and then at the edges, rows (edge, b). */
  readonly #projected: Float64Array[] = [];
  readonly #atEdges: Float64Array[] = [];
  readonly #passages: Passage[][] = [];
  readonly #matrices: Float64Array[] = [];

  /** `order` test functions a panel; `weights` are the masses of the points. */
  constructor(block: HarmonicBlock, weights: Float64Array, order: number) {
    this.block = block;
    this.#weights = weights;
    this.#order = order;
    this.#features = new Features(block);
    const {eigenvalue, multiplicity} = block;
    this.#directions = [
      {name: "slopes", scale: 2 / multiplicity},
      ...(eigenvalue > 0 ? [{name: "ratios", scale: (2 * eigenvalue) / multiplicity} as const] : [])
    ];
  }

  /** Adds the next panel, given the states at its `partNodes`, followed from its start. */
  add(panel: WeakPanel, states: readonly FlowState[]): void {
    const n = this.#weights.length;
    const size = this.block.polynomials.length;
    const order = this.#order;
    const rows = order * size;
    const h = panel.end - panel.start;
    const nodes = states.length;
    const last = panelRule.nodes.length - 1;
    const values = new Float64Array(nodes * size * n);
    const slopes = new Float64Array(nodes * size * n);
    const ratios = new Float64Array(this.#directions.length > 1 ? nodes * size * n : 0);
    states.forEach(({u}, k) => {
      this.#features.write(u, {values, slopes, ratios}, k * size * n);
    });
    const all = {slopes, ratios};
    const tests = Array.from(partNodes(panel), (t) => testFunctions((2 * (t - panel.start)) / h - 1, order));
    const weights = new Float64Array(nodes);
    for (let p = 0; p + 1 < panel.parts.length; ++p)
      panelRule.integration[last].forEach((weight, i) => {
        weights[p * last + i] += (weight * (panel.parts[p + 1] - panel.parts[p])) / h;
      });

    const projected = new Float64Array(rows * n);
    for (let k = 0; k < nodes; ++k)
      for (let i = 0; i < order; ++i)
        addScaled(weights[k] * tests[k][i], values, k * size * n, projected, i * size * n, size * n);
    this.#projected.push(projected);
    if (this.#atEdges.length === 0) this.#atEdges.push(values.slice(0, size * n));
    this.#atEdges.push(values.slice((nodes - 1) * size * n));

    const matrix = new Float64Array(rows * rows);
    const passages = this.#directions.map(({name, scale}) => {
      const features = all[name];
      const isAlong = name === "slopes";
      const logs = states.map(({logRadius, logStretch}) =>
        isAlong ? logRadius.map((value, w) => value + logStretch[w]) : logRadius
      );
      const result: Passage = {
        tests: new Float64Array(rows * n),
        sources: new Float64Array(rows * n),
        propagator: logs[nodes - 1].map(Math.exp),
        features: features.slice((nodes - 1) * size * n)
      };
      for (let k = 0; k < nodes; ++k) {
        const propagator = logs[k].map(Math.exp);
        for (let i = 0; i < order; ++i)
          for (let b = 0; b < size; ++b) {
            const c = weights[k] * tests[k][i];
            const from = (k * size + b) * n;
            const to = (i * size + b) * n;
            for (let w = 0; w < n; ++w) result.tests[to + w] += c * features[from + w] * propagator[w];
          }
      }
      this.#respond(panel, logs, features, tests, weights, result.sources, matrix, scale);
      return result;
    });
    for (let k = 0; k < rows; ++k) matrix[k * rows + k] += 1;
    this.#passages.push(passages);
    this.#matrices.push(matrix);
  }

  /**
   * Follows Y_{jc}(t) = ∫_start^t J_{t,s} g_c ψ_j ds through the panel, into `sources` (its value at the end), and adds
   * scale · E (1/h) ∫ ψ_i g_b Y_{jc} dt to the matrix.
   */
  #respond(
    {parts}: WeakPanel,
    logs: readonly Float64Array[],
    features: Float64Array,
    tests: readonly Float64Array[],
    weights: Float64Array,
    sources: Float64Array,
    matrix: Float64Array,
    scale: number
  ): void {
    const n = this.#weights.length;
    const size = this.block.polynomials.length;
    const order = this.#order;
    const rows = order * size;
    const {integration} = panelRule;
    const last = integration.length - 1;
    const fresh = new Float64Array(rows * n);
    const moved = new Float64Array(n);
    const tested = new Float64Array(n);
    for (let p = 0; p + 1 < parts.length; ++p) {
      const first = p * last;
      const length = parts[p + 1] - parts[p];
      // sources holds Y at the part's start; node 0 of later parts was looked at as the end of the part before.
      for (let i = 1; i <= last; ++i) {
        fresh.fill(0);
        for (let j = 0; j <= last; ++j) {
          const own = first + j;
          for (let w = 0; w < n; ++w)
            moved[w] = length * integration[i][j] * Math.exp(logs[first + i][w] - logs[own][w]);
          for (let c = 0; c < size; ++c) {
            const from = (own * size + c) * n;
            for (let w = 0; w < n; ++w) tested[w] = moved[w] * features[from + w];
            for (let q = 0; q < order; ++q) addScaled(tests[own][q], tested, 0, fresh, (q * size + c) * n, n);
          }
        }
        for (let w = 0; w < n; ++w) moved[w] = Math.exp(logs[first + i][w] - logs[first][w]);
        for (let row = 0; row < rows; ++row)
          for (let w = 0; w < n; ++w) fresh[row * n + w] += moved[w] * sources[row * n + w];
        for (let b = 0; b < size; ++b) {
          const from = ((first + i) * size + b) * n;
          for (let w = 0; w < n; ++w) tested[w] = scale * weights[first + i] * this.#weights[w] * features[from + w];
          for (let column = 0; column < rows; ++column) {
            const value = dot(tested, 0, fresh, column * n, n);
            for (let q = 0; q < order; ++q) matrix[(q * size + b) * rows + column] += tests[first + i][q] * value;
          }
        }
        if (i === last) sources.set(fresh);
      }
    }
  }

  /**
   * Passes through all panels. At every edge, `look` gets the responses ∫_0^t J_{t,s} g_s R(s) ds along and across, column q of
   * the factor R at [q·n + w], and N_l tr S_l. The factor leaves out a part `tolerance` of the trace of the source's covariance.
   */
  pass(tolerance: number, look: (edge: number, responses: readonly Float64Array[], trace: number) => void): void {
    const n = this.#weights.length;
    const size = this.block.polynomials.length;
    const rows = this.#order * size;
    const panels = this.#passages.length;
    const values = new Float64Array((panels * rows + (panels + 1) * size) * n);
    [...this.#projected, ...this.#atEdges].reduce((offset, part) => {
      values.set(part, offset);
      return offset + part.length;
    }, 0);
    if (this.block.degree === 0) centre(values, this.#weights);
    const columns = pivotedCholesky(values, this.#weights, tolerance, panels * rows);
    const rank = columns.length;
    const responses = this.#directions.map(() => new Float64Array(n * rank));
    const traceAt = (edge: number): number => {
      // The factor's row at the edge, less what K makes of the past; what the factor leaves out of the source is added.
      let trace = 0;
      for (let b = 0; b < size; ++b) {
        const row = panels * rows + edge * size + b;
        for (let w = 0; w < n; ++w) trace += this.#weights[w] * values[row * n + w] ** 2;
        columns.forEach((column, q) => {
          const source = column[row];
          let own = source;
          if (edge > 0)
            this.#directions.forEach(({scale}, k) => {
              const {features} = this.#passages[edge - 1][k];
              let sum = 0;
              for (let w = 0; w < n; ++w) sum += this.#weights[w] * features[b * n + w] * responses[k][q * n + w];
              own -= scale * sum;
            });
          trace += own * own - source * source;
        });
      }
      return trace;
    };
    look(0, responses, traceAt(0));
    const right = new Float64Array(rows * rank);
    const tested = new Float64Array(n);
    for (let p = 0; p < panels; ++p) {
      for (let row = 0; row < rows; ++row)
        for (let q = 0; q < rank; ++q) right[row * rank + q] = columns[q][p * rows + row];
      this.#directions.forEach(({scale}, k) => {
        const {tests} = this.#passages[p][k];
        for (let row = 0; row < rows; ++row) {
          for (let w = 0; w < n; ++w) tested[w] = scale * this.#weights[w] * tests[row * n + w];
          for (let q = 0; q < rank; ++q) right[row * rank + q] -= dot(tested, 0, responses[k], q * n, n);
        }
      });
      solveLinear(this.#matrices[p].slice(), right, rows, rank);
      this.#directions.forEach((_, k) => {
        const {sources, propagator} = this.#passages[p][k];
        const response = responses[k];
        for (let q = 0; q < rank; ++q) {
          for (let w = 0; w < n; ++w) response[q * n + w] *= propagator[w];
          for (let row = 0; row < rows; ++row) addScaled(right[row * rank + q], sources, row * n, response, q * n, n);
        }
      });
      look(p + 1, responses, traceAt(p + 1));
    }
  }
}

/** ψ_0 … ψ_{order−1} at x ∈ [−1, 1]: Legendre polynomials whose squares have mean 1. */
function testFunctions(x: number, order: number): Float64Array {
  return legendrePolynomials(order - 1, x).map((value, k) => value * Math.sqrt(2 * k + 1));
}

/** y[j + k] += c x[i + k] for n terms. */
function addScaled(c: number, x: Float64Array, i: number, y: Float64Array, j: number, n: number): void {
  for (let k = 0; k < n; ++k) y[j + k] += c * x[i + k];
}
