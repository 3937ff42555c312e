import {studentInterval} from "../meanfield/student.js";
import type {StaircaseRow} from "./staircase.js";
import type {StaircaseLawRow} from "./staircaseLaw.js";

/** A mean over seeds with its interval of confidence 95 %, at one number of samples. */
export interface StaircaseStep {
  readonly samples: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly seeds: number;
}

/** Mean and Student interval over seeds of one column, for each number of samples; rows where it is empty are left out. */
export function staircaseSteps(
  rows: readonly Partial<{readonly [Name in keyof StaircaseRow]: number | null}>[],
  column: "kernelRisk" | "kernelNoisyRisk" | "networkRisk"
): StaircaseStep[] {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const value = row[column];
    if (typeof value !== "number" || !Number.isFinite(value) || typeof row.samples !== "number") continue;
    groups.set(row.samples, [...(groups.get(row.samples) ?? []), value]);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([samples, values]) => {
      const {mean, half} = studentInterval(values);
      return {samples, mean, low: mean - half, high: mean + half, seeds: values.length};
    });
}

/** The network rows of the time at which their mean over seeds is least, for each number of samples: the best time to stop. */
export function bestStopped<Row extends Partial<{readonly [Name in keyof StaircaseRow]: number | null}>>(
  rows: readonly Row[]
): Row[] {
  const times = [...new Set(rows.flatMap(({time}) => (typeof time === "number" ? [time] : [])))];
  const risk = (some: readonly Row[], samples: number) =>
    staircaseSteps(some, "networkRisk").find((step) => step.samples === samples)?.mean ?? Number.POSITIVE_INFINITY;
  return staircaseSteps(rows, "networkRisk").flatMap(({samples}) => {
    const byTime = times.map((time) => rows.filter((row) => row.time === time && row.samples === samples));
    return byTime.reduce((best, one) => (risk(one, samples) < risk(best, samples) ? one : best));
  });
}

/** The expected risk with noise of standard deviation τ in the samples. */
export function withNoise(law: readonly StaircaseLawRow[], deviation: number): StaircaseLawRow[] {
  return law.map((row) => ({...row, risk: row.risk + deviation ** 2 * row.noise}));
}
