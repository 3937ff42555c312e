import {chiDensity} from "./chiRule.js";
import type {IsotropicProblem} from "./isotropicProblem.js";
import {RadialField} from "./radialField.js";
import type {RadialStart} from "./radialLimit.js";
import type {RadialPotential} from "./radialPotential.js";
import {RadialProfile} from "./radialProfile.js";

/** Courant number: the share of a cell that mass crosses in a step. */
const courant = 0.4;

/** The mass in the last cell from which on neurons count as having come there. */
const atTheEnd = 1e-9;

/** The radial PDE at one time on cells of equal width h. */
export interface RadialVolumes {
  readonly time: number;
  /** (i + ½) h for cell i. */
  readonly radii: Float64Array;
  /** Mass in each cell. */
  readonly weights: Float64Array;
  readonly potential: RadialPotential;
}

/**
 * Solves ∂_tρ̄ = 2 ∂_r(ρ̄ ∂_rψ) in conservation form, independently of the characteristics: upwind fluxes of a limited linear
 * reconstruction (van Leer), Heun steps. Mass is conserved to rounding and stays ≥ 0; nothing flows through either end. Order 2 in
 * the mean where the density is smooth. The times increase. Only the profile φ_d is shared with `RadialLimit`. Throws a RangeError
 * once neurons have come to the last cell, where the equation is no longer solved.
 */
export function solveRadialVolumes(
  problem: IsotropicProblem,
  start: RadialStart,
  times: readonly number[],
  {cells, end}: {readonly cells: number; readonly end: number}
): RadialVolumes[] {
  const width = end / cells;
  const centres = Float64Array.from({length: cells}, (_, i) => (i + 0.5) * width);
  const density = chiDensity(start.dimension);
  let masses = centres.map((r) => (width / start.scale) * simpson(density, r / start.scale, width / start.scale));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  masses = masses.map((mass) => mass / total);
  const profile = new RadialProfile(problem.activation, problem.dimension);
  const velocity = (now: Float64Array) => {
    const potential = new RadialField(problem, now, profile).potential(centres);
    return Float64Array.from({length: cells - 1}, (_, i) => -2 * potential.slope((i + 1) * width));
  };
  const change = (now: Float64Array, speeds: Float64Array, step: number) => {
    const rate = new Float64Array(cells);
    for (let i = 0; i + 1 < cells; ++i) {
      const share = (Math.abs(speeds[i]) * step) / width;
      const from = speeds[i] > 0 ? i : i + 1;
      const tilt = limitedSlope(now, from) * (speeds[i] > 0 ? 1 : -1);
      const moved = Math.sign(speeds[i]) * share * (now[from] + tilt / 2);
      rate[i] -= moved;
      rate[i + 1] += moved;
    }
    return rate;
  };
  let now = 0;
  return times.map((time) => {
    while (now < time) {
      const speeds = velocity(masses);
      const fastest = speeds.reduce((most, speed) => Math.max(most, Math.abs(speed)), 1e-9);
      const step = Math.min((courant * width) / fastest, time - now);
      const first = change(masses, speeds, step);
      const predicted = masses.map((mass, i) => mass + first[i]);
      const second = change(predicted, velocity(predicted), step);
      masses = masses.map((mass, i) => mass + (first[i] + second[i]) / 2);
      now = Math.min(now + step, time);
    }
    if (masses[cells - 1] > atTheEnd)
      throw new RangeError(
        `the cells end at radius ${end} and neurons have come there by t = ${time}; use earlier times or the characteristics`
      );
    const potential = new RadialField(problem, masses, profile).potential(centres);
    return {time, radii: centres, weights: masses, potential};
  });
}

function simpson(f: (x: number) => number, centre: number, width: number): number {
  return (f(centre - width / 2) + 4 * f(centre) + f(centre + width / 2)) / 6;
}

/** Van Leer's limited difference across a cell; 0 at the ends and at extrema. */
function limitedSlope(values: Float64Array, i: number): number {
  if (i === 0 || i === values.length - 1) return 0;
  const left = values[i] - values[i - 1];
  const right = values[i + 1] - values[i];
  return left * right > 0 ? (2 * left * right) / (left + right) : 0;
}
