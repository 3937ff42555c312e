import * as Plot from "@observablehq/plot";
import type {RiskTermsRow as ExperimentRow} from "../experiments/riskTerms.js";
import {type ChartOptions, chart, type EndLabel, emptyNote, narrowWidth} from "./chart.js";
import {color, textColor} from "./colors.js";
import {formatNumber} from "./numbers.js";
import type {QuantityName} from "./quantities.js";
import {linearAxis, type Maybe, numberOf} from "./series.js";

/** One term of the risk. */
export interface RiskTermsRow extends Pick<ExperimentRow, "term"> {
  readonly value: Maybe;
  readonly self: Maybe;
  readonly sampled: Maybe;
  readonly standardError: Maybe;
}

const names = ["R# = E y²", "(2/N) Σ V", "(1/N²) Σ U", "R = sum"] as const;
const quantities = ["finite", "externalField", "repulsion", "finite"] as const satisfies readonly QuantityName[];
const barOpacity = 0.55;

/**
 * The terms of the risk as steps of a staircase: each bar begins where the one above it ends, and the last is their sum. Dots
 * with bars of two standard errors are what samples say of the same terms.
 */
export function riskTermsPlot(rows: readonly RiskTermsRow[], options: ChartOptions = {}): SVGSVGElement {
  const sorted = rows
    .filter(({term, value}) => names[term] !== undefined && Number.isFinite(numberOf(value)))
    .sort((a, b) => a.term - b.term);
  let end = 0;
  const bars = sorted.map(({term, value, self, sampled, standardError}) => {
    const start = term === 3 ? 0 : end;
    end = start + numberOf(value);
    const centre = start + numberOf(sampled);
    const error = 2 * numberOf(standardError);
    return {
      term,
      value: numberOf(value),
      low: Math.min(start, end),
      high: Math.max(start, end),
      start,
      end,
      own: start + numberOf(self),
      centre,
      left: centre - error,
      right: centre + error,
      edge: Math.max(...[start, end, centre + error].filter(Number.isFinite)),
      fill: color(quantities[term])
    };
  });
  const extent = bars.length > 0 ? ([0, Math.max(...bars.map(({high}) => high))] as [number, number]) : undefined;
  const lowest = Math.min(0, ...bars.map(({low}) => low));
  const span = extent ? extent[1] - lowest : 1;
  const narrow = (options.width ?? 720) < narrowWidth;
  return chart(
    {
      title: "The terms of the risk",
      x: linearAxis(
        "contribution to the risk (units of y²)",
        extent && [lowest, extent[1] + (narrow ? 0.18 : 0.12) * span],
        {
          zero: true
        }
      ),
      y: {
        label: "term",
        domain: [3.6, -0.6],
        ticks: names.map((_, term) => term),
        tickFormat: (term) => names[term] ?? ""
      },
      marginLeft: narrow ? 84 : 104,
      labelPlacement: "key",
      marks: [
        Plot.ruleX([0], {stroke: "currentColor", strokeOpacity: 0.5}),
        Plot.rect(bars, {
          x1: "low",
          x2: "high",
          y1: (bar) => bar.term - 0.3,
          y2: (bar) => bar.term + 0.3,
          fill: "fill",
          fillOpacity: barOpacity,
          className: "terms"
        }),
        Plot.rect(
          bars.filter(({own}) => Number.isFinite(own)),
          {
            x1: "start",
            x2: "own",
            y1: (bar) => bar.term - 0.3,
            y2: (bar) => bar.term + 0.3,
            fill: "fill",
            className: "self"
          }
        ),
        Plot.link(bars.slice(0, -1), {
          x1: "end",
          x2: "end",
          y1: (bar) => bar.term + 0.3,
          y2: (bar) => bar.term + 0.7,
          stroke: "currentColor",
          strokeOpacity: 0.4
        }),
        Plot.ruleY(
          bars.filter(({left, right}) => Number.isFinite(left + right)),
          {x1: "left", x2: "right", y: "term", stroke: "currentColor", strokeWidth: 1.5}
        ),
        Plot.dot(
          bars.filter(({centre}) => Number.isFinite(centre)),
          {
            x: "centre",
            y: "term",
            r: 3,
            fill: "var(--theme-background, #fff)",
            stroke: "currentColor",
            strokeWidth: 1.5
          }
        ),
        Plot.text(bars, {
          x: "edge",
          y: "term",
          text: (bar) => formatNumber(bar.value),
          textAnchor: "start",
          dx: 8,
          fill: "currentColor",
          stroke: "var(--theme-background, #fff)",
          strokeWidth: 4
        }),
        emptyNote(bars.length === 0)
      ],
      labels: keyOf()
    },
    options
  );
}

function keyOf(): EndLabel[] {
  const entry = (name: QuantityName, text: string, fillOpacity?: number): EndLabel => ({
    text,
    x: 0,
    y: 0,
    color: color(name),
    textColor: textColor(name),
    fillOpacity
  });
  return [
    entry("externalField", "field", barOpacity),
    entry("repulsion", "interaction", barOpacity),
    entry("repulsion", "of which a neuron with itself", 1),
    entry("finite", "samples, ± 2 standard errors")
  ];
}
