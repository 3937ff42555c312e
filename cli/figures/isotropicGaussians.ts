import {tableFromIPC} from "@uwdata/flechette";
import {simulateCommand} from "../../src/components/command.js";
import {
  radialLawFigure,
  radialRiskFigure,
  stallFigure,
  transitionFigure
} from "../../src/components/figures/isotropicFigures.js";
import type {PublishedTransitionRow} from "../../src/components/transitionPlot.js";
import {
  isotropicRiskTimes,
  isotropicShown,
  plateauTimes,
  publishedSgd,
  stallCases
} from "../../src/experiments/isotropicShown.js";
import {radial} from "../../src/experiments/radial.js";
import {radialLaw} from "../../src/experiments/radialLaw.js";
import type {RadialSgdRow} from "../../src/experiments/radialSgd.js";
import {readOutput} from "../site/loaders.js";
import {type PageFigures, rowsOf} from "./opening.js";

const {dimension, deltas, bin, last, transitionTimes, transitionTolerance: tolerance} = isotropicShown;
const {delta, step} = publishedSgd;

/** The time at which the page opens. */
const time = 5;

async function sgdRows(): Promise<RadialSgdRow[]> {
  return tableFromIPC(await readOutput("data/radialSgd.arrow")).toArray() as RadialSgdRow[];
}

export const isotropicGaussians: PageFigures = {
  radii: async (id) => {
    const parameters = {delta, dimension, times: String(time), bin, last};
    const setting = {id, time, last, delta, step, parameters, networkParameters: publishedSgd};
    return radialLawFigure(await rowsOf(radialLaw, parameters), await sgdRows(), setting);
  },
  "radial-risk": async (id) => {
    const parameters = {delta, dimension, times: isotropicRiskTimes.join(",")};
    const infinite = await rowsOf(radial, {...parameters, interaction: "infinite"});
    return radialRiskFigure(await rowsOf(radial, parameters), infinite, await sgdRows(), {id, time, delta, parameters});
  },
  transition: async (id) => {
    const rows = JSON.parse(String(await readOutput("data/radialTransition.json"))) as PublishedTransitionRow[];
    const parameters = {dimension, deltas: deltas.join(","), times: transitionTimes.join(","), tolerance};
    return transitionFigure(rows, {id, parameters});
  },
  stall: async (id) => {
    const settings = stallCases.map(({label: _, ...one}) => ({...one, dimension, times: plateauTimes.join(",")}));
    const curves = await Promise.all(
      settings.map(async (setting, i) => ({...stallCases[i], rows: await rowsOf(radial, setting)}))
    );
    return stallFigure(curves, {id, commands: settings.map((setting) => simulateCommand("radial", setting))});
  }
};
