import type {MeanFieldRow} from "../../experiments/meanField.js";
import type {ChartOptions} from "../chart.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {type NetworkRiskRow, riskPlot} from "../riskPlot.js";
import {type Setting, settingText} from "./setting.js";

export interface RiskSetting extends Setting {
  readonly scale: "linear" | "log";
  readonly time?: number;
  /** Width of the finite networks, where there are any. */
  readonly width?: number;
}

/** R(ρ_t), with the risk of finite networks where they were run. */
export function riskFigure(
  rows: readonly MeanFieldRow[],
  network: readonly NetworkRiskRow[],
  setting: RiskSetting
): FigureSpec {
  return {
    id: setting.id,
    title: "Risk over time",
    rows,
    experiment: "mean-field",
    parameters: setting.parameters,
    caption: caption(rows, network, setting),
    draw: (options: ChartOptions) =>
      riskPlot(rows, {...options, network: [...network], scale: setting.scale, time: setting.time})
  };
}

function caption(rows: readonly MeanFieldRow[], network: readonly NetworkRiskRow[], setting: RiskSetting): string {
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const end = network.filter(({time}) => time === Math.max(...network.map((row) => row.time)));
  const finite = end.map(({riskFinite}) => riskFinite ?? Number.NaN);
  const seeds =
    finite.length === 0
      ? ""
      : ` Finite networks of ${setting.width} neurons reach ${formatNumber(Math.min(...finite))} to ${formatNumber(Math.max(...finite))} at <i>t</i> = ${formatNumber(end[0].time)} (${finite.length} seeds).`;
  return `${settingText(setting)}. The risk of the infinitely wide network falls from ${formatNumber(first.risk, 4)} to ${formatNumber(last.risk, 4)} at <i>t</i> = ${formatNumber(last.time)}.${seeds}`;
}
