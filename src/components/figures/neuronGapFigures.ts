import type {NeuronGapsRow} from "../../experiments/neuronGaps.js";
import type {ChartOptions} from "../chart.js";
import {type Printed, simulateCommand} from "../command.js";
import {equatorPlot, stageEnds, stageOf, stages} from "../equatorPlot.js";
import type {FigureSpec} from "../figure.js";
import {type GapShape, gapHistogramPlot, shapeTexts} from "../gapHistogramPlot.js";
import {formatNumber} from "../numbers.js";
import {count, type Setting, settingText} from "./setting.js";

/** The gap of a neuron at the end of the run, or the largest on the way. */
export type NeuronGapName = "finalGap" | "largestGap";

const symbols: Readonly<Record<NeuronGapName, string>> = {finalGap: "|Δᵢ(T)|", largestGap: "max |Δᵢ(t)|"};
const html: Readonly<Record<NeuronGapName, string>> = {
  finalGap: "|Δ<sub><i>i</i></sub>(<i>T</i>)|",
  largestGap: "max<sub><i>t</i></sub> |Δ<sub><i>i</i></sub>(<i>t</i>)|"
};

export interface NeuronGapSetting extends Setting {
  readonly time: number;
  readonly gap: NeuronGapName;
}

type WidthRow = NeuronGapsRow & {readonly width: number};

/** The distribution of the neurons' gaps for several widths. */
export function neuronGapFigure(
  rows: readonly WidthRow[],
  setting: NeuronGapSetting & {readonly shape: GapShape}
): FigureSpec {
  const {id, time, gap, shape, parameters} = setting;
  const widths = [...new Set(rows.map(({width}) => width))].sort((a, b) => a - b);
  const said = widths.map((width) => {
    const own = rows.filter((row) => row.width === width);
    const gaps = own.map((row) => row[gap] * Math.sqrt(width));
    const networks = new Set(own.map(({seed}) => seed)).size;
    return `<i>m</i> = ${width} (${count(networks, "network")}): median ${formatNumber(quantile(gaps, 0.5), 2)}, largest ${formatNumber(Math.max(...gaps), 2)}`;
  });
  return {
    id,
    title: "The gaps of single neurons have a heavy tail",
    rows,
    experiment: "neuron-gaps",
    parameters,
    command: commandOf(rows, parameters),
    caption: `${settingText(setting, `<i>T</i> = ${formatNumber(time)}`)}: ${html[gap]} as it is, and below times √<i>m</i>. ${shapeTexts[shape]} Times √<i>m</i>, ${said.join("; ")}. Where the lower curves coincide the gap is of order 1/√<i>m</i>.`,
    draw: (options: ChartOptions) =>
      gapHistogramPlot(
        rows.map((row) => ({width: row.width, gap: row[gap]})),
        {...options, symbol: symbols[gap], shape}
      )
  };
}

/** Every neuron's gap against its start. */
export function equatorFigure(
  rows: readonly WidthRow[],
  setting: NeuronGapSetting & {readonly width: number; readonly seed: number}
): FigureSpec {
  const {id, time, gap, width, seed, parameters} = setting;
  const own = rows.filter((row) => row.width === width && row.seed === seed);
  const total = own.reduce((sum, row) => sum + row[gap], 0);
  const said = stages.map((stage) => {
    const group = own.filter(({meanFieldAlignment}) => stageOf(meanFieldAlignment) === stage).map((row) => row[gap]);
    if (group.length === 0) return `${stageWords[stage]}: none`;
    const share = group.reduce((sum, value) => sum + value, 0) / total;
    const median = Math.sqrt(width) * quantile(group, 0.5);
    return `${stageWords[stage]}: ${group.length}, median ${formatNumber(median, 2)}, ${formatNumber(100 * share, 2)} % of the sum`;
  });
  return {
    id,
    title: "Who is off: the neurons that are just leaving the equator",
    rows: own,
    experiment: "neuron-gaps",
    parameters: {...parameters, width, seed},
    caption: `${settingText(setting, `<i>m</i> = ${width}`, `<i>T</i> = ${formatNumber(time)}`)}, one dot a neuron: √<i>m</i> ${html[gap]} against its initial alignment. By where the limit has them at time <i>T</i>, ${said.join("; ")}.`,
    draw: (options: ChartOptions) =>
      equatorPlot(
        own.map((row) => ({
          initialAlignment: row.initialAlignment,
          finalAlignment: row.meanFieldAlignment,
          scaledGap: row[gap] * Math.sqrt(width)
        })),
        {...options, symbol: symbols[gap]}
      )
  };
}

const stageWords: Readonly<Record<(typeof stages)[number], string>> = {
  waiting: `still at |α| < ${stageEnds.moving}`,
  moving: "on the way",
  arrived: `beyond ${stageEnds.arrived}`
};

/** One command a network. */
function commandOf(rows: readonly WidthRow[], parameters: Printed): string {
  const networks = new Map(rows.map(({width, seed}) => [`${width}/${seed}`, {width, seed}]));
  return [...networks.values()].map((own) => simulateCommand("neuron-gaps", {...parameters, ...own})).join("\n");
}

/** The value below which this share of the values lies. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
