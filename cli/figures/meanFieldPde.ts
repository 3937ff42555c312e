import {tableFromIPC} from "@uwdata/flechette";
import type {FigureSpec} from "../../src/components/figure.js";
import {densityFigure} from "../../src/components/figures/densityFigure.js";
import {massBalanceFigure} from "../../src/components/figures/massBalanceFigure.js";
import {pathsFigure} from "../../src/components/figures/pathsFigure.js";
import {riskFigure} from "../../src/components/figures/riskFigure.js";
import {sgdNeuronsFigure, sgdRatesFigure} from "../../src/components/figures/sgdFigures.js";
import {alignments} from "../../src/experiments/alignments.js";
import {density} from "../../src/experiments/density.js";
import {massBalance} from "../../src/experiments/massBalance.js";
import {meanField} from "../../src/experiments/meanField.js";
import {
  type SgdAlong,
  sampleReference,
  sgdExponents,
  sgdGrid,
  sgdGridRows,
  startingContraction,
  type WrittenSgdRow
} from "../../src/experiments/sgdGrid.js";
import {sgdNeurons} from "../../src/experiments/sgdNeurons.js";
import {flowTimes, lineAlignments, riskTimes, sgdOpening} from "../../src/experiments/shown.js";
import {readOutput} from "../site/loaders.js";
import {opening, type PageFigures, rowsOf} from "./opening.js";

const {problem, dimension, width, time, seed} = opening;

async function rates(id: string, along: SgdAlong): Promise<FigureSpec> {
  const [{problem, widths, steps}] = sgdGrid[along];
  const written = tableFromIPC(await readOutput(`data/sgd/${along}.arrow`)).toArray() as WrittenSgdRow[];
  const rows = sgdGridRows(written, along, problem);
  const ends = [steps[0], steps[steps.length - 1]] as const;
  return sgdRatesFigure(rows, {
    id,
    problem,
    dimension: sgdGrid.dimension,
    along,
    exponents: sgdExponents(rows, along),
    sample: widths.map(sampleReference),
    startingContraction:
      along === "step" ? [startingContraction(problem, ends[0]), startingContraction(problem, ends[1])] : undefined
  });
}

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
  },
  balance: async (id) => {
    const parameters = {problem, dimension, times: String(time)};
    return massBalanceFigure(await rowsOf(massBalance, parameters), {id, problem, dimension, time, parameters});
  },
  sgd: async (id) => {
    const {width, step, batch, schedule} = sgdOpening;
    const setting = {problem, dimension, times: String(time)};
    const parameters = {...setting, width, step, batch, schedule, seed};
    const densities = await rowsOf(density, {...setting, alignments: lineAlignments.join(",")});
    const rows = await rowsOf(sgdNeurons, parameters);
    return sgdNeuronsFigure(rows, densities, {id, problem, dimension, width, step, time, parameters});
  },
  widths: (id) => rates(id, "width"),
  steps: (id) => rates(id, "step")
};
