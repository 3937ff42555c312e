import {gaussLegendre, legendrePolynomials} from "./legendre.js";

/** Gauss–Legendre nodes a panel. */
export const panelNodes = 16;

const {nodes, weights} = gaussLegendre(panelNodes);

/** Barycentric weights of the nodes: (−1)^i √((1 − x_i²) w_i) (Wang and Xiang 2012). */
const barycentric = nodes.map((x, i) => (i % 2 === 0 ? 1 : -1) * Math.sqrt((1 - x * x) * weights[i]));

/** Rows n−2 and n−1 of the discrete Legendre transform: coefficient_k = (k + ½) Σ w_i P_k(x_i) f_i. */
const tailRows = [panelNodes - 2, panelNodes - 1].map((k) =>
  nodes.map((x, i) => (k + 0.5) * weights[i] * legendrePolynomials(k, x)[k])
);

/** The values at x ∈ [−1, 1] of the Lagrange polynomials of the nodes. */
function lagrangeRow(x: number): Float64Array {
  const hit = nodes.indexOf(x);
  const row = nodes.map((node, i) => (hit < 0 ? barycentric[i] / (x - node) : i === hit ? 1 : 0));
  const total = row.reduce((sum, value) => sum + value, 0);
  return row.map((value) => value / total);
}

const halfRows = [-1, 1].map((side) => Array.from(nodes, (x) => lagrangeRow((x + side) / 2)));
const wholeRows = Array.from(nodes, (x) => lagrangeRow(x < 0 ? 2 * x + 1 : 2 * x - 1));
const leftEnd = lagrangeRow(-1);

function dot(row: Float64Array, values: Float64Array, offset: number): number {
  let sum = 0;
  for (let i = 0; i < panelNodes; ++i) sum += row[i] * values[offset + i];
  return sum;
}

/** The larger of the last two Legendre coefficients of the values at one panel's nodes: how well it is resolved. */
export function tail(values: Float64Array): number {
  return Math.max(Math.abs(dot(tailRows[0], values, 0)), Math.abs(dot(tailRows[1], values, 0)));
}

/** One panel's values interpolated to the nodes of its left and of its right half. */
export function halves(values: Float64Array): Float64Array[] {
  return halfRows.map((rows) => nodes.map((_, i) => dot(rows[i], values, 0)));
}

/** The values of two neighbours of equal width, at `offset` onwards, interpolated to the nodes of their union. */
export function joined(values: Float64Array, offset: number): Float64Array {
  return nodes.map((x, i) => dot(wholeRows[i], values, offset + (x < 0 ? 0 : panelNodes)));
}

/** The value at a panel's left end of the polynomial through its values. */
export function leftValue(values: Float64Array, offset: number): number {
  return dot(leftEnd, values, offset);
}

/** The value of the polynomial through a panel's values at x ∈ [−1, 1]. */
export function panelValue(values: Float64Array, offset: number, x: number): number {
  let above = 0;
  let below = 0;
  for (let i = 0; i < panelNodes; ++i) {
    const distance = x - nodes[i];
    if (distance === 0) return values[offset + i];
    const c = barycentric[i] / distance;
    above += c * values[offset + i];
    below += c;
  }
  return above / below;
}

/** The nodes of all panels between consecutive edges, panel by panel. */
export function panelPoints(edges: ArrayLike<number>): Float64Array {
  const points = new Float64Array((edges.length - 1) * panelNodes);
  for (let p = 0; p + 1 < edges.length; ++p) {
    const middle = (edges[p] + edges[p + 1]) / 2;
    const half = (edges[p + 1] - edges[p]) / 2;
    for (let i = 0; i < panelNodes; ++i) points[p * panelNodes + i] = middle + half * nodes[i];
  }
  return points;
}

/** The quadrature weights of all panels between consecutive edges, panel by panel. */
export function panelWeights(edges: ArrayLike<number>): Float64Array {
  const result = new Float64Array((edges.length - 1) * panelNodes);
  for (let p = 0; p + 1 < edges.length; ++p) {
    const half = (edges[p + 1] - edges[p]) / 2;
    for (let i = 0; i < panelNodes; ++i) result[p * panelNodes + i] = half * weights[i];
  }
  return result;
}
