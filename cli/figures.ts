import {tableFromIPC} from "@uwdata/flechette";
import {JSDOM} from "jsdom";
import {type FigureSpec, staticFigure} from "../src/components/figure.js";
import {collapseFigure} from "../src/components/figures/collapseFigure.js";
import {densityFigure} from "../src/components/figures/densityFigure.js";
import {factorFigure} from "../src/components/figures/factorFigure.js";
import {gapFigure} from "../src/components/figures/gapFigure.js";
import {jmaxFigure} from "../src/components/figures/jmaxFigure.js";
import {pathsFigure} from "../src/components/figures/pathsFigure.js";
import {ratesFigure} from "../src/components/figures/ratesFigure.js";
import {riskFigure} from "../src/components/figures/riskFigure.js";
import {floorFigure, hessianFigure, propagatorFigure, ratioFigure} from "../src/components/figures/stabilityFigures.js";
import {alignments} from "../src/experiments/alignments.js";
import {density} from "../src/experiments/density.js";
import {allRows, type Experiment} from "../src/experiments/experiment.js";
import type {GapRow} from "../src/experiments/gap.js";
import {hessian} from "../src/experiments/hessian.js";
import {meanField} from "../src/experiments/meanField.js";
import {parseParameters} from "../src/experiments/parameters.js";
import type {PropagatorRow} from "../src/experiments/propagator.js";
import {propagatorPaths} from "../src/experiments/propagatorPaths.js";
import {published} from "../src/experiments/published.js";
import {selfConcordance} from "../src/experiments/selfConcordance.js";
import {
  flowTimes,
  halfLineAlignments,
  lineAlignments,
  logAlignments,
  longTimes,
  riskTimes
} from "../src/experiments/shown.js";
import {readOutput} from "./site/loaders.js";

/** The settings at which the pages open, and so those of their static figures. */
const opening = {problem: "He4", time: 2, width: 256, seed: 1};
const gapSetting = {problem: opening.problem, dimension: 16, width: opening.width};
const stabilitySetting = {problem: opening.problem, dimension: 32, time: opening.time};

async function rowsOf<Parameters, Row>(
  experiment: Experiment<Parameters, Row>,
  input: Readonly<Record<string, unknown>>
): Promise<Row[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}

async function gapRows(): Promise<(GapRow & {width: number})[]> {
  const bytes = await readOutput(`data/gap/${gapSetting.problem}/${gapSetting.dimension}.arrow`);
  return tableFromIPC(bytes).toArray() as (GapRow & {width: number})[];
}

async function gapSpec(id: string): Promise<FigureSpec> {
  const rows = (await gapRows()).filter(({width}) => width === gapSetting.width);
  return gapFigure(rows, {id, ...gapSetting, parameters: gapParameters(gapSetting.width)});
}

function gapParameters(width: number) {
  const {problem, dimension} = gapSetting;
  return {problem, dimension, width, seed: 1, seeds: published.seeds, times: published.times.join(",")};
}

const specs: Readonly<Record<string, (id: string) => Promise<FigureSpec>>> = {
  hero: gapSpec,
  gap: gapSpec,
  factor: async (id) => {
    const rows = (await gapRows()).filter(({width}) => width === gapSetting.width);
    return factorFigure(rows, {id, ...gapSetting, parameters: gapParameters(gapSetting.width)});
  },
  paths: async (id) => {
    const {problem, dimension, width} = gapSetting;
    const parameters = {problem, dimension, times: flowTimes.join(","), width, seed: opening.seed};
    return pathsFigure(await rowsOf(alignments, parameters), {id, ...gapSetting, time: opening.time, parameters});
  },
  rates: async (id) => {
    const width = Math.max(...published.linearWidths);
    const rows = (await gapRows()).filter((row) => row.width === width);
    return ratesFigure(rows, {id, ...gapSetting, width, parameters: gapParameters(width)});
  },
  collapse: async (id) => {
    const width = Math.max(...published.widths);
    return collapseFigure(await gapRows(), {id, ...gapSetting, parameters: gapParameters(width)});
  },
  density: async (id) => {
    const {problem, dimension} = gapSetting;
    const setting = {problem, dimension, times: String(opening.time)};
    const parameters = {...setting, alignments: lineAlignments.join(",")};
    const network = await rowsOf(alignments, {...setting, width: opening.width, seed: opening.seed});
    return densityFigure(await rowsOf(density, parameters), network, {
      id,
      problem,
      dimension,
      time: opening.time,
      parameters
    });
  },
  risk: async (id) => {
    const {problem, dimension} = gapSetting;
    const parameters = {problem, dimension, times: riskTimes.join(",")};
    return riskFigure(await rowsOf(meanField, parameters), [], {id, problem, dimension, scale: "log", parameters});
  },
  hessian: async (id) => {
    const parameters = stabilityParameters({alignments: halfLineAlignments.join(",")});
    return hessianFigure(await rowsOf(hessian, parameters), {id, ...stabilitySetting, parameters});
  },
  ratio: async (id) => {
    const parameters = stabilityParameters({alignments: logAlignments.join(",")});
    const floors = await rowsOf(selfConcordance, stabilityParameters({}));
    return ratioFigure(await rowsOf(hessian, parameters), floors, {id, ...stabilitySetting, parameters});
  },
  floor: async (id) => {
    const parameters = stabilityParameters({times: longTimes.join(",")});
    return floorFigure(await rowsOf(selfConcordance, parameters), {id, ...stabilitySetting, parameters});
  },
  propagator: async (id) => {
    const parameters = stabilityParameters({alignments: logAlignments.join(",")});
    return propagatorFigure(await rowsOf(propagatorPaths, parameters), {id, ...stabilitySetting, parameters});
  },
  jmax: async (id) => {
    const rows = JSON.parse(String(await readOutput("data/propagator.json"))) as PropagatorRow[];
    return jmaxFigure(rows, {id, against: "integralRootRisk"});
  }
};

function stabilityParameters<More extends Readonly<Record<string, string>>>(more: More) {
  const {problem, dimension, time} = stabilitySetting;
  return {problem, dimension, times: String(time), ...more};
}

/** The static form of each figure: its HTML as it stands in the page until live code replaces it, by the figure's id. */
export const figures: Readonly<Record<string, () => Promise<string>>> = Object.fromEntries(
  Object.entries(specs).map(([id, spec]) => [
    id,
    async () => staticFigure(await spec(id), new JSDOM("").window.document).outerHTML
  ])
);
