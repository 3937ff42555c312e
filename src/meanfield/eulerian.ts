import {
  antiderivative,
  chebyshevDerivative,
  chebyshevNodes,
  chebyshevPoints,
  chebyshevTail,
  chebyshevValue,
  stieltjesWeights
} from "./chebyshev.js";
import type {LimitOptions, MeanFieldLimit} from "./limit.js";
import {checkLimitArguments} from "./limitArguments.js";
import {isEven, type Problem} from "./problem.js";
import {chebyshevPolynomials, type RotationKernel, rotationKernel} from "./rotationKernel.js";

/** The line u = artanh α ends here; mass that moves beyond counts as lying at α = ±1. */
const lineEnd = 40;

/** Width of the smallest cell: mass that collapses to a point is placed to this accuracy. */
const leastWidth = lineEnd * 2 ** -44;

/** The most substeps of the backward characteristics in a predicted step. */
const mostSubsteps = 64;

/** One cell of the line with the cumulative mass G(u) = μ_t((0, u)) at its Chebyshev points. */
interface Cell {
  readonly left: number;
  readonly right: number;
  readonly values: Float64Array;
}

/** Butcher's sixth-order method in seven stages (Butcher 1964). */
const butcher = {
  nodes: [0, 1 / 3, 2 / 3, 1 / 3, 5 / 6, 1 / 6, 1],
  stages: [
    [],
    [1 / 3],
    [0, 2 / 3],
    [1 / 12, 1 / 3, -1 / 12],
    [25 / 48, -55 / 24, 35 / 48, 15 / 8],
    [3 / 20, -11 / 24, -1 / 8, 1 / 2, 1 / 10],
    [-261 / 260, 33 / 13, 43 / 156, -118 / 39, 32 / 195, 80 / 39]
  ],
  weights: [13 / 200, 0, 11 / 40, 11 / 40, 4 / 25, 4 / 25, 13 / 200]
};

/** The moments ∫ T_n dμ, p and ṗ at one time. */
interface Knot {
  readonly time: number;
  readonly moments: Float64Array;
  readonly p: Float64Array;
  readonly rate: Float64Array;
}

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
  let knot = knotOf(0, new Measure(cells, even), kernel);
  const knots = [knot];
  let previous: Knot | undefined;
  let h = 1e-3;
  let steps = 0;
  let evaluations = 0;
  const stop = (status: string) =>
    new Error(`the limit of ${problem.name} in dimension ${dimension} stopped at t = ${knot.time}: ${status}`);
  const outputs: {measure: Measure; cells: readonly Cell[]; knot: Knot}[] = [];
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
        new Measure(remap(cells, footOf(knot, guess, substeps), roughlyResolved), even),
        kernel
      );
      const next = remap(cells, footOf(knot, predicted, 2 * substeps), resolved);
      const corrected = knotOf(end, new Measure(next, even), kernel);
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
    outputs.push({measure: new Measure(cells, even), cells, knot});
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
    steps,
    evaluations
  };
}

/** u̇ = −2Ψ′(α). */
function velocity(p: Float64Array, alignment: number): number {
  let sum = 0;
  for (let k = p.length - 1; k >= 1; --k) sum = sum * alignment + k * p[k];
  return -2 * sum;
}

/** The largest |∂u̇/∂u| = 2(1−α²)|Ψ″(α)| on a grid of α: a substep of the backward characteristics is short beside it. */
function strain(p: Float64Array): number {
  let largest = 0;
  for (let i = 0; i <= 64; ++i) {
    const alignment = i / 32 - 1;
    let sum = 0;
    for (let k = p.length - 1; k >= 2; --k) sum = sum * alignment + k * (k - 1) * p[k];
    largest = Math.max(largest, 2 * (1 - alignment * alignment) * Math.abs(sum));
  }
  return largest;
}

/** The points of a cell, whose ends are exactly those of its neighbours. */
function pointsOf(left: number, right: number): Float64Array {
  const points = chebyshevNodes.map((x) => left + ((right - left) * (1 + x)) / 2);
  points[0] = left;
  points[chebyshevPoints - 1] = right;
  return points;
}

/** The cell that holds u, or the one at the end that is nearest to it. */
function cellAt(cells: readonly Cell[], u: number): Cell {
  let low = 0;
  let high = cells.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (cells[middle].left <= u) low = middle;
    else high = middle;
  }
  return cells[low];
}

/** G(u), constant beyond the ends of the line. */
function cumulative(cells: readonly Cell[], u: number): number {
  const {left, right, values} = cellAt(cells, u);
  return chebyshevValue(values, Math.max(-1, Math.min(1, (2 * u - left - right) / (right - left))));
}

/** Whether a function is resolved by its values at the points of one cell. */
type Resolved = (points: Float64Array, values: Float64Array) => boolean;

/**
 * Resolved when the Chebyshev tails of G and of the integrand G′ T_K(tanh u) of the highest moment are below the
 * resolution, or below what the rounding of u makes of G.
 */
function resolvedTo(resolution: number, degree: number): Resolved {
  return (points, values) => {
    const limit = resolution + rounding(points, values);
    if (chebyshevTail(values) > limit) return false;
    const integrand = chebyshevDerivative(values).map((slope, j) => slope * Math.cos(degree * gudermann(points[j])));
    return chebyshevTail(integrand) <= chebyshevPoints * limit;
  };
}

/** arccos(tanh u), so that T_K(tanh u) = cos(K arccos tanh u). */
function gudermann(u: number): number {
  return 2 * Math.atan(Math.exp(-u));
}

/**
 * Cells on which a function is resolved: those given, halved where it is not. In a cell of the least width the function
 * becomes a straight ramp.
 */
function sampled(
  cells: readonly {left: number; right: number}[],
  at: (u: number) => number,
  resolved: Resolved
): Cell[] {
  return cells.flatMap(({left, right}) => {
    const points = pointsOf(left, right);
    const values = points.map(at);
    if (resolved(points, values)) return [{left, right, values}];
    if (right - left < leastWidth) {
      const end = values[chebyshevPoints - 1];
      return [{left, right, values: chebyshevNodes.map((x) => values[0] + ((end - values[0]) * (1 + x)) / 2)}];
    }
    const middle = (left + right) / 2;
    return sampled(
      [
        {left, right: middle},
        {left: middle, right}
      ],
      at,
      resolved
    );
  });
}

/** What rounding of u does to a function: 16 units in the last place of u times the largest slope between points. */
function rounding(points: Float64Array, values: Float64Array): number {
  let slope = 0;
  for (let j = 1; j < chebyshevPoints; ++j)
    slope = Math.max(slope, Math.abs((values[j] - values[j - 1]) / (points[j] - points[j - 1])));
  return 16 * Number.EPSILON * Math.max(Math.abs(points[0]), Math.abs(points[chebyshevPoints - 1])) * slope;
}

/** The two halves of a former cell made one where the union is resolved with room to spare. */
function joined(cells: readonly Cell[], resolved: Resolved): Cell[] {
  const result: Cell[] = [];
  for (let i = 0; i < cells.length; ++i) {
    const {left, right} = cells[i];
    const next = cells[i + 1];
    const width = right - left;
    if (next && next.right - right === width && (left / width) % 2 === 0) {
      const pair = [cells[i], next];
      const points = pointsOf(left, next.right);
      const values = points.map((u) => cumulative(pair, u));
      if (resolved(points, values)) {
        result.push({left, right: next.right, values});
        ++i;
        continue;
      }
    }
    result.push(cells[i]);
  }
  return result;
}

/** The cumulative mass of the uniform law on the sphere: density ∝ sech^{d−1} u, integrated cell by cell. */
function uniformCells(dimension: number, even: boolean, resolved: Resolved): Cell[] {
  const line = [{left: 0, right: lineEnd}];
  const density = sampled(
    line,
    (u) => Math.exp(-(dimension - 1) * Math.log1p(2 * Math.sinh(u / 2) ** 2)),
    resolvedTo(1e-15, 0)
  );
  let total = 0;
  const ascending = density.map((cell) => {
    const half = (cell.right - cell.left) / 2;
    const values = antiderivative(cell.values).map((value) => total + half * value);
    total = values[chebyshevPoints - 1];
    return {...cell, values};
  });
  const right = ascending.map((cell) => ({...cell, values: cell.values.map((value) => value / (2 * total))}));
  const cells = sampled([{left: 0, right: lineEnd}], (u) => cumulative(right, u), resolved);
  if (even) return cells;
  const mirrored = cells
    .map(({left, right, values}) => ({left: -right, right: -left, values: values.map((value) => -value).reverse()}))
    .reverse();
  return [...mirrored, ...cells];
}

/** The cells at the end of a step whose backward characteristics lead from u to foot(u). */
function remap(cells: readonly Cell[], foot: (u: number) => number, resolved: Resolved): Cell[] {
  return sampled(cells, (u) => cumulative(cells, foot(u)), resolved);
}

/** Backward characteristics over the step between two knots, in `substeps` equal steps of Butcher's method. */
function footOf(start: Knot, end: Omit<Knot, "moments">, substeps: number): (u: number) => number {
  const h = (start.time - end.time) / Math.max(1, substeps);
  const potentials = Array.from({length: Math.max(1, substeps)}, (_, i) =>
    butcher.nodes.map((c) => hermite(start, end, end.time + (i + c) * h))
  );
  const k = new Float64Array(butcher.nodes.length);
  return (u) => {
    let foot = u;
    for (const stages of potentials) {
      for (let s = 0; s < stages.length; ++s) {
        let v = foot;
        for (let r = 0; r < s; ++r) v += h * butcher.stages[s][r] * k[r];
        k[s] = velocity(stages[s], Math.tanh(v));
      }
      for (let s = 0; s < stages.length; ++s) foot += h * butcher.weights[s] * k[s];
    }
    return foot;
  };
}

/** The cubic Hermite polynomial in time through two knots. */
function hermite(start: Knot, end: Omit<Knot, "moments">, t: number): Float64Array {
  const h = end.time - start.time;
  const s = (t - start.time) / h;
  const rise = s * s * (3 - 2 * s);
  const first = h * s * (1 - s) ** 2;
  const second = h * s * s * (s - 1);
  return start.p.map((p, k) => p + rise * (end.p[k] - p) + first * start.rate[k] + second * end.rate[k]);
}

/** A guess of the next knot: the last interval's cubic continued, or the tangent at the start. */
function extrapolated(previous: Knot | undefined, knot: Knot, time: number): Omit<Knot, "moments"> {
  const h = time - knot.time;
  if (!previous) return {time, p: knot.p.map((p, k) => p + h * knot.rate[k]), rate: knot.rate};
  const p = hermite(previous, knot, time);
  const length = knot.time - previous.time;
  const s = (time - previous.time) / length;
  const rate = p.map(
    (_, k) =>
      (6 * s * (1 - s) * (knot.p[k] - previous.p[k])) / length +
      (1 - s) * (1 - 3 * s) * previous.rate[k] +
      s * (3 * s - 2) * knot.rate[k]
  );
  return {time, p, rate};
}

function interpolated(knots: readonly Knot[], t: number): Float64Array {
  const end = knots[knots.length - 1].time;
  if (!(t >= 0 && t <= end))
    throw new RangeError(`time ${t} is outside the solved range [0, ${end}]; solve up to a later time`);
  if (knots.length === 1) return knots[0].p.slice();
  let low = 0;
  let high = knots.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (knots[middle].time <= t) low = middle;
    else high = middle;
  }
  return hermite(knots[low], knots[high], t);
}

/** μ_t as weighted points: Stieltjes weights of G on every cell, and the mass beyond the ends of the line at α = ±1. */
class Measure {
  readonly #points: {u: number; alignment: number; weight: number}[] = [];

  constructor(cells: readonly Cell[], even: boolean) {
    const hemispheres = even ? 2 : 1;
    const add = (u: number, weight: number) =>
      this.#points.push({u, alignment: Math.tanh(u), weight: hemispheres * weight});
    for (const {left, right, values} of cells) {
      const points = pointsOf(left, right);
      stieltjesWeights(values).forEach((weight, j) => {
        add(points[j], weight);
      });
    }
    add(lineEnd, 0.5 - cumulative(cells, lineEnd));
    if (!even) add(-lineEnd, 0.5 + cumulative(cells, -lineEnd));
  }

  /** ∫ φ dμ for φ(u, α). */
  integrate(phi: (u: number, alignment: number) => number): number {
    return this.#points.reduce((sum, {u, alignment, weight}) => sum + weight * phi(u, alignment), 0);
  }

  /** ∫ T_n dμ, n ≤ degree. */
  moments(degree: number): Float64Array {
    const result = new Float64Array(degree + 1);
    const values = new Float64Array(degree + 1);
    for (const {alignment, weight} of this.#points) {
      chebyshevPolynomials(degree, alignment, values);
      for (let n = 0; n <= degree; ++n) result[n] += weight * values[n];
    }
    return result;
  }

  /** d/dt ∫ T_n dμ = ∫ T_n′(α) (1−α²) u̇ dμ for the velocity u̇ of the potential p. */
  rates(p: Float64Array): Float64Array {
    const result = new Float64Array(p.length);
    for (const {u, alignment, weight} of this.#points) {
      const flux = (weight * velocity(p, alignment)) / Math.cosh(u) ** 2;
      let before = 0;
      let second = 1;
      for (let n = 1; n < p.length; ++n) {
        result[n] += flux * n * second;
        const next = 2 * alignment * second - before;
        before = second;
        second = next;
      }
    }
    return result;
  }
}

/** The knot at this time for this measure. */
function knotOf(time: number, measure: Measure, kernel: RotationKernel): Knot {
  const moments = measure.moments(kernel.degree);
  const p = kernel.potential(moments);
  const still = kernel.potential(new Float64Array(p.length));
  return {time, moments, p, rate: kernel.potential(measure.rates(p)).map((value, k) => value - still[k])};
}
