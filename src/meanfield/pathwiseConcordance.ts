import {alignmentOf, lineVelocity} from "./flow.js";
import {largestEigenvalue} from "./hessian.js";
import {Stepper} from "./integrate.js";
import type {MeanFieldLimit} from "./limit.js";
import {panelNodes, panelPoints, panelWeights, tail} from "./panels.js";
import {selfConcordanceExponents, selfConcordanceRate} from "./selfConcordance.js";
import {uniformLineDensity} from "./sphere.js";

export interface PathwiseOptions {
  /** Times s a unit of ∫Λ, in which the estimate changes by at most a factor e. */
  timesAUnit?: number;
  /** Largest last Legendre coefficient of the integrand over ρ_0 on a panel, relative to the whole. */
  pointsTolerance?: number;
  /** Largest error of the integral of the rate along a path in one step. */
  rateTolerance?: number;
}

/** Fewest times between two ends. */
const fewestTimes = 16;

/** Largest error of u in one step. */
const placeTolerance = 1e-6;

/** Mass density, relative to its peak, at which the line is cut. */
const truncation = 1e-14;

/** Panels are halved at most so often: features of width 2^−40 carry no mass that matters here. */
const deepest = 40;

/** Panels whose paths are followed together: as many as keep their past, one number a time and path, small. */
const panelsTogether = 8;

type Panel = readonly [left: number, right: number];

/**
 * For links with odd degrees, at each of `ends` (increasing, > 0), ∫_0^t √G_s E_{ρ_s}[Ĵ_{t,s}] ds with G = `functionGap` and
 *
 *     Ĵ_{t,s} = max(exp ∫_s^t rate, r_t/r_s),
 *
 * the integral of `selfConcordanceRate` along a mean-field particle's path and J_⊥.
 *
 * The rate rises to Λ in no time where a particle crosses the equator or turns back near it, and those that do so when p_1
 * changes its sign can carry most of the mean. So the rate is integrated along with the flow, in steps that are adapted to it,
 * and the panels over ρ_0 are halved until they resolve the integrand itself: Ĵ is not large where J is
 * (docs/numerics/width.md). Throws an Error when the flow cannot be continued.
 */
export function pathwiseConcordanceIntegral(
  limit: MeanFieldLimit,
  ends: readonly number[],
  functionGap: (time: number) => number,
  {timesAUnit = 4, pointsTolerance = 0.001, rateTolerance = 1e-3}: PathwiseOptions = {}
): Float64Array {
  const density = uniformLineDensity(limit.dimension);
  const times = timesOf(limit, ends, timesAUnit);
  const forcing = Float64Array.from(times, (time) => Math.sqrt(functionGap(time)));
  const places = ends.map((end) => times.indexOf(end));
  const most = Math.acosh(truncation ** (-1 / (limit.dimension - 1)));
  const kept = new Float64Array(ends.length);
  let mass = 0;
  let fresh: Panel[] = [
    [-most, 0],
    [0, most]
  ];
  for (let depth = 0; fresh.length > 0; ++depth) {
    const densities = fresh.map((panel) => panelPoints(panel).map(density));
    // One array a panel, in it one an end.
    const values = inGroups(fresh, panelsTogether).flatMap((some) => {
      const u = Float64Array.from(some.flatMap((panel) => [...panelPoints(panel)]));
      const integrals = integralsAlong(limit, u, times, forcing, places, rateTolerance);
      return some.map((_, p) => integrals.map((all) => all.slice(p * panelNodes, (p + 1) * panelNodes)));
    });
    values.forEach((some, p) => {
      for (const value of some) for (let i = 0; i < panelNodes; ++i) value[i] *= densities[p][i];
    });
    const shares = values.map((some, p) => some.map((value) => integralOver(fresh[p], value)));
    const whole = kept.map((value, e) => shares.reduce((sum, share) => sum + share[e], value));
    const next: Panel[] = [];
    fresh.forEach((panel, p) => {
      const [left, right] = panel;
      const roughness = Math.max(tail(densities[p]), ...values[p].map((value, e) => tail(value) / whole[e]));
      if (roughness * (right - left) > pointsTolerance && depth < deepest) {
        const middle = (left + right) / 2;
        next.push([left, middle], [middle, right]);
        return;
      }
      mass += integralOver(panel, densities[p]);
      shares[p].forEach((share, e) => {
        kept[e] += share;
      });
    });
    fresh = next;
  }
  return kept.map((value) => value / mass);
}

function inGroups<T>(all: readonly T[], size: number): T[][] {
  return Array.from({length: Math.ceil(all.length / size)}, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** 0, the ends, and between them times whose distances are at most a given part of 1/Λ. */
function timesOf(limit: MeanFieldLimit, ends: readonly number[], timesAUnit: number): number[] {
  const times = [0];
  for (const end of ends) {
    const start = times[times.length - 1];
    for (let time = start; time < end; ) {
      const {value} = largestEigenvalue(limit.potentialAt(time));
      const step = Math.min((end - start) / fewestTimes, 1 / (timesAUnit * value));
      time = time + 1.5 * step < end ? time + step : end;
      times.push(time);
    }
  }
  return times;
}

/** ∫_0^t forcing_s Ĵ_{t,s} ds on the paths from every u (at time 0), one array a place of t among the times. */
function integralsAlong(
  limit: MeanFieldLimit,
  u: Float64Array,
  times: readonly number[],
  forcing: Float64Array,
  places: readonly number[],
  rateTolerance: number
): Float64Array[] {
  const n = u.length;
  const exponents = selfConcordanceExponents(limit.problem);
  const initial = new Float64Array(2 * n);
  initial.set(u);
  const stepper = new Stepper(
    (t, y, dy) => {
      const potential = limit.potentialAt(t);
      const {value} = largestEigenvalue(potential);
      lineVelocity(potential, y, dy.subarray(0, n));
      for (let i = 0; i < n; ++i) dy[n + i] = selfConcordanceRate(potential, exponents, alignmentOf(y[i]), value);
    },
    0,
    initial,
    {
      name: "the mean-field flow",
      absolute: placeTolerance,
      firstStep: 1e-3,
      allow: (_, allowed) => allowed.fill(placeTolerance, 0, n).fill(rateTolerance, n)
    }
  );
  const along: Float64Array[] = [];
  const across: Float64Array[] = [];
  const results: Float64Array[] = [];
  times.forEach((time, place) => {
    while (stepper.time < time) stepper.advance(time);
    along.push(stepper.state.slice(n));
    across.push(stepper.state.slice(0, n).map((value) => logRadiusOf(value)));
    if (!places.includes(place)) return;
    const sum = new Float64Array(n);
    for (let i = 0; i < n; ++i)
      for (let s = 0, before = 0; s <= place; ++s) {
        const growth = Math.max(along[place][i] - along[s][i], across[place][i] - across[s][i]);
        const integrand = forcing[s] * Math.exp(growth);
        if (s > 0) sum[i] += (times[s] - times[s - 1]) * logarithmicMean(before, integrand);
        before = integrand;
      }
    results.push(sum);
  });
  return results;
}

/** log sech u up to a constant; sech u itself is 0 in floating point where a particle has been at the pole for long. */
function logRadiusOf(u: number): number {
  return -Math.abs(u) - Math.log1p(Math.exp(-2 * Math.abs(u)));
}

/** The mean over an interval of the exponential function with these values at its ends. */
function logarithmicMean(a: number, b: number): number {
  return Math.abs(a - b) <= 1e-5 * Math.max(a, b) ? (a + b) / 2 : (a - b) / Math.log(a / b);
}

function integralOver(panel: Panel, values: Float64Array): number {
  return panelWeights(panel).reduce((sum, weight, i) => sum + weight * values[i], 0);
}
