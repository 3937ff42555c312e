import type {ChartOptions} from "../chart.js";
import type {FigureSpec} from "../figure.js";
import {type GapTermsRow, gapTermsPlot} from "../gapTermsPlot.js";
import {formatNumber} from "../numbers.js";
import {meanOf, type Setting, settingText} from "./setting.js";

export interface RatesSetting extends Setting {
  readonly width: number;
}

/** What feeds and what damps the mean gap: the three shares of its rate by the linear gap equation. */
export function ratesFigure(rows: readonly GapTermsRow[], setting: RatesSetting): FigureSpec {
  const late = rows.filter(({time}) => time > 0);
  const share = (key: "linearLocalRate" | "linearInteractionRate" | "linearForcingRate") =>
    formatNumber(meanOf(late.map((row) => row[key])), 2);
  return {
    id: setting.id,
    title: "What feeds the gap and what damps it",
    rows,
    experiment: "gap",
    parameters: setting.parameters,
    caption: `${settingText(setting, `<i>m</i> = ${setting.width}`)}. The three terms of (2), projected on each gap and averaged over the neurons: together they are dΩ/d<i>t</i> of the linear equation. Averaged over the times shown they contribute ${share("linearForcingRate")} (forcing), ${share("linearLocalRate")} (local Hessian) and ${share("linearInteractionRate")} (interaction).`,
    draw: (options: ChartOptions) => gapTermsPlot(rows, options)
  };
}
