import * as Plot from "@observablehq/plot";
import type {HessianRow} from "../experiments/hessian.js";
import {type ChartOptions, chart, type EndLabel, emptyNote} from "./chart.js";
import {color, dash, textColor} from "./colors.js";
import {alignmentLabel} from "./hessianPlot.js";
import {formatNumber} from "./numbers.js";
import {extentOf, lineLabels, lineMarks, logAxis, type Maybe, type Point, pointerTip, seriesOf} from "./series.js";

/** The ratio λ_max α/α̇ at one alignment; no number where α̇ = 0. */
export interface RatioRow extends Pick<HessianRow, "alignment"> {
  readonly ratio: Maybe;
}

export interface RatioPlotOptions extends ChartOptions {
  /** k − 1, the exponent that the ratio is compared with. */
  readonly level?: number;
  /** The unstable equilibrium α* near the equator, where α̇ = 0 and the ratio has a pole. */
  readonly equilibrium?: Maybe;
  /** p_2(t), whose sign decides whether the crowd repels (p_2 > 0) or helps. */
  readonly p2?: Maybe;
}

/** The raw ratio of the Hessian's largest eigenvalue to the logarithmic velocity, poles included. */
export function ratioPlot(rows: readonly RatioRow[], options: RatioPlotOptions = {}): SVGSVGElement {
  const {level, equilibrium, p2} = options;
  const sorted = rows.filter(({alignment}) => alignment > 0).sort((a, b) => a.alignment - b.alignment);
  const points = brokenAtPoles(sorted.map(({alignment, ratio}) => ({x: alignment, y: ratio ?? Number.NaN})));
  const series = [seriesOf("parallel", points, {label: "λₘₐₓ α/α̇"})];
  const extent = extentOf(series, "x");
  const [low, high] = extentOf(series, "y") ?? [0, level ?? 1];
  const top = Math.max(10, 10 ** Math.ceil(Math.log10(Math.max(high, 1))));
  const bottom = low < 0 ? -(10 ** Math.ceil(Math.log10(Math.max(-low, 1)))) : 0;
  const x = logAxis(alignmentLabel, extent, {pad: 0});
  const marked = equilibrium && equilibrium >= x.domain[0] && equilibrium <= x.domain[1] ? equilibrium : undefined;
  const labels: EndLabel[] = lineLabels(series);
  if (level !== undefined)
    labels.push({
      text: `k − 1 = ${level}`,
      x: x.domain[1],
      y: level,
      color: color("selfConcordanceBound"),
      textColor: textColor("selfConcordanceBound"),
      dash: dash("selfConcordanceBound")
    });
  return chart(
    {
      title: "Ratio of the Hessian to the velocity",
      x,
      y: {
        label: "ratio λₘₐₓ · α/α̇ (no unit, symmetric log scale)",
        type: "symlog",
        constant: 1,
        domain: [bottom, top],
        ticks: symlogTicks(bottom, top),
        tickFormat: (value) => formatNumber(value)
      },
      marks: [
        Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.3}),
        level === undefined
          ? null
          : Plot.ruleY([level], {
              stroke: color("selfConcordanceBound"),
              strokeDasharray: dash("selfConcordanceBound"),
              strokeWidth: 1.5
            }),
        ...(marked === undefined ? [] : equilibriumMarks(marked, p2)),
        ...lineMarks(series),
        ...pointerTip(series, options, "α"),
        emptyNote(!extent)
      ],
      labels
    },
    options
  );
}

function equilibriumMarks(equilibrium: number, p2: Maybe): Plot.Markish[] {
  const sign = p2 === undefined || p2 === null || p2 === 0 ? "" : p2 > 0 ? ", p₂ > 0" : ", p₂ < 0";
  return [
    Plot.ruleX([equilibrium], {
      stroke: color("equilibrium"),
      strokeDasharray: dash("equilibrium"),
      strokeWidth: 1.5,
      className: "equilibrium"
    }),
    Plot.text([equilibrium], {
      x: (value: number) => value,
      text: () => `α* = ${formatNumber(equilibrium)}${sign}`,
      frameAnchor: "bottom",
      textAnchor: "start",
      dx: 6,
      dy: -6,
      fill: textColor("equilibrium"),
      stroke: "var(--theme-background, #fff)",
      strokeWidth: 3
    })
  ];
}

/** Puts a hole wherever the ratio jumps through infinity: between neighbours of opposite sign that are both large. */
function brokenAtPoles(points: readonly Point[]): Point[] {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    const isPole = next && point.y * next.y < 0 && Math.min(Math.abs(point.y), Math.abs(next.y)) > 1;
    return isPole ? [point, {x: Math.sqrt(point.x * next.x), y: Number.NaN}] : [point];
  });
}

function symlogTicks(bottom: number, top: number): number[] {
  const ticks = [0];
  for (let value = 1; value <= top; value *= 10) ticks.push(value);
  for (let value = 1; value <= -bottom; value *= 10) ticks.unshift(-value);
  return ticks.length > 9 ? ticks.filter((value) => Math.abs(value) !== 1) : ticks;
}
