import {equatorFigure, neuronGapFigure} from "../../src/components/figures/neuronGapFigures.js";
import {
  neededWidthFigure,
  widthCollapseFigure,
  widthExponentsFigure,
  widthLawFigure
} from "../../src/components/figures/widthFigures.js";
import {neuronGaps} from "../../src/experiments/neuronGaps.js";
import {readSummary} from "../../src/experiments/summary.js";
import {collapseReading, exponentReading, lawReading, neededReading} from "../../src/experiments/widthReadings.js";
import {comparedNetworks, widthOpening, widthShown} from "../../src/experiments/widthShown.js";
import {type WidthTable, widthTable} from "../../src/experiments/widthTable.js";
import {readOutput} from "../site/loaders.js";
import {type PageFigures, rowsOf} from "./opening.js";

const {problem, gap, sweep, neurons} = widthOpening;
const level = Number(widthOpening.level);
const quantity = "meanGap";
const setting = {problem, level, sweep};
const {dimension, time, seed} = neurons;
const parameters = {problem, dimension, time};
const neuronSetting = {problem, dimension, time, gap: "finalGap", parameters} as const;

async function table(): Promise<WidthTable> {
  return widthTable(readSummary(String(await readOutput("data/width/published.csv"))));
}

async function neuronRows() {
  const rows = [];
  for (const network of comparedNetworks(neurons.width, seed))
    for (const row of await rowsOf(neuronGaps, {...parameters, ...network})) rows.push({...row, width: network.width});
  return rows;
}

export const polynomialWidth: PageFigures = {
  "needed-width": async (id) => {
    const {statedAt} = widthShown;
    const needed = neededReading(await table(), {problem, level, gap, statedAt});
    return neededWidthFigure(needed.rows, {id, ...setting, gap, ...needed, statedAt});
  },
  "width-collapse": async (id) => {
    const collapse = collapseReading(await table(), {problem, level, quantity});
    return widthCollapseFigure(collapse.rows, {id, ...setting, quantity, ...collapse});
  },
  "width-law": async (id) => widthLawFigure(lawReading(await table(), {level, quantity}), {id, sweep, level, quantity}),
  "width-exponents": async (id) =>
    widthExponentsFigure(exponentReading(await table(), quantity), {id, sweep, quantity}),
  "neuron-gaps": async (id) => neuronGapFigure(await neuronRows(), {id, ...neuronSetting, shape: "histogram"}),
  equator: async (id) => equatorFigure(await neuronRows(), {id, ...neuronSetting, width: neurons.width, seed})
};
