import type {BumpProblem} from "./bumps.js";
import {type WeightGrid, weightGrid} from "./weightGrid.js";

/** Sides of the cells that are aimed at, and the most cells on a side, by dimension. */
const aims = {1: {spacing: 0.04, most: 400}, 2: {spacing: 0.2, most: 80}} as const;

/**
 * A grid that holds the law from its start to ρ_*. Away from the data Ψ_λ is the ridge alone, and the law falls like
 * e^{−βλ|θ|²/2}: four of its deviations beyond everything that the problem names. `cells` replaces the number of cells on a side.
 */
export function fittingGrid(
  problem: BumpProblem,
  inverseTemperature: number,
  ridge: number,
  cells?: number
): WeightGrid {
  const {dimension, teacher, bumpWidth, initialMean, initialDeviation} = problem;
  const named = Math.max(
    ...teacher.flatMap(({centre}) => centre.map((s) => Math.abs(s) + bumpWidth)),
    ...initialMean.map((s) => Math.abs(s) + 4 * initialDeviation)
  );
  const halfWidth = named + 4 / Math.sqrt(inverseTemperature * ridge);
  const {spacing, most} = aims[dimension];
  return weightGrid(dimension, cells ?? Math.min(most, 2 * Math.ceil(halfWidth / spacing)), halfWidth);
}
