import * as Plot from "@observablehq/plot";
import type {MassBalanceRow as ExperimentRow} from "../experiments/massBalance.js";
import {type ChartOptions, chart, type EndLabel, emptyNote, heightOf, narrowWidth, stackCharts} from "./chart.js";
import {color, labelOf, textColor} from "./colors.js";
import {formatNumber} from "./numbers.js";

/** The balance of one interval of alignments at one time. */
export type MassBalanceRow = Pick<ExperimentRow, "low" | "high" | "gain" | "fluxLow" | "fluxHigh" | "divergence">;

const opacity = 0.55;
const xTicks = [-1, -0.5, 0, 0.5, 1];

/** Where an arrow is drawn, at most: one in so many intervals, and only if this share of the greatest flux passes there. */
const arrowEvery = 4;
const leastFlux = 0.02;

/** The axis of the rates is linear up to about the constant and logarithmic beyond; it reaches at least to `leastRate`. */
const rateConstant = 0.05;
const leastRate = 0.1;

/**
 * Where the density of μ_t rises, bars upwards, and falls, bars downwards, with arrows for the mass that passes from one to
 * the other; below, the divergence of the velocity field on the sphere, sources above zero and sinks below.
 */
export function massBalancePlot(rows: readonly MassBalanceRow[], options: ChartOptions = {}): SVGSVGElement {
  const {width = 720} = options;
  const bars = rows
    .filter(({low, high, gain, fluxHigh, divergence}) => [low, high, gain, fluxHigh, divergence].every(Number.isFinite))
    .map((row) => ({...row, rate: row.gain / (row.high - row.low), middle: (row.low + row.high) / 2}))
    .sort((a, b) => a.low - b.low);
  const rates = bars.map(({rate}) => rate);
  const bottomRate = Math.min(-leastRate, 1.2 * Math.min(...rates, 0));
  const greatestFlux = Math.max(...bars.map(({fluxHigh}) => Math.abs(fluxHigh)));
  const arrows = bars.filter(
    ({fluxHigh}, i) => i % arrowEvery === arrowEvery - 1 && Math.abs(fluxHigh) > leastFlux * greatestFlux
  );
  const empty = emptyNote(bars.length === 0);
  const x = {label: "alignment α = ⟨w, w*⟩ (cosine)", domain: [-1, 1] as const, ticks: xTicks};
  const top = chart(
    {
      title: "Where mass is gained and lost",
      x: {...x, label: "", tickFormat: () => ""},
      y: {
        label: "change of the density over α (per unit of α and t)",
        type: "symlog",
        constant: rateConstant,
        domain: [4 * bottomRate, Math.max(leastRate, 1.2 * Math.max(...rates, 0))],
        ticks: symlogTicks(rates, leastRate)
      },
      aspects: {wide: 0.36, narrow: 0.52},
      marks: [
        ...signed(bars, "rate"),
        Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.5}),
        Plot.vector(arrows, {
          x: "high",
          y: 2.2 * bottomRate,
          rotate: ({fluxHigh}: MassBalanceRow) => (fluxHigh > 0 ? 90 : -90),
          length: ({fluxHigh}: MassBalanceRow) => 10 + 18 * Math.sqrt(Math.abs(fluxHigh) / greatestFlux),
          anchor: "middle",
          stroke: "currentColor",
          strokeWidth: 1.5,
          className: "flux"
        }),
        empty
      ],
      labels: [
        {...keyEntry("massGained"), fillOpacity: opacity},
        {...keyEntry("massLost"), fillOpacity: opacity}
      ],
      labelPlacement: "key",
      marginBottom: 12
    },
    options
  );
  const divergences = bars.map(({divergence}) => divergence);
  const bottom = chart(
    {
      title: "Divergence of the velocity",
      x,
      y: {
        label: "divergence ∇·ν (source > 0, sink < 0)",
        type: "symlog",
        constant: 0.5,
        domain: [Math.min(-1, 1.2 * Math.min(...divergences, 0)), Math.max(1, 1.2 * Math.max(...divergences, 0))],
        ticks: symlogTicks(divergences, 1)
      },
      aspects: width < narrowWidth ? {wide: 0, narrow: 0.4} : {wide: 0.2, narrow: 0},
      marks: [...signed(bars, "divergence"), Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.5})]
    },
    options
  );
  return stackCharts(
    [top, bottom],
    "Where mass is gained and lost, and the divergence of the velocity",
    heightOf(width),
    options
  );
}

interface Bar extends MassBalanceRow {
  readonly rate: number;
  readonly middle: number;
}

/** Bars from zero, upwards in one colour and downwards in the other. */
function signed(bars: readonly Bar[], name: "rate" | "divergence"): Plot.Markish[] {
  return (["massGained", "massLost"] as const).map((quantity) =>
    Plot.rectY(
      bars.filter((bar) => (quantity === "massGained" ? bar[name] > 0 : bar[name] < 0)),
      {
        x1: "low",
        x2: "high",
        y1: 0,
        y2: name,
        fill: color(quantity),
        fillOpacity: opacity,
        insetLeft: 0.5,
        insetRight: 0.5,
        className: quantity,
        title: (bar: Bar) => `α = ${formatNumber(bar.middle)}: ${formatNumber(bar[name])}`
      }
    )
  );
}

/** 0 and the powers of ten from `least` on that the values reach, of either sign. */
function symlogTicks(values: readonly number[], least: number): number[] {
  const ticks = [0];
  for (let tick = least; tick <= Math.max(least, ...values); tick *= 10) ticks.push(tick);
  for (let tick = least; tick <= Math.max(least, ...values.map((value) => -value)); tick *= 10) ticks.unshift(-tick);
  return ticks;
}

function keyEntry(name: "massGained" | "massLost"): EndLabel {
  const sign = name === "massGained" ? "+ " : "− ";
  return {text: sign + labelOf(name), x: 0, y: 0, color: color(name), textColor: textColor(name)};
}
