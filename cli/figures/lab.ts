import {tableFromIPC} from "@uwdata/flechette";
import type {GapFigureRow} from "../../src/components/figures/gapFigure.js";
import {labGapFigure, labRiskFigure} from "../../src/components/figures/labCurves.js";
import {labDensityFigure, labHessianFigure, labNeuronsFigure} from "../../src/components/figures/labFigures.js";
import {labLinksFigure} from "../../src/components/figures/labLinksFigure.js";
import type {LabFigure, LabMoment} from "../../src/components/lab/labSetting.js";
import {density} from "../../src/experiments/density.js";
import {gap} from "../../src/experiments/gap.js";
import {lab as labExperiment} from "../../src/experiments/lab.js";
import {labNeurons} from "../../src/experiments/labNeurons.js";
import {
  highestDegree,
  labAlignments,
  labLinkName,
  labLinkRows,
  labLinkTexts,
  labOpening,
  labRunOf,
  linkParametersOf,
  readLinks
} from "../../src/experiments/labShown.js";
import {readOutput} from "../site/loaders.js";
import {type PageFigures, rowsOf} from "./opening.js";

const {links, k, dimension, width, last, time, seed} = labOpening;
const texts = labLinkTexts(links, k);
const chosen = readLinks(texts);
const run = labRunOf(chosen, {dimension, width, step: 0, noise: 0, last, seed});
const {shape} = run;
const named = labLinkName(links, k, texts);
const setting = {links: named, dimension, width, noise: 0, parameters: run.lab};

/** What the page shows when it opens, once its run is over. */
async function opening(): Promise<LabMoment> {
  const rows = await rowsOf(labExperiment, run.lab);
  const neurons = await rowsOf(labNeurons, {...run.lab, times: String(time)});
  const law = await rowsOf(density, {
    problem: shape.problem,
    dimension,
    times: String(time),
    alignments: labAlignments.join(",")
  });
  const frame = {
    time,
    alignment: Float64Array.from(neurons, (row) => row.alignment),
    across: Float64Array.from(neurons, (row) => row.across),
    alignmentRate: Float64Array.from(neurons, (row) => row.alignmentRate),
    parallel: Float64Array.from(neurons, (row) => row.parallel),
    density: Float64Array.from(law, (row) => row.density)
  };
  const row = rows.find((one) => one.time === time);
  return {frame, row, start: rows[0], rows, theory: await rowsOf(gap, run.gap)};
}

/** The site's own runs with the same links, dimension and width. */
async function runsBefore(): Promise<GapFigureRow[]> {
  const table = tableFromIPC(await readOutput(`data/gap/${shape.problem}/${dimension}.arrow`)).toArray();
  return (table as (GapFigureRow & {readonly width: number})[]).filter((row) => row.width === width);
}

const at = (figure: LabFigure) => async () => figure(await opening());

export const lab: PageFigures = {
  "lab-links": async (id) =>
    labLinksFigure(id, labLinkRows(chosen), {
      links: named,
      parameters: linkParametersOf(chosen),
      remainders: {activation: chosen.activation.remainder, target: chosen.target.remainder},
      highestDegree
    }),
  "lab-neurons": (id) => at(labNeuronsFigure(id, setting))(),
  "lab-density": (id) => at(labDensityFigure(id, setting, labAlignments))(),
  "lab-risk": (id) => at(labRiskFigure(id, setting))(),
  "lab-gap": async (id) =>
    labGapFigure(id, {...setting, theoryParameters: run.gap, before: await runsBefore(), seed})(await opening()),
  "lab-hessian": (id) => at(labHessianFigure(id, {...setting, degree: run.degree}))()
};
