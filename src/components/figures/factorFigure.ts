import type {GapRow} from "../../experiments/gap.js";
import type {ChartOptions} from "../chart.js";
import type {FigureSpec} from "../figure.js";
import {gapFactorPlot} from "../gapFactorPlot.js";
import {formatNumber} from "../numbers.js";
import {type Setting, settingText} from "./setting.js";

export interface FactorSetting extends Setting {
  readonly width: number;
}

/** How many times the measured gap each theory is, run by run. */
export function factorFigure(rows: readonly GapRow[], setting: FactorSetting): FigureSpec {
  const ratios = rows.filter(({meanGap}) => meanGap > 0).map(({propagatorBound, meanGap}) => propagatorBound / meanGap);
  return {
    id: setting.id,
    title: "How tight: each theory as a multiple of the measured gap",
    rows,
    experiment: "gap",
    parameters: setting.parameters,
    caption: `${settingText(setting, `<i>m</i> = ${setting.width}`)}. A bound must stay above 1, a prediction should lie around it. Over all times and seeds shown the propagator bound is between ${formatNumber(Math.min(...ratios))} and ${formatNumber(Math.max(...ratios))} times the measured gap of the same run. Bands: from the least to the greatest seed; curves that are more than ten times the gap at the end are left out.`,
    draw: (options: ChartOptions) => gapFactorPlot(rows, options)
  };
}
