import {EigenvalueDecomposition, Matrix} from "ml-matrix";
import {derivative, evaluate} from "./polynomial.js";
import {PopulationField, type PopulationProblem} from "./populationProblem.js";
import type {RelevantHessian} from "./relevantHessian.js";

/**
 * The local Hessian D(w) = −2P(∇²Ψ − ⟨w, ∇Ψ⟩)P on the tangent space of the sphere, Ψ(w) = (1/M) Σ_j u(⟨w, w_j⟩) − g(w) the potential of a
 * network of M neurons (d×M, of unit length), at the first n of them: for where no infinitely wide network is known.
 */
export function networkHessians(
  problem: PopulationProblem,
  dimension: number,
  neurons: Float64Array,
  count: number
): RelevantHessian[] {
  const d = dimension;
  const m = neurons.length / d;
  const slope = derivative(problem.activation.map((c) => c * c));
  const curvature = derivative(slope);
  const field = new PopulationField(problem);
  const rows = Array.from({length: d}, (_, c) => neurons.subarray(c * m, (c + 1) * m));
  return Array.from({length: count}, (_, i) => {
    const w = Float64Array.from(rows, (row) => row[i]);
    const overlaps = new Float64Array(m);
    for (let c = 0; c < d; ++c) for (let j = 0; j < m; ++j) overlaps[j] += w[c] * rows[c][j];
    const pulls = overlaps.map((s) => evaluate(slope, s) / m);
    const weights = overlaps.map((s) => evaluate(curvature, s) / m);
    const gradient = new Float64Array(d);
    field.addGradient(w, 1, -1, gradient);
    const hessian = Matrix.zeros(d, d);
    for (let c = 0; c < d; ++c) {
      const weighted = weights.map((weight, j) => weight * rows[c][j]);
      for (let j = 0; j < m; ++j) gradient[c] += pulls[j] * rows[c][j];
      for (let e = 0; e <= c; ++e) {
        let sum = 0;
        for (let j = 0; j < m; ++j) sum += weighted[j] * rows[e][j];
        hessian.set(c, e, sum);
        hessian.set(e, c, sum);
      }
    }
    field.addHessian(w, -1, hessian);
    const inwards = inner(w, gradient);
    const relevant = w.slice(0, problem.relevant);
    const length = Math.hypot(...relevant);
    const rate = (-2 * (inner(relevant, gradient) - inwards * length * length)) / length;
    const largest = -2 * (leastTangent(hessian, w) - inwards);
    return {largest, rate, ratio: (largest * length) / rate};
  });
}

/** The least eigenvalue of P A P on what is orthogonal to the unit vector w, P the projection onto that. */
function leastTangent(a: Matrix, w: Float64Array): number {
  const point = Matrix.columnVector(w);
  const projection = Matrix.eye(w.length).sub(point.mmul(point.transpose()));
  // Above all others, so that the direction of w itself is never the least.
  const above = 2 * a.norm("frobenius") + 1;
  const restricted = projection.mmul(a).mmul(projection).add(point.mmul(point.transpose()).mul(above));
  return Math.min(...new EigenvalueDecomposition(restricted, {assumeSymmetric: true}).realEigenvalues);
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, c) => sum + value * b[c], 0);
}
