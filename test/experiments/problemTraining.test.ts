import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {ParameterError, parseParameters} from "../../src/experiments/parameters.js";
import {problemTraining} from "../../src/experiments/problem.js";
import {problemNeurons} from "../../src/experiments/problemNeurons.js";
import {problemPaths} from "../../src/experiments/problemPaths.js";
import type {ResumableExperiment, RunState} from "../../src/experiments/resumable.js";
import {type TrainingSetting, trainingCost} from "../../src/experiments/trainingSetting.js";
import {initialNeurons} from "../../src/meanfield/random.js";
import {relevantAlignments} from "../../src/meanfield/referenceGap.js";

const small = {problem: "Hop_1_3", dimension: 6, width: 8, samples: 256, batch: 64, time: 5, step: 0.25};

const read = (inputs: object, experiment: {parameters: (typeof problemTraining)["parameters"]} = problemTraining) =>
  parseParameters(experiment.parameters.schema, inputs, "flags");

async function rowsOf<Row>(experiment: ResumableExperiment<TrainingSetting, Row>, inputs: object): Promise<Row[]> {
  return allRows(experiment.run(read(inputs, experiment as never)));
}

function refusal(inputs: object): string {
  try {
    read({...small, ...inputs});
  } catch (error) {
    if (error instanceof ParameterError) return error.message;
    throw error;
  }
  return "";
}

describe("problem", () => {
  it("has a row for each of even output times, and no gap at the start", async () => {
    const rows = await rowsOf(problemTraining, {...small, time: 16, referenceWidth: 16});
    expect(rows.map(({time}) => time)).toEqual(Array.from({length: 33}, (_, k) => k / 2));
    expect(rows[0]).toMatchObject({meanGap: 0, rmsGap: 0, maxGap: 0, referenceFactor: 0.5});
    expect(rows[0].functionGap).toBeGreaterThan(0);
    for (const {meanGap, rmsGap, maxGap} of rows.slice(1)) {
      expect(meanGap).toBeGreaterThan(0);
      expect(rmsGap).toBeGreaterThan(meanGap);
      expect(maxGap).toBeGreaterThan(rmsGap);
    }
    const alignments = relevantAlignments(initialNeurons(6, 8, 302), 8, 4);
    expect(rows[0].alignment).toBeCloseTo(alignments.reduce((sum, value) => sum + value, 0) / 8, 14);
  });

  it("trains the reference as the network of its width, and the network as without one", async () => {
    const pair = await rowsOf(problemTraining, {...small, referenceWidth: 16});
    const alone = await rowsOf(problemTraining, small);
    const wide = await rowsOf(problemTraining, {...small, width: 16});
    expect(pair.map(({trainLoss, testRisk}) => [trainLoss, testRisk])).toEqual(
      alone.map(({trainLoss, testRisk}) => [trainLoss, testRisk])
    );
    expect(pair.map(({referenceTrainLoss, referenceTestRisk}) => [referenceTrainLoss, referenceTestRisk])).toEqual(
      wide.map(({trainLoss, testRisk}) => [trainLoss, testRisk])
    );
    expect(alone[0].meanGap).toBeNaN();
  });

  it("has for several widths the rows of each alone, all beside one reference", async () => {
    for (const experiment of [problemTraining, problemNeurons, problemPaths] as unknown as (typeof problemTraining)[]) {
      const together = await rowsOf(experiment, {...small, width: "4,8", referenceWidth: 16, temperature: 0.01});
      const alone = [4, 8].map((width) => rowsOf(experiment, {...small, width, referenceWidth: 16, temperature: 0.01}));
      for (const rows of await Promise.all(alone))
        expect(together.filter(({width}) => width === rows[0].width)).toEqual(rows);
    }
  });

  it("depends on each of its parameters", async () => {
    const last = async (inputs: object) => (await rowsOf(problemTraining, {...small, times: "0,5", ...inputs})).at(-1);
    const plain = await last({});
    expect(await last({})).toEqual(plain);
    const others = [
      {problem: "Hop_2"},
      {dimension: 7},
      {width: 10},
      {step: 0.125},
      {samples: 512},
      {batch: 32},
      {seed: 1},
      {temperature: 0.01},
      {pathNorm: 0.01}
    ];
    const risks = await Promise.all(others.map(async (inputs) => (await last(inputs))?.testRisk));
    expect(new Set([plain?.testRisk, ...risks]).size).toBe(others.length + 1);
  });

  it("takes the authors' step, time, samples and batch where none are given", () => {
    const {step, times, samples, batch, referenceWidth} = read({problem: "Man_big_2", dimension: 32});
    expect({step, samples, batch, referenceWidth}).toEqual({
      step: 0.005,
      samples: 131072,
      batch: 8192,
      referenceWidth: undefined
    });
    expect([times.length, times.at(-1)]).toEqual([33, 16]);
    // log 12 is no multiple of the step.
    expect(read({problem: "Hop_1_3", dimension: 12}).times.at(-1)).toBe(2.5);
    expect(read({...small, time: 0}).times).toEqual([0]);
    expect(read({...small, time: 0.5}).times).toEqual([0, 0.25, 0.5]);
  });

  it("goes on from any report's state, with the same rows", async () => {
    for (const experiment of [problemTraining, problemNeurons, problemPaths] as unknown as (typeof problemTraining)[]) {
      const setting = read({...small, width: "6,8", referenceWidth: 12, temperature: 0.01}, experiment);
      const whole = await allRows(experiment.run(setting));
      const states: RunState[] = [];
      for await (const report of experiment.run(setting)) states.push(report.state());
      for (const state of [0, 1, 2, 17, states.length - 1].map((k) => states[k])) {
        const rows = await allRows(experiment.resume(setting, state));
        expect(rows).toEqual(whole);
      }
    }
  });

  it("estimates a longer run as dearer", () => {
    const cost = (inputs: object) => trainingCost(read({...small, ...inputs}));
    expect(cost({time: 50})).toBeGreaterThan(cost({}));
    expect(cost({referenceWidth: 64})).toBeGreaterThan(cost({}));
  });

  it.each([
    [{problem: "Hop_13"}, "--problem must be one of He3, He4,", "did you mean Hop_1_3?"],
    [{problem: "nothing like it"}, 'got "nothing like it"', "try --problem He4"],
    [
      {dimension: 3},
      "--dimension must be at least 4, the coordinates that Hop_1_3 depends on, got 3",
      "try --dimension 4"
    ],
    [{width: 7}, "--width must be even for Hop_1_3, whose signs alternate, got 7", "try --width 8"],
    [{width: "4,7,8"}, "--width must be even for Hop_1_3, whose signs alternate, got 7", "try --width 8"],
    [{width: "8,4"}, "--width must strictly increase, got 4 after 8", "try --width 4,8"],
    [{referenceWidth: 15}, "--reference-width must be even", "try --reference-width 16"],
    [{referenceWidth: 8}, "--reference-width must be above --width, got 8 and 8", "try --reference-width 32"],
    [{batch: 512}, "--batch must be at most --samples, got 512 of 256", "try --batch 256"],
    [{batch: 100}, "--samples must be a multiple of --batch, got 256 and 100", "try --samples 300"],
    [{time: 5.1}, "--time must be a multiple of --step 0.25, got 5.1", "the nearest are 5 or 5.25"],
    [
      {times: "0,5.1", time: undefined},
      "--times must be multiples of --step 0.25, got 5.1",
      "the nearest are 5 or 5.25"
    ],
    [{times: "0,4"}, "--time must be the last of --times, 4, got 5", "drop --time"],
    [{time: 1e6, step: 1e-3}, "--time must be reached in at most 10000000 steps", "try a larger --step"],
    [{pathNorm: 3}, "--path-norm times --step must be at most 0.5", "try --path-norm 2"],
    [{temperature: -1}, "--temperature must be a number from 0 to 1000, got -1", "try --temperature 0"],
    [{samples: 2 ** 24, dimension: 64}, "--samples times --dimension must be at most 134217728", "try fewer --samples"],
    [{width: 50000, dimension: 1000}, "must be at most 8388608", "try --width 8388"]
  ])("refuses %j", (inputs, reason, remedy) => {
    const message = refusal(inputs);
    expect(message).toContain(reason);
    expect(message).toContain(remedy);
  });
});

describe("problem-neurons and problem-paths", () => {
  it("have the gaps whose means the other experiment has", async () => {
    const inputs = {...small, times: "0,2.5,5", referenceWidth: 16};
    const [rows, neurons, paths] = await Promise.all([
      rowsOf(problemTraining, inputs),
      rowsOf(problemNeurons, inputs),
      rowsOf(problemPaths, inputs)
    ]);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(neurons.map(({finalGap}) => finalGap))).toBeCloseTo(rows[2].meanGap, 14);
    expect(mean(neurons.map(({alignment}) => alignment))).toBeCloseTo(rows[2].alignment, 14);
    expect(neurons.map(({sign}) => sign)).toEqual([1, -1, 1, -1, 1, -1, 1, -1]);
    for (const {neuron, largestGap} of neurons)
      expect(largestGap).toBe(Math.max(...paths.filter((row) => row.neuron === neuron).map(({gap}) => gap)));
    for (const {time, meanGap} of rows)
      expect(mean(paths.filter((row) => row.time === time).map(({gap}) => gap))).toBeCloseTo(meanGap, 14);
  });

  it("take a reference four times as wide where none is given, and as many paths as asked for", async () => {
    expect(read(small, problemNeurons as never).referenceWidth).toBe(32);
    expect(await rowsOf(problemPaths, {...small, width: 80, time: 0})).toHaveLength(32);
    expect(await rowsOf(problemPaths, {...small, width: 80, time: 0, count: 100})).toHaveLength(80);
  });
});
