import {jmaxFigure} from "../../src/components/figures/jmaxFigure.js";
import {stretchCollapseFigure, stretchLevelsFigure} from "../../src/components/figures/levelFigures.js";
import {
  floorFigure,
  hessianFigure,
  propagatorFigure,
  ratioFigure
} from "../../src/components/figures/stabilityFigures.js";
import {hessian} from "../../src/experiments/hessian.js";
import {fitLevels, reachedRows} from "../../src/experiments/levelFit.js";
import type {PropagatorRow} from "../../src/experiments/propagator.js";
import type {PropagatorLevelsRow} from "../../src/experiments/propagatorLevels.js";
import {propagatorPaths} from "../../src/experiments/propagatorPaths.js";
import {levelRunOf, levelRuns} from "../../src/experiments/published.js";
import {selfConcordance as floors} from "../../src/experiments/selfConcordance.js";
import {halfLineAlignments, logAlignments, longTimes} from "../../src/experiments/shown.js";
import {readOutput} from "../site/loaders.js";
import {opening, type PageFigures, rowsOf} from "./opening.js";

const setting = {problem: opening.problem, dimension: 32, time: opening.time};

function parametersWith<More extends Readonly<Record<string, string>>>(more: More) {
  const {problem, dimension, time} = setting;
  return {problem, dimension, times: String(time), ...more};
}

async function levelRows(): Promise<(PropagatorLevelsRow & {problem: string})[]> {
  return JSON.parse(String(await readOutput("data/propagatorLevels.json")));
}

export const selfConcordance: PageFigures = {
  hessian: async (id) => {
    const parameters = parametersWith({alignments: halfLineAlignments.join(",")});
    return hessianFigure(await rowsOf(hessian, parameters), {id, ...setting, parameters});
  },
  ratio: async (id) => {
    const parameters = parametersWith({alignments: logAlignments.join(",")});
    const rows = await rowsOf(floors, parametersWith({}));
    return ratioFigure(await rowsOf(hessian, parameters), rows, {id, ...setting, parameters});
  },
  floor: async (id) => {
    const parameters = parametersWith({times: longTimes.join(",")});
    return floorFigure(await rowsOf(floors, parameters), {id, ...setting, parameters});
  },
  propagator: async (id) => {
    const parameters = parametersWith({alignments: logAlignments.join(",")});
    return propagatorFigure(await rowsOf(propagatorPaths, parameters), {id, ...setting, parameters});
  },
  jmax: async (id) => {
    const rows = JSON.parse(String(await readOutput("data/propagator.json"))) as PropagatorRow[];
    return jmaxFigure(rows, {id, against: "integralRootRisk"});
  },
  "jmax-levels": async (id) => {
    const {problem} = opening;
    const rows = await levelRows();
    const parameters = levelRunOf(problem);
    return stretchLevelsFigure(reachedRows(rows, problem), fitLevels(rows, problem), {id, problem, parameters});
  },
  "jmax-collapse": async (id) => stretchCollapseFigure(await levelRows(), {id, runs: levelRuns})
};
