import type {AlignmentsRow} from "../../experiments/alignments.js";
import type {DensityRow} from "../../experiments/density.js";
import type {ChartOptions} from "../chart.js";
import {densityPlot} from "../densityPlot.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {type Setting, settingText} from "./setting.js";

export interface DensitySetting extends Setting {
  readonly time: number;
}

/** An alignment beyond which a neuron counts as having found the teacher. */
const found = 0.9;

/** The law of the alignment at one time, over the neurons of a finite network, with the velocity below. */
export function densityFigure(
  rows: readonly DensityRow[],
  network: readonly AlignmentsRow[],
  setting: DensitySetting
): FigureSpec {
  const now = rows.filter(({time}) => time === setting.time);
  const neurons = network.filter(({time}) => time === setting.time).map(({alignment}) => alignment);
  const rates = rows.map(({alignmentRate}) => alignmentRate);
  const rateDomain = [Math.min(0, ...rates), Math.max(0, ...rates)] as const;
  return {
    id: setting.id,
    title: "Where the neurons are: the law of the alignment",
    rows: now,
    experiment: "density",
    parameters: setting.parameters,
    caption: caption(neurons, setting),
    draw: (options: ChartOptions) => densityPlot(now, {...options, network: neurons, rateDomain})
  };
}

function caption(neurons: readonly number[], setting: DensitySetting): string {
  const share = (test: (alignment: number) => boolean) =>
    `${formatNumber((100 * neurons.filter(test).length) / neurons.length, 2)} %`;
  const where =
    neurons.length === 0
      ? ""
      : ` Of the finite network’s ${neurons.length} neurons, ${share((a) => Math.abs(a) > found)} have |<i>α</i>| > ${found} and ${share((a) => Math.abs(a) < 1 / Math.sqrt(setting.dimension))} are still within 1/√<i>d</i> of the equator.`;
  return `${settingText(setting, `<i>t</i> = ${formatNumber(setting.time)}`)}. Curve: the solution of (6). Bars: a network of finite width at the same time. Below: the velocity that moves them, positive to the right.${where}`;
}
