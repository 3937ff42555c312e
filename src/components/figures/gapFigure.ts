import type {ChartOptions} from "../chart.js";
import type {FigureSpec} from "../figure.js";
import {type GapRow, gapPlot} from "../gapPlot.js";
import {formatNumber} from "../numbers.js";
import {count, meanOf, type Setting, settingText, times} from "./setting.js";

/** A row of the experiment `gap`, as far as this figure shows it. */
export interface GapFigureRow extends GapRow {
  readonly seed: number;
}

export interface GapSetting extends Setting {
  readonly width: number;
  readonly scale?: "compressed" | "log";
  /** One more sentence for the caption. */
  readonly remark?: string;
}

/** The gap of a few runs and all that theory says about it. */
export function gapFigure(rows: readonly GapFigureRow[], setting: GapSetting): FigureSpec {
  return {
    id: setting.id,
    title: "How far a finite network is from its infinite-width limit, and what each theory says",
    rows,
    experiment: "gap",
    parameters: setting.parameters,
    caption: caption(rows, setting),
    draw: (options: ChartOptions) => gapPlot(rows, {...options, scale: setting.scale ?? "compressed"})
  };
}

function caption(rows: readonly GapFigureRow[], setting: GapSetting): string {
  const end = Math.max(...rows.map(({time}) => time));
  const last = rows.filter(({time}) => time === end);
  const measured = meanOf(last.map(({meanGap}) => meanGap));
  const [least, most] = [Math.min, Math.max].map((f) => f(...last.map(({meanGap}) => meanGap ?? Number.NaN)));
  const seeds = new Set(rows.map(({seed}) => seed)).size;
  const over = (key: keyof GapFigureRow) => meanOf(last.map((row) => row[key])) / measured;
  const parts = [
    ["the propagator bound", "propagatorBound"],
    ["the self-concordance bound", "selfConcordanceBound"],
    ["the prediction", "predictedMeanGap"],
    ["Grönwall’s inequality", "gronwallBound"]
  ] as const;
  const said = parts.flatMap(([name, key]) =>
    Number.isFinite(over(key)) ? [`${name} says ${times(over(key))} that`] : []
  );
  const spread = seeds > 1 ? ` (${formatNumber(least)} to ${formatNumber(most)} over ${count(seeds, "seed")})` : "";
  const silent = parts.filter(([, key]) => !Number.isFinite(over(key))).map(([name]) => name);
  return [
    `${settingText(setting, `<i>m</i> = ${setting.width}`)}. At <i>t</i> = ${formatNumber(end)} the measured mean gap Ω is ${formatNumber(measured)}${spread}; ${said.join(", ")}.`,
    silent.length > 0 ? `No number is drawn for ${silent.join(" and ")} outside its warrant or beyond 10³⁰⁸.` : "",
    "“Largest eigenvalue” is the propagator bound with the exponential of the local Hessian’s largest eigenvalue over the sphere, integrated, in place of the propagator.",
    `Band of the prediction: two predicted standard deviations between seeds${seeds > 1 ? "; that of the measured gap: its range over seeds" : ""}.`,
    setting.remark ?? ""
  ]
    .filter(Boolean)
    .join(" ");
}
