import type {LabRow} from "../../experiments/labRun.js";
import type {ChartOptions} from "../chart.js";
import type {Printed} from "../command.js";
import {gapPlot} from "../gapPlot.js";
import {withTimeRule} from "../lab/inPlace.js";
import {type LabFigure, type LabSetting, notRun, percent, settingWords} from "../lab/labSetting.js";
import {noisyGapPlot} from "../lab/noisyGapPlot.js";
import {formatNumber} from "../numbers.js";
import {riskPlot} from "../riskPlot.js";
import {deviationText} from "./deviation.js";
import type {GapFigureRow} from "./gapFigure.js";
import {count, times} from "./setting.js";

/** A chart over time that is drawn anew when its rows change, while the rule at the time shown is moved. */
function drawOverTime<Rows extends readonly unknown[]>(draw: (rows: Rows, options: ChartOptions) => SVGSVGElement) {
  let kept: {readonly rows: Rows; readonly width: number | undefined; readonly svg: SVGSVGElement} | undefined;
  return (rows: Rows, time: number | undefined, options: ChartOptions): SVGSVGElement => {
    if (options.document !== undefined) return withTimeRule(draw(rows, options), time);
    const isKept = kept?.width === options.width && kept?.rows.every((one, i) => one === rows[i]);
    if (!isKept) kept = {rows, width: options.width, svg: draw(rows, options)};
    return withTimeRule(kept!.svg, time);
  };
}

/** The risk of the finite network beside that of its limit. */
export function labRiskFigure(id: string, setting: LabSetting): LabFigure {
  const draw = drawOverTime(([rows]: readonly [readonly LabRow[]], options) =>
    riskPlot(
      rows.map(({time, riskMeanField}) => ({time, risk: riskMeanField})),
      {...options, network: rows}
    )
  );
  return ({frame, rows}) => {
    const [first, last] = [rows[0], rows[rows.length - 1]];
    const caption = last
      ? `${settingWords(setting)}. The risk of the finite network falls from ${formatNumber(first.riskFinite)} to ${formatNumber(last.riskFinite)} at <i>t</i> = ${formatNumber(last.time, 4)}; that of the infinitely wide one is then ${formatNumber(last.riskMeanField)}.`
      : `${settingWords(setting)}. ${notRun}`;
    return {
      id,
      title: "Risk over time",
      rows,
      experiment: "lab",
      parameters: setting.parameters,
      caption,
      draw: (options: ChartOptions) => draw([rows], frame?.time, options)
    };
  };
}

export interface LabGapSetting extends LabSetting {
  /** The experiment `gap` with the times at which theory is asked. */
  readonly theoryParameters: Printed;
  /** The site's own runs of the same links, dimension and width, all seeds; none where there are none. */
  readonly before: readonly GapFigureRow[];
  readonly seed: number;
}

const bounds = [
  ["the propagator bound", "propagatorBound"],
  ["the self-concordance bound", "selfConcordanceBound"],
  ["the prediction", "predictedMeanGap"],
  ["Grönwall’s inequality", "gronwallBound"]
] as const;

/** The gap of this run over those computed beforehand, with all that theory says; with noise the gap alone. */
export function labGapFigure(id: string, setting: LabGapSetting): LabFigure {
  if (setting.noise > 0) return noisyGapFigure(id, setting);
  const {before, seed} = setting;
  const draw = drawOverTime(([rows, theory]: readonly [readonly LabRow[], readonly GapFigureRow[]], options) =>
    gapPlot(theory, {...options, run: rows, before: beforeUntil(before, rows)})
  );
  return ({frame, rows, theory}) => ({
    id,
    title: "The gap, what bounds it, and the runs that were computed beforehand",
    rows: theory.length > 0 ? theory : rows,
    experiment: "gap",
    parameters: setting.theoryParameters,
    caption: gapCaption(setting, rows, theory, before, seed),
    draw: (options: ChartOptions) => draw([rows, theory], frame?.time, options)
  });
}

/** The gap of a run with noise, from the limit with noise. */
function noisyGapFigure(id: string, setting: LabSetting): LabFigure {
  const draw = drawOverTime(([rows]: readonly [readonly LabRow[]], options) => noisyGapPlot(rows, options));
  return ({frame, rows}) => {
    const last = rows[rows.length - 1];
    const caption = last
      ? `${settingWords(setting)}. At <i>t</i> = ${formatNumber(last.time, 4)} neurons are ${formatNumber(last.meanGap)} from their twins in the mean, and ‖<i>f<sub>m</sub></i> − <i>f<sub>t</sub></i>‖ is ${formatNumber(Math.sqrt(last.functionGap))}. A twin starts at the same place, has the same noise, and follows the limit. No bound or prediction is drawn: all of them, Grönwall’s too, are about paths without noise.`
      : `${settingWords(setting)}. ${notRun}`;
    return {
      id,
      title: "The gap from the limit with noise",
      rows,
      experiment: "lab",
      parameters: setting.parameters,
      caption,
      draw: (options: ChartOptions) => draw([rows], frame?.time, options)
    };
  };
}

function beforeUntil(before: readonly GapFigureRow[], rows: readonly LabRow[]): GapFigureRow[] {
  const end = rows[rows.length - 1]?.time ?? 0;
  return before.filter(({time}) => time <= end);
}

function gapCaption(
  setting: LabSetting,
  rows: readonly LabRow[],
  theory: readonly GapFigureRow[],
  before: readonly GapFigureRow[],
  seed: number
): string {
  const last = rows[rows.length - 1];
  if (!last) return `${settingWords(setting)}. ${notRun}`;
  const end = theory[theory.length - 1];
  const said = end
    ? bounds.flatMap(([name, key]) => {
        const ratio = (end[key] ?? Number.NaN) / end.meanGap;
        return Number.isFinite(ratio) ? [`${name} says ${times(ratio)} that`] : [];
      })
    : [];
  const seeds = new Set(before.map((row) => row.seed)).size;
  const same = before.filter((row) => row.seed === seed);
  return [
    `${settingWords(setting)}, seed ${seed}. At <i>t</i> = ${formatNumber(last.time, 4)} the mean gap Ω is ${formatNumber(last.meanGap)}.`,
    said.length > 0
      ? `At <i>t</i> = ${formatNumber(end.time)} ${said.join(", ")}.`
      : "The bounds have not been computed yet.",
    before.length > 0
      ? `Dotted, with its band: mean, least and greatest of the site’s own runs (${count(seeds, "seed")}).`
      : "The site has no runs of this setting that were computed beforehand.",
    before.length > 0 ? seedText(same, rows, before) : ""
  ]
    .filter(Boolean)
    .join(" ");
}

/** The largest difference from the site's run of this seed, or how far outside the band of the others. */
function seedText(same: readonly GapFigureRow[], rows: readonly LabRow[], before: readonly GapFigureRow[]): string {
  if (same.length > 0) return deviationText(rows, same);
  const byTime = new Map<number, number[]>();
  for (const {time, meanGap} of before) byTime.set(time, [...(byTime.get(time) ?? []), meanGap]);
  const offs = rows.flatMap(({time, meanGap}) => {
    const values = byTime.get(time);
    if (values === undefined) return [];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return mean > 0 ? [Math.abs(meanGap - mean) / mean] : [];
  });
  return offs.length === 0
    ? ""
    : `This seed is not among them; it differs from their mean by at most ${percent(Math.max(...offs))}.`;
}
