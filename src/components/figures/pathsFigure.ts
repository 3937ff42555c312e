import type {AlignmentsRow} from "../../experiments/alignments.js";
import {alignmentPathsPlot} from "../alignmentPathsPlot.js";
import type {ChartOptions} from "../chart.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {meanOf, type Setting, settingText} from "./setting.js";

export interface PathsSetting extends Setting {
  readonly width: number;
  readonly time: number;
}

const shownPaths = 16;

/** A few neurons of a finite network, each beside the particle that starts with it and follows the limit. */
export function pathsFigure(rows: readonly AlignmentsRow[], setting: PathsSetting): FigureSpec {
  const end = Math.max(...rows.map(({time}) => time));
  const apart = meanOf(
    rows.filter(({time}) => time === end).map((row) => Math.abs(row.alignment - row.meanFieldAlignment))
  );
  return {
    id: setting.id,
    title: "Neuron by neuron: a finite network and its limit",
    rows: rows.filter(({neuron}) => neuron < shownPaths),
    experiment: "alignments",
    parameters: setting.parameters,
    caption: `${settingText(setting, `<i>m</i> = ${setting.width}`)}. The first ${shownPaths} neurons (solid), each beside a particle that starts at the same place and moves by (6) (dashed). At <i>t</i> = ${formatNumber(end)} the alignments of the two differ by ${formatNumber(apart, 2)} on average over all neurons.`,
    draw: (options: ChartOptions) => alignmentPathsPlot(rows, {...options, time: setting.time, count: shownPaths})
  };
}
