import {tableFromIPC} from "@uwdata/flechette";
import {
  chaosBoundFigure,
  chaosScalingFigure,
  chaosTermsFigure,
  mcdiarmidFigure
} from "../../src/components/figures/chaosFigures.js";
import type {ChaosScalingRow} from "../../src/experiments/chaosScaling.js";
import {chaosOpening, chaosRepetitions, chaosScalingOpening} from "../../src/experiments/chaosShown.js";
import {chaosTerms} from "../../src/experiments/chaosTerms.js";
import {mcdiarmid} from "../../src/experiments/mcdiarmid.js";
import {readOutput} from "../site/loaders.js";
import {type PageFigures, rowsOf} from "./opening.js";

const {dimension, width, stepSize, time, seed} = chaosOpening;
const parameters = {dimension, width, stepSize, time, seed};
const setting = {dimension, width, stepSize, parameters};
const f = "side";
const draws = {dimension, width, time, f, seed};

async function scalingRows(): Promise<ChaosScalingRow[]> {
  return tableFromIPC(await readOutput("data/chaosScaling.arrow")).toArray() as ChaosScalingRow[];
}

export const propagationOfChaos: PageFigures = {
  terms: async (id) => chaosTermsFigure(await rowsOf(chaosTerms, parameters), {id, ...setting, view: "shares"}),
  bound: async (id) => chaosBoundFigure(await rowsOf(chaosTerms, parameters), {id, ...setting, scale: "compressed"}),
  mcdiarmid: async (id) =>
    mcdiarmidFigure(await rowsOf(mcdiarmid, draws), {id, ...draws, repetitions: chaosRepetitions, parameters: draws}),
  "chaos-widths": async (id) => chaosScalingFigure(await scalingRows(), {id, against: "width", ...chaosScalingOpening}),
  "chaos-steps": async (id) =>
    chaosScalingFigure(await scalingRows(), {id, against: "stepSize", ...chaosScalingOpening})
};
