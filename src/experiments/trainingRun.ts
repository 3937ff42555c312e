import {referenceGaps, relevantAlignments} from "../meanfield/referenceGap.js";
import {type SampledState, SampledTraining} from "../meanfield/sampledTraining.js";
import {type Batch, drawBatches} from "../meanfield/trainingData.js";
import {flatRows, type ResumableReport, type RunState, rowsFromFlat} from "./resumable.js";
import type {TrainingSetting} from "./trainingSetting.js";

/** A network and its reference at an output time. */
export interface TrainingFrame {
  readonly time: number;
  readonly isLast: boolean;
  readonly network: SampledTraining;
  readonly reference: SampledTraining | undefined;
  readonly test: readonly Batch[];
  /** Length m: how much of each neuron lies in the relevant coordinates. */
  readonly alignments: Float64Array;
  /** |Δ_i|, length m; undefined without a reference. */
  readonly gaps: Float64Array | undefined;
  /** The largest |Δ_i| over the output times so far, length m. */
  readonly largestGaps: Float64Array;
}

/**
 * Trains the networks, and their reference step by step beside them, and reports the rows of each output time; a report after every step, so
 * that the run can be interrupted there. With a state it goes on from it, after a report of the rows that were made before.
 */
export async function* trainingReports<Row extends object>(
  setting: TrainingSetting,
  columns: readonly (keyof Row)[],
  rowsOf: (frame: TrainingFrame) => readonly Row[],
  state?: RunState
): AsyncGenerator<ResumableReport<Row>, void, undefined> {
  const {problem, dimension, widths, referenceWidth, times, step, samples, batch, seed} = setting;
  yield {progress: 0, rows: [], state: () => state ?? {numbers: {}, arrays: {}}};
  const batches = drawBatches(problem, dimension, {count: samples, batch, seed, purpose: "training"});
  const count = Math.max(1, Math.floor(samples / 2));
  const test = drawBatches(problem, dimension, {count, batch, seed, purpose: "test"});
  const start = {...setting, batches};
  const isStarted = state !== undefined && Object.keys(state.numbers).length > 0;
  const train = (name: string, width: number) =>
    new SampledTraining({...start, width}, isStarted ? trainingState(state, name) : undefined);
  const networks = widths.map((width) => train(`network ${width}`, width));
  const reference = referenceWidth === undefined ? undefined : train("reference", referenceWidth);
  const rows: Row[] = isStarted ? rowsFromFlat<Row>(state.arrays.rows, columns) : [];
  const largestGaps = widths.map((width) =>
    isStarted ? state.arrays[`largest gaps ${width}`].slice() : new Float64Array(width)
  );
  let index = isStarted ? state.numbers.outputs : 0;
  const last = Math.round(times[times.length - 1] / step);
  const snapshot = (): RunState => ({
    numbers: {outputs: index, steps: networks[0].steps},
    arrays: Object.assign(
      {rows: flatRows(rows, columns)},
      ...networks.map((network, k) => ({
        ...named(`network ${network.width}`, network),
        [`largest gaps ${network.width}`]: largestGaps[k].slice()
      })),
      reference && named("reference", reference)
    )
  });
  const report = (fresh: readonly Row[]): ResumableReport<Row> => ({
    // The rows of the last time are still to be made when its steps have been.
    progress: index === times.length ? 1 : last === 0 ? 0 : Math.min(0.999, networks[0].steps / last),
    rows: fresh,
    state: snapshot
  });
  if (rows.length > 0 || index > 0) yield report([...rows]);
  while (index < times.length) {
    const goal = Math.round(times[index] / step);
    while (networks[0].steps < goal) {
      for (const network of networks) network.advance();
      reference?.advance();
      yield report([]);
    }
    const time = times[index];
    const isLast = index === times.length - 1;
    const fresh = networks.flatMap((network, k) => {
      const {neurons, width} = network;
      const gaps = reference && referenceGaps(neurons, width, reference.neurons, reference.width);
      gaps?.forEach((gap, i) => {
        if (gap > largestGaps[k][i]) largestGaps[k][i] = gap;
      });
      const alignments = relevantAlignments(neurons, width, problem.relevant);
      return rowsOf({time, isLast, network, reference, test, alignments, gaps, largestGaps: largestGaps[k]});
    });
    rows.push(...fresh);
    ++index;
    yield report(fresh);
  }
}

function named(name: string, {state}: SampledTraining): Record<string, Float64Array> {
  return {[`${name} neurons`]: state.neurons, [`${name} losses`]: state.losses};
}

function trainingState({numbers, arrays}: RunState, name: string): SampledState {
  return {steps: numbers.steps, neurons: arrays[`${name} neurons`], losses: arrays[`${name} losses`]};
}
