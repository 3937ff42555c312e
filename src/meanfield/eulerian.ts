import {extrapolated, footOf, interpolated, type Knot, strain, velocity} from "./backwardFlow.js";
import {chebyshevDerivative, chebyshevValue} from "./chebyshev.js";
import {type Cell, cellAt, cumulative, joined, remap, resolvedTo, uniformCells} from "./cumulativeMass.js";
import type {LimitOptions, MeanFieldLimit} from "./limit.js";
import {checkLimitArguments} from "./limitArguments.js";
import {LineMeasure} from "./lineMeasure.js";
import {isEven, type Problem} from "./problem.js";
import {type RotationKernel, rotationKernel} from "./rotationKernel.js";

/** The most substeps of the backward characteristics in a predicted step. */
const mostSubsteps = 64;

/**
 * Solve the limit on the line: the cumulative mass is constant along characteristics, G(u, t+h) = G(foot(u), t), so every
 * step is a remap of G from the cells at t to cells at t+h that are halved or joined until G is resolved. The potential
 * over the step is the cubic Hermite polynomial in time through p, ṗ at both ends (fourth order); the unknown right end
 * is predicted by extrapolation and corrected once, and their difference controls the step. Nothing but the problem is
 * shared with the Lagrangian solver.
 */
export function solveEulerian(
  problem: Problem,
  dimension: number,
  times: ArrayLike<number>,
  options: LimitOptions = {}
): MeanFieldLimit {
  const {tolerance} = checkLimitArguments(problem, dimension, times, options);
  const even = isEven(problem);
  const kernel = rotationKernel(problem, dimension);
  const resolved = resolvedTo(tolerance / 100, kernel.degree);
  const roughlyResolved = resolvedTo(tolerance, kernel.degree);
  let cells = uniformCells(dimension, even, resolved);
  let knot = knotOf(0, new LineMeasure(cells, even), kernel);
  const knots = [knot];
  let previous: Knot | undefined;
  let h = 1e-3;
  let steps = 0;
  let evaluations = 0;
  const stop = (reason: string) =>
    new Error(
      `the limit of ${problem.name} in dimension ${dimension} cannot be continued beyond t = ${knot.time}: ${reason}`
    );
  const outputs: {measure: LineMeasure; cells: readonly Cell[]; knot: Knot}[] = [];
  for (let i = 0; i < times.length; ++i) {
    while (knot.time < times[i]) {
      const steepness = strain(knot.p);
      if (!Number.isFinite(steepness)) throw stop("not finite");
      const remaining = times[i] - knot.time;
      const longest = Math.min(h, mostSubsteps / steepness);
      const last = longest >= remaining * (1 - 1e-9);
      const size = last ? remaining : Math.min(longest, remaining / 2);
      if (!last && !(size > 1e-13 * Math.max(1, knot.time))) throw stop("step too small");
      const end = last ? times[i] : knot.time + size;
      const substeps = Math.ceil(size * steepness);
      const guess = extrapolated(previous, knot, end);
      const predicted = knotOf(
        end,
        new LineMeasure(remap(cells, footOf(knot, guess, substeps), roughlyResolved), even),
        kernel
      );
      const next = remap(cells, footOf(knot, predicted, 2 * substeps), resolved);
      const corrected = knotOf(end, new LineMeasure(next, even), kernel);
      evaluations += 2;
      const error = corrected.moments.reduce((most, m, n) => Math.max(most, Math.abs(m - predicted.moments[n])), 0);
      const ratio = error / tolerance;
      if (!(ratio <= 1)) {
        if (!Number.isFinite(ratio) && size < 1e-12) throw stop("not finite");
        h = size * (Number.isFinite(ratio) ? Math.max(0.2, 0.9 * ratio ** -0.2) : 0.1);
        continue;
      }
      const grown = size * Math.min(3, 0.9 * Math.max(ratio, 1e-8) ** -0.2);
      h = last || size < h ? Math.max(h, grown) : grown;
      previous = knot;
      knot = corrected;
      cells = joined(next, resolvedTo(tolerance / 1000, kernel.degree));
      knots.push(knot);
      ++steps;
    }
    outputs.push({measure: new LineMeasure(cells, even), cells, knot});
  }
  return {
    problem,
    dimension,
    times: Float64Array.from(times),
    risk: Float64Array.from(outputs, ({measure}) => kernel.risk(measure.moments(kernel.degree))),
    dissipation: Float64Array.from(outputs, ({measure, knot: {p}}) =>
      measure.integrate((u, alignment) => (velocity(p, alignment) / Math.cosh(u)) ** 2)
    ),
    mass: Float64Array.from(outputs, ({measure}) => measure.integrate(() => 1)),
    potentialAt: (t) => interpolated(knots, t),
    knots: Float64Array.from(knots, ({time}) => time),
    average: (index, phi) =>
      outputs[index].measure.integrate(even ? (_, a) => (phi(a) + phi(-a)) / 2 : (_, a) => phi(a)),
    density: (index, alignments) =>
      Float64Array.from(alignments, (alignment) => {
        const u = Math.atanh(alignment);
        const at = even ? Math.abs(u) : u;
        const {left, right, values} = cellAt(outputs[index].cells, at);
        if (!(at >= left && at <= right)) return 0;
        const x = (2 * at - left - right) / (right - left);
        const slope = chebyshevValue(chebyshevDerivative(values), x) / ((right - left) / 2);
        return slope / (1 - alignment * alignment);
      }),
    cumulative: (index, alignments) =>
      Float64Array.from(alignments, (alignment) => {
        const {cells} = outputs[index];
        const u = Math.atanh(alignment);
        return 0.5 + (even && u < 0 ? -cumulative(cells, -u) : cumulative(cells, u));
      }),
    steps,
    evaluations
  };
}

/** The knot at this time for this measure. */
function knotOf(time: number, measure: LineMeasure, kernel: RotationKernel): Knot {
  const moments = measure.moments(kernel.degree);
  const p = kernel.potential(moments);
  const still = kernel.potential(new Float64Array(p.length));
  return {time, moments, p, rate: kernel.potential(measure.rates(p)).map((value, k) => value - still[k])};
}
