import type {GapQuantity} from "../../experiments/widthFits.js";
import type {WidthRunRow} from "../../experiments/widthRun.js";
import type {ChartOptions} from "../chart.js";
import type {FigureSpec} from "../figure.js";
import {gapQuantities} from "../gapQuantities.js";
import {formatNumber} from "../numbers.js";
import {type LevelRow, ownWidthPlot} from "../ownWidthPlot.js";
import {count, meanOf, type Setting, settingText} from "./setting.js";

export interface OwnWidthSetting extends Setting {
  readonly width: number;
  readonly seed: number;
  readonly quantity: GapQuantity;
  /** The sweep that made the table. */
  readonly sweep: string;
  /** m times the squared gap of the run. */
  readonly own: readonly LevelRow[];
  /** The same of the table's runs of this problem and dimension. */
  readonly table: readonly (LevelRow & {readonly width: number; readonly seed: number})[];
}

/** One run of the reader's own beside what the table has of its problem and dimension. */
export function ownWidthFigure(rows: readonly WidthRunRow[], setting: OwnWidthSetting): FigureSpec {
  const {id, width, seed, quantity, own, table, parameters} = setting;
  const {symbol, html} = gapQuantities[quantity];
  const runs = new Set(table.map((row) => `${row.width}/${row.seed}`)).size;
  return {
    id,
    title: "Your run over the table’s",
    rows,
    experiment: "width-run",
    parameters,
    caption: `${settingText(setting, `<i>m</i> = ${width}`, `seed ${seed}`)}: ${html}, level by level. ${comparison(setting, runs)}`,
    draw: (options: ChartOptions) =>
      ownWidthPlot(own, table, {
        ...options,
        label: symbol,
        bandLabel: `table, ${count(runs, "run")}`,
        ownLabel: `your run, m = ${width}`
      })
  };
}

/** How far the run is from the table's mean, in standard deviations of its runs, and from the same run in the table. */
function comparison({own, table, width, seed, sweep}: OwnWidthSetting, runs: number): string {
  if (runs === 0) return "The table has no run in this dimension.";
  const deviations = own.flatMap(({level, scaled}) => {
    const others = table.filter((row) => row.level === level).map((row) => row.scaled);
    const mean = meanOf(others);
    const deviation = Math.sqrt(meanOf(others.map((value) => (value - mean) ** 2)));
    return deviation > 0 && Number.isFinite(scaled) ? [{level, size: Math.abs(scaled - mean) / deviation}] : [];
  });
  const furthest = deviations.reduce<(typeof deviations)[number] | undefined>(
    (a, b) => (a && a.size >= b.size ? a : b),
    undefined
  );
  const far = furthest
    ? `It is at most ${formatNumber(furthest.size, 2)} of their standard deviations from the mean of the table’s ${count(runs, "run")} (at δ = ${furthest.level}).`
    : "";
  const same = own.flatMap(({level, scaled}) => {
    const twin = table.find((row) => row.width === width && row.seed === seed && row.level === level);
    return twin ? [Math.abs(scaled / twin.scaled - 1)] : [];
  });
  if (same.length === 0) return far;
  const largest = Math.max(...same);
  return `${far} The table’s own run of these parameters differs from yours by at most ${largest === 0 ? "nothing, to the last bit" : `${formatNumber(100 * largest, 2)} %${sweep === "published" ? " (the published table has six digits)" : ""}`}.`;
}
