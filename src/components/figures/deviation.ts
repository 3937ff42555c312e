import {formatNumber} from "../numbers.js";
import {percent} from "./setting.js";

interface Measured {
  readonly time: number;
  readonly meanGap: number;
}

/** A sentence with the largest relative difference of Ω between a run and a precomputed one; empty without times in common. */
export function deviationText(rows: readonly Measured[], computedBefore: readonly Measured[]): string {
  const before = new Map(computedBefore.map(({time, meanGap}) => [time, meanGap]));
  const differences = rows.flatMap(({time, meanGap}) => {
    const other = before.get(time);
    return other ? [Math.abs(meanGap - other) / other] : [];
  });
  if (differences.length === 0) return "";
  const largest = Math.max(...differences);
  return `The site’s own run of these parameters differs from yours by at most ${largest === 0 ? "nothing, to the last bit" : percent(largest)}.`;
}

interface Risk {
  readonly risk: number;
}

/** The largest difference between two columns of risks at the same times, as text. */
export function largestDifference(one: readonly Risk[], other: readonly Risk[]): string {
  return formatNumber(Math.max(...one.map(({risk}, i) => Math.abs(risk - other[i].risk))), 2);
}
