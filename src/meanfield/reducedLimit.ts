import {Stepper} from "./integrate.js";
import {normalise} from "./network.js";
import type {PopulationProblem} from "./populationProblem.js";
import {type RelevantModes, RelevantPotential, relevantModes} from "./relevantModes.js";
import {SeriesPotential} from "./seriesPotential.js";

/** A quadrature over the law of (y, r) of a uniform point of S^{d−1}: points (q+1)×n on S^q, coordinate-major, masses of sum 1. */
export interface RelevantPoints {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** How finely the law is resolved. */
export interface Resolution {
  /** The step of s, log(|y|/r) = centre + spread · sinh s. */
  readonly radial: number;
  /** Angles of the half plane, where there are two coordinates; a multiple of 8 keeps the symmetries of the problems. */
  readonly angles: number;
}

/** Mass density in v, relative to its peak, at which the quadrature is cut. */
const truncation = 1e-11;

/** Where the points are closest, below the law's peak in v, and how wide the range is in which they are close. */
const below = 0.5;
const spread = 1.5;

/**
 * The trapezoid rule in s with v = log(ρ/r) = centre + spread · sinh s, ρ = |Pw|, where the density is ∝ ρ^k r^{d−k} dv: neurons near
 * the equator are resolved at every scale, and most points lie where the front of escaping neurons passes. And in the angle of the
 * half plane, where there are two coordinates. All activations here are even: y and −y go together.
 */
export function relevantPoints(
  {coordinates, relevant, dimension}: Pick<RelevantModes, "coordinates" | "relevant" | "dimension">,
  {radial, angles}: Resolution
): RelevantPoints {
  const logDensity = (v: number): number =>
    -0.5 * (relevant * Math.log1p(Math.exp(-2 * v)) + (dimension - relevant) * Math.log1p(Math.exp(2 * v)));
  const peak = 0.5 * Math.log(relevant / (dimension - relevant));
  const least = logDensity(peak) + Math.log(truncation);
  const position = (n: number): number => peak - below + spread * Math.sinh(n * radial);
  const bound = (direction: 1 | -1): number => {
    let n = 0;
    while (logDensity(position(n)) > least) n += direction;
    return n;
  };
  // The finer rule contains the coarser.
  const [low, high] = [bound(-1), bound(1)];
  const lengths: number[] = [];
  const masses: number[] = [];
  for (let n = low; n <= high; ++n) {
    lengths.push(position(n));
    masses.push(Math.cosh(n * radial) * Math.exp(logDensity(position(n)) - least));
  }
  const turns = coordinates === 2 ? angles : 1;
  const count = lengths.length * turns;
  const points = new Float64Array((coordinates + 1) * count);
  const weights = new Float64Array(count);
  const total = turns * masses.reduce((sum, mass) => sum + mass, 0);
  lengths.forEach((v, n) => {
    const length = 1 / Math.sqrt(1 + Math.exp(-2 * v));
    const radius = 1 / Math.sqrt(1 + Math.exp(2 * v));
    for (let a = 0; a < turns; ++a) {
      const i = n * turns + a;
      const angle = (Math.PI * (a + 0.5)) / turns;
      points[i] = coordinates === 2 ? length * Math.cos(angle) : length;
      if (coordinates === 2) points[count + i] = length * Math.sin(angle);
      points[coordinates * count + i] = radius;
      weights[i] = masses[n] / total;
    }
  });
  return {points, weights};
}

/** The limit of a problem with one or two relevant coordinates, and neurons that it carries along. */
export interface ReducedLimit {
  readonly potential: RelevantPotential;
  /** The requested output times. */
  readonly times: Float64Array;
  /** R(ρ_t). */
  readonly risk: Float64Array;
  /** ∫ |ν|² dρ_t = −dR/dt. */
  readonly dissipation: Float64Array;
  /** ∫ |Pw| dρ_t. */
  readonly alignment: Float64Array;
  /** One vector of moments a time, one a mode. */
  readonly moments: readonly Float64Array[];
  /** The carried neurons' (y, r) at each time, (q+1)×m. */
  readonly carried: readonly Float64Array[];
  readonly points: number;
  readonly steps: number;
}

export interface ReducedOptions {
  /** (y, r) of neurons without mass that move in the limit's field: (q+1)×m, of unit length. */
  readonly carried?: Float64Array;
  /** By default that of `lineAccuracy` or `planeAccuracy`. */
  readonly resolution?: Resolution;
  /** The largest local error of a coordinate in one step; by default likewise. */
  readonly tolerance?: number;
}

/** Of two coordinates, where a run shall take about a second; the quadrature's error is above that of the steps. */
export const planeAccuracy = {resolution: {radial: 0.07, angles: 64}, tolerance: 1e-6} as const;

/** Of one, where points cost little. */
export const lineAccuracy = {resolution: {radial: 0.01, angles: 1}, tolerance: 1e-7} as const;

/**
 * The infinite-width limit as the law μ_t of the relevant coordinates, carried by points of fixed mass that move by
 * −2P∇Ψ_t on S^q, Ψ_t made from the moments of the points (docs/numerics/multi-index.md). Throws a RangeError for a problem
 * whose activation is not even, with more than two relevant coordinates, a dimension that is too small, or times that do not increase.
 */
export function solveReduced(
  problem: PopulationProblem,
  dimension: number,
  times: ArrayLike<number>,
  {carried = new Float64Array(0), ...accuracy}: ReducedOptions = {}
): ReducedLimit {
  if (problem.activation.some((c, k) => k % 2 === 1 && c !== 0))
    throw new RangeError(`the activation of ${problem.name} is not even; use the limit of one coordinate`);
  const modes = relevantModes(problem, dimension);
  const {resolution, tolerance} = {...usualAccuracy(modes), ...accuracy};
  const isLong = modes.coordinates === 1 && modes.modes.length > 2 * modes.degree;
  const potential = isLong ? new SeriesPotential(modes) : new RelevantPotential(modes);
  const rows = modes.coordinates + 1;
  const {points, weights} = relevantPoints(modes, resolution);
  const mass = weights.length;
  const extra = carried.length / rows;
  const n = mass + extra;
  const start = new Float64Array(rows * n);
  for (let c = 0; c < rows; ++c) {
    start.set(points.subarray(c * mass, (c + 1) * mass), c * n);
    start.set(carried.subarray(c * extra, (c + 1) * extra), c * n + mass);
  }
  const unit = new Float64Array(start.length);
  const stepper = new Stepper(
    (_, y, dy) => {
      normalise(y, unit, rows, n);
      potential.velocity(potential.coefficients(potential.moments(unit, n, weights)), unit, n, dy);
    },
    0,
    start,
    {name: `the limit of ${problem.name}`, absolute: tolerance, firstStep: 0.01}
  );
  const result = {
    risk: new Float64Array(times.length),
    dissipation: new Float64Array(times.length),
    alignment: new Float64Array(times.length)
  };
  const moments: Float64Array[] = [];
  const states: Float64Array[] = [];
  for (let k = 0; k < times.length; ++k) {
    if (!(times[k] >= stepper.time && times[k] < Number.POSITIVE_INFINITY))
      throw new RangeError(`time ${times[k]} is not a finite number after ${stepper.time}; give increasing times`);
    while (stepper.time < times[k]) {
      stepper.advance(times[k]);
      normalise(stepper.state, stepper.state, rows, n);
    }
    const y = stepper.state;
    const own = potential.moments(y, n, weights);
    moments.push(own);
    result.risk[k] = potential.risk(own);
    for (let i = 0; i < mass; ++i) {
      let [square, length] = [0, 0];
      for (let c = 0; c < rows; ++c) {
        square += stepper.derivative[c * n + i] ** 2;
        if (c < rows - 1) length += y[c * n + i] ** 2;
      }
      result.dissipation[k] += weights[i] * square;
      result.alignment[k] += weights[i] * Math.sqrt(length);
    }
    const state = new Float64Array(rows * extra);
    for (let c = 0; c < rows; ++c) state.set(y.subarray(c * n + mass, (c + 1) * n), c * extra);
    states.push(state);
  }
  return {
    potential,
    times: Float64Array.from(times),
    ...result,
    moments,
    carried: states,
    points: mass,
    steps: stepper.steps
  };
}

/**
 * An estimate of the error of the limit's risk at each time: what it changes by when both step and angles are made twice as coarse, the
 * largest change at the times until then. It is above the error while the finer rule resolves the front, and no bound after that.
 */
export function estimatedError(
  problem: PopulationProblem,
  dimension: number,
  limit: ReducedLimit,
  options: Pick<ReducedOptions, "resolution" | "tolerance"> = {}
): Float64Array {
  const {resolution, tolerance} = {...usualAccuracy(limit.potential.modes), ...options};
  const {radial, angles} = resolution;
  const coarser = {radial: 2 * radial, angles: Math.max(1, angles / 2)};
  const {risk} = solveReduced(problem, dimension, limit.times, {resolution: coarser, tolerance});
  let largest = 0;
  return limit.risk.map((value, k) => {
    largest = Math.max(largest, Math.abs(value - risk[k]));
    return largest;
  });
}

function usualAccuracy({coordinates}: RelevantModes): Required<Pick<ReducedOptions, "resolution" | "tolerance">> {
  return coordinates === 1 ? lineAccuracy : planeAccuracy;
}
