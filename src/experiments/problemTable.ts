import type {ProblemRun} from "./problemReadings.js";
import {flowProblems, problemSettings, problemSweepName, sampledProblems, sampledTimes} from "./problemSweeps.js";
import {readSummary, requireColumns, type TableRow} from "./summary.js";

/** The columns of `problem-flow` and of `problem` that a run is made of; "" where there is none. */
const columns = {
  flow: {
    loss: "",
    risk: "risk",
    limitRisk: "limitRisk",
    hessianMedian: "medianHessianRatio",
    hessianLargest: "hessianRatio"
  },
  sampled: {loss: "trainLoss", risk: "testRisk", limitRisk: "referenceTestRisk", hessianMedian: "", hessianLargest: ""}
} as const;

const shared = ["width", "seed", "time", "meanGap", "functionGap", "alignment"] as const;

/** The runs of every problem in a sweep's table. Throws an Error if a column is missing. */
export function problemRunsOf(rows: readonly TableRow[], kind: keyof typeof columns): Map<string, ProblemRun[]> {
  const names = {...Object.fromEntries(shared.map((name) => [name, name])), ...columns[kind]};
  const runs = new Map<string, ProblemRun[]>();
  requireColumns("the table of the problems", ["problem", ...Object.values(names).filter(Boolean)], rows);
  for (const row of rows) {
    const entries = Object.entries(names).map(([field, column]) => [field, row[column] ?? Number.NaN]);
    const own = runs.get(String(row.problem)) ?? [];
    own.push(Object.fromEntries(entries) as ProblemRun);
    runs.set(String(row.problem), own);
  }
  return runs;
}

/** The runs of every problem from the texts of both tables. */
export function allProblemRuns({
  flow,
  sampled
}: {
  readonly flow: string;
  readonly sampled: string;
}): Map<string, ProblemRun[]> {
  return new Map([...problemRunsOf(readSummary(flow), "flow"), ...problemRunsOf(readSummary(sampled), "sampled")]);
}

/** What one problem's runs in the tables are. */
export interface ProblemKind {
  /** Which of the two tables has them. */
  readonly table: "flow" | "sampled";
  /** Of the network that stands in for the infinitely wide one; undefined where that one is known. */
  readonly reference: number | undefined;
  /** Training samples; undefined where the population itself is descended on. */
  readonly samples: number | undefined;
}

/** Throws an Error for a name that is none of the 26. */
export function problemKindOf(problem: string): ProblemKind {
  const {samples, sampledReference, flowReference, widest} = problemSettings;
  if (sampledProblems.includes(problem)) return {table: "sampled", reference: sampledReference, samples};
  if (!flowProblems.includes(problem)) throw new Error(`no problem of the paper's experiments is called ${problem}`);
  return {table: "flow", reference: widest.includes(problem) ? flowReference : undefined, samples: undefined};
}

/** The parameters of the runs of a problem as the tables have them, but for their widths and seed. */
export function problemParameters(problem: string, dimension: number): Record<string, string | number> {
  const {flowTimes, step, samples, batch} = problemSettings;
  const {table, reference} = problemKindOf(problem);
  const wide: Record<string, number> = reference === undefined ? {} : {referenceWidth: reference};
  return table === "flow"
    ? {problem, dimension, times: flowTimes, ...wide}
    : {problem, dimension, times: sampledTimes(dimension), step, samples, batch, ...wide};
}

/** What the figures of one problem in dimension d say of its runs. */
export function problemSettingOf(problem: string, dimension: number) {
  const {table, reference, samples} = problemKindOf(problem);
  return {
    problem,
    dimension,
    experiment: samples === undefined ? "problem-flow" : "problem",
    parameters: problemParameters(problem, dimension),
    command: `npm run sweep -- ${problemSweepName(table, dimension)}`,
    reference,
    samples
  };
}
