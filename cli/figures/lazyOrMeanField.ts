import {tableFromIPC} from "@uwdata/flechette";
import {
  exponentsFigure,
  lazyNeuronsFigure,
  lazyTrainingFigure,
  scalingFigure
} from "../../src/components/figures/lazyFigures.js";
import {noisyFigure, sharpeningFigure, staircaseFigure} from "../../src/components/figures/staircaseFigures.js";
import type {LazyRow} from "../../src/experiments/lazy.js";
import {lazy} from "../../src/experiments/lazy.js";
import {lazyNeurons} from "../../src/experiments/lazyNeurons.js";
import {predictedSlopes} from "../../src/experiments/predictedSlopes.js";
import {lazySweep, noisyRun, staircaseParts, staircaseRun} from "../../src/experiments/published.js";
import {scalingSlopes} from "../../src/experiments/scalingSlopes.js";
import {lawSamples, lazyTimes, sharpeningDimensions, sharpeningSamples} from "../../src/experiments/shown.js";
import type {StaircaseRow} from "../../src/experiments/staircase.js";
import {staircaseLaw} from "../../src/experiments/staircaseLaw.js";
import {staircaseLevels} from "../../src/experiments/staircaseLevels.js";
import {bestStopped, staircaseSteps, withNoise} from "../../src/experiments/staircaseSteps.js";
import {readOutput} from "../site/loaders.js";
import {type PageFigures, rowsOf} from "./opening.js";

const model = {activation: "relu", layer: "twins"} as const;
const name = "relu-twins";
const [dimension, threshold] = [16, 0];
const run = {...model, exponents: "0.5,1", step: 0.5, times: lazyTimes.join(","), seed: 1};
const [width, time] = [128, 30];

async function sweepRows(): Promise<LazyRow[]> {
  const rows = tableFromIPC(await readOutput("data/lazy.arrow")).toArray() as (LazyRow & Record<string, unknown>)[];
  return rows.filter(({activation, layer}) => activation === model.activation && layer === model.layer);
}

async function jsonRows(path: string): Promise<StaircaseRow[]> {
  return JSON.parse(String(await readOutput(path))) as StaircaseRow[];
}

async function measured() {
  const parts = await Promise.all(staircaseParts.map((part) => jsonRows(`data/staircase/${dimension}/${part}.json`)));
  const rows = parts.flat().filter((row) => row.threshold === threshold);
  return {kernel: staircaseSteps(rows, "kernelRisk"), network: staircaseSteps(rows, "networkRisk")};
}

async function slopes() {
  return predictedSlopes(scalingSlopes(await sweepRows()), model);
}

const levelsIn = (dimensions: readonly number[]) =>
  rowsOf(staircaseLevels, {dimensions: dimensions.join(","), threshold});

export const lazyOrMeanField: PageFigures = {
  neurons: async (id) => {
    const parameters = {...run, width};
    return lazyNeuronsFigure(await rowsOf(lazyNeurons, parameters), {id, width, time, parameters});
  },
  training: async (id) => {
    const parameters = {...run, widths: String(width)};
    return lazyTrainingFigure(await rowsOf(lazy, parameters), {id, width, time, parameters});
  },
  scaling: async (id) => {
    const parameters = {...model, ...lazySweep};
    return scalingFigure(await sweepRows(), await slopes(), {id, model: name, quantity: "distance", parameters});
  },
  exponents: async (id) => {
    return exponentsFigure(await slopes(), {id, model: name, parameters: {...model, ...lazySweep}});
  },
  staircase: async (id) => {
    const {kernel, network} = await measured();
    const samples = lawSamples(kernel.map((step) => step.samples)).join(",");
    const law = await rowsOf(staircaseLaw, {dimensions: String(dimension), samples, threshold});
    return staircaseFigure(
      {kernel, network, law, levels: await levelsIn([dimension])},
      {id, dimension, threshold, runs: staircaseParts.map((part) => staircaseRun(dimension, part))}
    );
  },
  sharpening: async (id) => {
    const parameters = {dimensions: sharpeningDimensions.join(","), samples: sharpeningSamples.join(","), threshold};
    return sharpeningFigure(await rowsOf(staircaseLaw, parameters), await levelsIn(sharpeningDimensions), {
      id,
      parameters
    });
  },
  noisy: async (id) => {
    const rows = await jsonRows("data/noisyStaircase.json");
    const kernel = staircaseSteps(rows, "kernelNoisyRisk");
    const {ridge, noise} = noisyRun;
    const samples = lawSamples(kernel.map((step) => step.samples)).join(",");
    const expected = await rowsOf(staircaseLaw, {dimensions: String(noisyRun.dimension), samples, ridge});
    const law = withNoise(expected, noise);
    return noisyFigure(
      {kernel, network: staircaseSteps(bestStopped(rows), "networkRisk"), law, levels: await levelsIn([dimension])},
      {id, dimension: noisyRun.dimension, threshold, noise, ridge, lawRidge: ridge, runs: [noisyRun]}
    );
  }
};
