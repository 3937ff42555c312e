import {mean} from "../meanfield/mean.js";
import {trainingProblems} from "../meanfield/trainingProblems.js";
import {problemSweepName} from "./problemSweeps.js";
import {problemKindOf, problemParameters} from "./problemTable.js";

/** The problems in the order of the page's table. */
export const problemNames = trainingProblems.map(({name}) => name);

/** Where the page on the paper's experiments opens. */
export const problemOpening = {
  problem: "He4_orth",
  dimension: 16,
  gap: "meanGap",
  neurons: "finalGap",
  paths: "gap"
} as const;

/** The commands that make the runs of all problems in dimension d. */
export function problemsCommand(dimension: number): string {
  return (["flow", "sampled"] as const)
    .map((kind) => `npm run sweep -- ${problemSweepName(kind, dimension)}`)
    .join("\n");
}

/** The command that makes the runs over samples and widths. */
export const samplesCommand = "npm run sweep -- samples";

/** The widths of the networks whose single neurons are looked at, the widest last, and the seed. */
export const neuronWidths = [128, 512] as const;
const neuronSeed = 1;

/** The experiment that follows single neurons of a problem, its parameters, and what the networks are compared with. */
export function neuronRun(problem: string, dimension: number) {
  const {samples, reference} = problemKindOf(problem);
  const own = {width: neuronWidths.join(","), seed: neuronSeed, count: neuronWidths[neuronWidths.length - 1]};
  const published = problemParameters(problem, dimension);
  if (samples === undefined)
    return {
      experiment: "problem-flow-paths",
      parameters: {...published, times: evenTimes(16, 0.5), ...own},
      samples,
      reference
    } as const;
  // A narrower reference and less time than in the table, since the reader waits for it.
  const lighter = {referenceWidth: 1024, times: evenTimes(50, 2)};
  return {
    experiment: "problem-paths",
    parameters: {...published, ...lighter, ...own},
    samples,
    reference: lighter.referenceWidth
  } as const;
}

function evenTimes(last: number, step: number): string {
  return Array.from({length: last / step + 1}, (_, i) => i * step).join(",");
}

/** A row of either of these experiments. */
export interface NeuronPath {
  readonly width: number;
  readonly time: number;
  readonly neuron: number;
  readonly gap: number;
  readonly alignment: number;
}

/** Every neuron's gap at the end, and its largest. */
export function neuronExtremes(rows: readonly NeuronPath[]) {
  const last = Math.max(...rows.map(({time}) => time));
  const found = new Map<string, {width: number; finalGap: number; largestGap: number}>();
  for (const {width, neuron, time, gap} of rows) {
    const key = `${width}/${neuron}`;
    const own = found.get(key) ?? {width, finalGap: Number.NaN, largestGap: 0};
    if (gap > own.largestGap) own.largestGap = gap;
    if (time === last) own.finalGap = gap;
    found.set(key, own);
  }
  return [...found.values()];
}

/** How many neurons of the widest network are drawn over time. */
const drawn = 48;

/** The first neurons of the widest network over time, and the means over all of its neurons. */
export function widestPaths(rows: readonly NeuronPath[]) {
  const width = Math.max(...rows.map((row) => row.width));
  const own = rows.filter((row) => row.width === width);
  const times = [...new Set(own.map(({time}) => time))];
  const means = times.map((time) => {
    const now = own.filter((row) => row.time === time);
    return {time, meanGap: mean(now.map(({gap}) => gap)), alignment: mean(now.map(({alignment}) => alignment))};
  });
  return {width, rows: own.filter(({neuron}) => neuron < drawn), means};
}
