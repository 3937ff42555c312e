import {fieldEscapeTime} from "../meanfield/fieldEscape.js";
import {escapeTimes} from "./escape.js";
import {parseParameters} from "./parameters.js";
import {linkParameters} from "./singleIndexLinks.js";

const stepsPerUnit = 25;

/** Times in units of τ, between which a page's slider moves. */
export const escapeUnits: readonly number[] = Array.from({length: 51}, (_, i) => i / stepsPerUnit);

/**
 * τ, the time that one neuron takes from α = 1/√d to ½ in the teacher's field alone, and the times of the slider, 0 to 2τ, evenly
 * spaced by a step of five significant digits.
 */
export function escapeClock(links: string, dimension: number): {unit: number; times: readonly number[]} {
  const {problem} = parseParameters(escapeTimes.parameters.schema, linkParameters(links));
  const unit = fieldEscapeTime(problem, 1 / Math.sqrt(dimension), 0.5);
  const step = Number((unit / stepsPerUnit).toPrecision(5));
  return {unit, times: escapeUnits.map((_, i) => Number((i * step).toPrecision(12)))};
}
