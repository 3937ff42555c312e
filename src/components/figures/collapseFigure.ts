import type {ChartOptions} from "../chart.js";
import {type CollapseRow, collapsePlot} from "../collapsePlot.js";
import {simulateCommand} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {count, isDecided, isInverse, meanOf, type Setting, settingText} from "./setting.js";
import type {Interval} from "./widthFigures.js";

/** A row of the experiment `gap`, as far as this figure shows it. */
export interface CollapseFigureRow extends CollapseRow {
  readonly seed: number;
  readonly predictedFunctionGap?: number | null;
}

export interface CollapseSetting extends Setting {
  /** The measured exponent of m in ‖f_m − f_∞‖² at the last time; undefined where it is not resolved. */
  readonly exponent: Interval | undefined;
}

/** m‖f_m − f_∞‖² for several widths, which should fall on one curve. */
export function collapseFigure(rows: readonly CollapseFigureRow[], setting: CollapseSetting): FigureSpec {
  const end = Math.max(...rows.map(({time}) => time));
  const widths = [...new Set(rows.map(({width}) => width))].sort((a, b) => a - b);
  const seeds = new Set(rows.map(({seed}) => seed)).size;
  const scaled = widths.map((width) =>
    meanOf(rows.filter((row) => row.width === width && row.time === end).map((row) => width * row.functionGap!))
  );
  const widest = rows.filter(({width, seed}) => width === widths[widths.length - 1] && seed === rows[0].seed);
  const prediction = widest.map(({time, width, predictedFunctionGap}) => ({
    time,
    scaledFunctionGap: width * (predictedFunctionGap ?? Number.NaN)
  }));
  return {
    id: setting.id,
    title: titleOf(setting.exponent),
    rows,
    experiment: "gap",
    parameters: setting.parameters,
    command: widths.map((width) => simulateCommand("gap", {...setting.parameters, width})).join("\n"),
    caption: `${settingText(setting)}, means over ${count(seeds, "seed")}; bands: from the least to the greatest seed. At <i>t</i> = ${formatNumber(end)}, <i>m</i>‖δ<i>f</i>‖² is ${widths.map((width, i) => `${formatNumber(scaled[i])} for <i>m</i> = ${width}`).join(", ")}; the prediction from the mean field alone, ${formatNumber(prediction.find(({time}) => time === end)?.scaledFunctionGap)}. ${exponentText(setting.exponent)}`,
    draw: (options: ChartOptions) => collapsePlot(rows, {...options, prediction})
  };
}

function titleOf(exponent: CollapseSetting["exponent"]): string {
  if (!exponent || !isDecided(exponent)) return "The squared function-space gap times the width";
  return isInverse(exponent)
    ? "The squared function-space gap falls like 1/m"
    : "The squared function-space gap does not quite fall like 1/m";
}

function exponentText(exponent: CollapseSetting["exponent"]): string {
  if (!exponent) return "The exponent of <i>m</i> is not resolved.";
  const {value, low, high} = exponent;
  const verdict = !isDecided(exponent)
    ? ", which is too long to tell"
    : isInverse(exponent)
      ? ""
      : ", which does not contain −1";
  return `The exponent of <i>m</i> in ‖δ<i>f</i>‖² itself is ${formatNumber(value)} there (95 % interval ${formatNumber(low)} to ${formatNumber(high)}${verdict}).`;
}
