import {densityFigure} from "../../src/components/figures/densityFigure.js";
import {pathsFigure} from "../../src/components/figures/pathsFigure.js";
import {riskFigure} from "../../src/components/figures/riskFigure.js";
import {alignments} from "../../src/experiments/alignments.js";
import {density} from "../../src/experiments/density.js";
import {meanField} from "../../src/experiments/meanField.js";
import {flowTimes, lineAlignments, riskTimes} from "../../src/experiments/shown.js";
import {opening, type PageFigures, rowsOf} from "./opening.js";

const {problem, dimension, width, time, seed} = opening;

export const meanFieldPde: PageFigures = {
  density: async (id) => {
    const setting = {problem, dimension, times: String(time)};
    const parameters = {...setting, alignments: lineAlignments.join(",")};
    const network = await rowsOf(alignments, {...setting, width, seed});
    return densityFigure(await rowsOf(density, parameters), network, {id, problem, dimension, time, parameters});
  },
  risk: async (id) => {
    const parameters = {problem, dimension, times: riskTimes.join(",")};
    return riskFigure(await rowsOf(meanField, parameters), [], {id, problem, dimension, scale: "log", parameters});
  },
  paths: async (id) => {
    const parameters = {problem, dimension, times: flowTimes.join(","), width, seed};
    return pathsFigure(await rowsOf(alignments, parameters), {id, problem, dimension, width, time, parameters});
  }
};
