import type {AlignmentsRow} from "../../experiments/alignments.js";
import type {DensityRow} from "../../experiments/density.js";
import type {EscapeRow} from "../../experiments/escape.js";
import type {EscapeFit} from "../../experiments/escapeFit.js";
import type {NamedLinks} from "../../experiments/singleIndexLinks.js";
import {alignmentPathsPlot} from "../alignmentPathsPlot.js";
import type {ChartOptions} from "../chart.js";
import {type Printed, simulateCommand} from "../command.js";
import {densityPlot} from "../densityPlot.js";
import {familyPlot} from "../familyPlot.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {linksText, percent} from "./setting.js";

export interface EscapingSetting {
  readonly id: string;
  readonly links: NamedLinks;
  readonly dimension: number;
  readonly time: number;
  /** τ, the clock's unit. */
  readonly unit: number;
  readonly parameters: Printed;
}

/** The law of the alignment leaving the equator, with the neurons of a finite network at the same time. */
export function escapingFigure(
  rows: readonly DensityRow[],
  network: readonly AlignmentsRow[],
  setting: EscapingSetting
): FigureSpec {
  const {time, unit} = setting;
  const now = rows.filter((row) => row.time === time);
  const neurons = network.filter((row) => row.time === time).map(({alignment}) => alignment);
  const rates = rows.map(({alignmentRate}) => alignmentRate);
  const rateDomain = [Math.min(0, ...rates), Math.max(0, ...rates)] as const;
  const share = (test: (alignment: number) => boolean) => percent(neurons.filter(test).length / neurons.length);
  const near = 1 / Math.sqrt(setting.dimension);
  return {
    id: setting.id,
    title: "Neurons leaving the equator",
    rows: now,
    experiment: "density",
    parameters: setting.parameters,
    caption: `${linksText(setting)}, <i>t</i> = ${formatNumber(time)}, which is ${formatNumber(time / unit)} τ (τ = ${formatNumber(unit)}). Curve: the law of the alignment at infinite width. Bars: a network of ${neurons.length} neurons; ${share((a) => Math.abs(a) < near)} of them are within 1/√<i>d</i> of the equator, ${share((a) => a > 0.9)} have <i>α</i> > 0.9 and ${share((a) => a < -0.9)} have <i>α</i> < −0.9. Below: the velocity α̇.`,
    draw: (options: ChartOptions) => densityPlot(now, {...options, network: neurons, rateDomain})
  };
}

/** How many neurons are drawn as paths. */
const shownPaths = 24;

/** Single neurons of a finite network leaving, each beside its particle at infinite width. */
export function escapePathsFigure(rows: readonly AlignmentsRow[], setting: EscapingSetting): FigureSpec {
  const end = Math.max(...rows.map(({time}) => time));
  const last = rows.filter(({time}) => time === end);
  const gone = last.filter(({alignment}) => Math.abs(alignment) > 0.5).length / last.length;
  return {
    id: setting.id,
    title: "Neuron by neuron",
    rows: rows.filter(({neuron}) => neuron < shownPaths),
    experiment: "alignments",
    parameters: setting.parameters,
    caption: `${linksText(setting)}. The first ${shownPaths} neurons of the same network (solid), each beside a particle with the same start that feels the infinitely wide network instead (dashed). By 2 τ, ${percent(gone)} of all ${last.length} have |<i>α</i>| > ½.`,
    draw: (options: ChartOptions) => alignmentPathsPlot(rows, {...options, time: setting.time, count: shownPaths})
  };
}

/** The rows of one link's escape, and the law fitted to them. */
export interface EscapeCurve {
  readonly links: NamedLinks;
  readonly rows: readonly EscapeRow[];
  readonly fit: EscapeFit;
}

function escapeCommand({links, rows}: EscapeCurve): string {
  const {activation, target} = links;
  return simulateCommand("escape", {
    activation,
    target,
    dimensions: rows.map(({dimension}) => dimension).join(","),
    tolerance: 1e-6
  });
}

const interval = ({slope, halfWidth}: {slope: number; halfWidth: number}): string =>
  `${formatNumber(slope)} ± ${formatNumber(halfWidth, 2)}`;

/** T(δ) against d with the fitted laws; power laws on logarithmic axes, logarithms with a linear axis of time. */
export function escapeTimesFigure(id: string, curves: readonly EscapeCurve[], law: "power" | "logarithm"): FigureSpec {
  const rows = curves.flatMap(({links, rows}) =>
    rows.map((row) => ({member: links.label, x: row.dimension, y: row.time, ...row}))
  );
  const power = law === "power";
  const said = curves.map(({links, rows, fit}) => {
    const end = rows[rows.length - 1];
    const verdict = fit.isResolved ? "" : ", not resolved";
    const residual = power ? formatNumber(fit.residual, 2) : percent(fit.residual);
    return `${links.label}: ${interval(fit)} for <i>d</i> = ${fit.from} to ${fit.to} (predicted ${formatNumber(fit.predicted)}${verdict}; largest residual ${residual}; at the end <i>T</i> = ${formatNumber(end.time / end.neuronTime)} τ)`;
  });
  return {
    id,
    title: power ? "Escape time against dimension: powers" : "Escape time against dimension: logarithms",
    rows: curves.flatMap(({links, rows}) => rows.map((row) => ({links: links.name, ...row}))),
    experiment: "escape",
    command: curves.map(escapeCommand).join("\n"),
    caption: `The first time at which the risk is half of E <i>f</i>*². Lines: least squares over the largest eight-fold range of <i>d</i>. Slope of ${power ? "log <i>T</i>" : "<i>T</i>"} against log <i>d</i>, with its 95 % interval: ${said.join("; ")}.`,
    draw: (options: ChartOptions) =>
      familyPlot(rows, {
        ...options,
        title: "Escape time against dimension",
        x: {label: "dimension d", scale: "log"},
        y: {label: "escape time T(½)", scale: power ? "log" : "linear"},
        xName: "d",
        dots: true,
        laws: curves.map(({fit}, i) => ({
          label: i === 0 ? "fitted law" : "",
          points: fit.line.map(({dimension, time}) => ({x: dimension, y: time}))
        }))
      })
  };
}

/** The slope between neighbouring dimensions, which must come to rest where there is a power law. */
export function escapeSlopesFigure(id: string, curves: readonly EscapeCurve[]): FigureSpec {
  const rows = curves.flatMap(({links, rows}) =>
    rows.map((row) => ({member: links.label, x: row.dimension, y: row.localSlope}))
  );
  const ends = curves.map(
    ({links, fit}) =>
      `${links.label}: ${formatNumber(fit.lastLocal, 4)} at the end, predicted ${formatNumber(fit.predicted)}`
  );
  return {
    id,
    title: "Local slopes of the escape time",
    rows: curves.flatMap(({links, rows}) => rows.map((row) => ({links: links.name, ...row}))),
    experiment: "escape",
    command: curves.map(escapeCommand).join("\n"),
    caption: `Δ log <i>T</i>/Δ log <i>d</i> from one dimension to the next, twice as large. ${ends.join("; ")}. Dotted: (<i>k</i>* − 2)/2.`,
    draw: (options: ChartOptions) =>
      familyPlot(rows, {
        ...options,
        title: "Local slopes of the escape time",
        x: {label: "dimension d", scale: "log"},
        y: {label: "Δ log T / Δ log d", scale: "linear"},
        xName: "d",
        dots: true,
        // Ticks of the axis say what the levels are; names would lie on the curves.
        levels: [...new Set(curves.map(({fit}) => fit.predicted))].map((y) => ({y, label: ""}))
      })
  };
}
