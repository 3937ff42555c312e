import * as Plot from "@observablehq/plot";
import type {StaircaseStep} from "../experiments/staircaseSteps.js";
import {type ChartOptions, chart, type EndLabel, emptyNote, narrowWidth} from "./chart.js";
import {color, textColor} from "./colors.js";
import {formatNumber} from "./numbers.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  logAxis,
  numberOf,
  type Point,
  pointerTip,
  positiveOnly,
  type Series,
  seriesOf,
  solid
} from "./series.js";

/** The expected risk at one number of samples. */
export interface LawPoint {
  readonly samples: number;
  readonly risk: number;
}

/** One degree of polynomials: how many there are, and what is left of the target when all up to it are learned. */
export interface Level {
  readonly degree: number;
  readonly multiplicity: number;
  readonly plateau: number;
}

export interface StaircasePlotOptions extends ChartOptions {
  readonly dimension: number;
  readonly law?: readonly LawPoint[];
  readonly network?: readonly StaircaseStep[];
  /** The degrees whose steps and plateaus are marked. */
  readonly levels?: readonly Level[];
  /** What the kernel never learns, from any number of samples; 0 for nothing. */
  readonly floor?: number;
}

/**
 * Test risk against log n / log d: kernel ridge regression as measured (dots, intervals) and as expected (line), a mean-field
 * network on the same samples, the plateaus ‖P_{>l} f*‖² as rules, and where n is the number of polynomials of degree l.
 */
export function staircasePlot(kernel: readonly StaircaseStep[], options: StaircasePlotOptions): SVGSVGElement {
  const {dimension, law = [], network = [], levels = [], floor = 0} = options;
  const place = (samples: number): number => Math.log(samples) / Math.log(dimension);
  const measured = (steps: readonly StaircaseStep[]): Point[] =>
    steps
      .filter(({mean}) => mean > 0)
      .map(({samples, mean, low, high}) => ({x: place(samples), y: mean, low: low > 0 ? low : undefined, high}));
  const expected = positiveOnly(
    law.map(({samples, risk}) => ({x: place(samples), y: numberOf(risk)})),
    {x: false, y: true}
  );
  const [kernelPoints, networkPoints] = [measured(kernel), measured(network)];
  const series: Series[] = [
    seriesOf("lazy", expected, {label: "kernel, expected", strokeWidth: 1.75}),
    seriesOf(
      "meanField",
      networkPoints.map(({x, y}) => ({x, y})),
      {label: "mean-field network", dash: solid, strokeWidth: 1.25}
    )
  ];
  const kernelSeries = seriesOf("lazy", kernelPoints, {label: "kernel, measured"});
  const all = [...series, kernelSeries, seriesOf("meanField", networkPoints, {label: ""})];
  const xExtent = extentOf(all, "x") ?? [0, 3];
  const drawn = extentOf(all, "y");
  const below = [floor, ...levels.map(({plateau}) => plateau)].filter((y) => drawn && y < drawn[0] && y > drawn[0] / 2);
  const yExtent: [number, number] | undefined = drawn && [Math.min(drawn[0], ...below), drawn[1]];
  const shown = levels.filter(({plateau}) => yExtent && plateau >= yExtent[0] * 0.9 && plateau <= yExtent[1] * 1.2);
  const steps = levels.filter(
    ({multiplicity}) => multiplicity > 1 && place(multiplicity) > xExtent[0] && place(multiplicity) < xExtent[1]
  );
  const narrow = (options.width ?? 720) < narrowWidth;
  const y = logAxis("test risk E (f − f*)²", yExtent);
  return chart(
    {
      title: "Test risk against the number of samples",
      x: {
        label: "log n / log d",
        domain: [xExtent[0] - 0.05, xExtent[1] + 0.05],
        ticks: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5].filter((x) => x > xExtent[0] - 0.05 && x < xExtent[1] + 0.05)
      },
      y,
      marks: [
        Plot.ruleY(shown, {y: "plateau", stroke: "currentColor", strokeDasharray: "5 4", strokeOpacity: 0.55}),
        Plot.text(shown, {
          y: "plateau",
          text: ({degree}: Level) => `degrees ≤ ${degree} learned`,
          frameAnchor: "left",
          dx: 4,
          dy: -7,
          fontSize: narrow ? 10 : 11,
          className: "plateau"
        }),
        floor > 0 ? Plot.ruleY([floor], {stroke: color("lazy"), strokeWidth: 1.25, strokeOpacity: 0.8}) : null,
        floor > 0
          ? Plot.text([floor], {
              y: Number,
              text: () => "odd: never learned",
              frameAnchor: "right",
              dx: -4,
              dy: -7,
              fill: textColor("lazy"),
              fontSize: narrow ? 10 : 11,
              className: "floor"
            })
          : null,
        Plot.ruleX(steps, {
          x: ({multiplicity}: Level) => place(multiplicity),
          y1: y.domain[0],
          y2: y.domain[0] * (y.domain[1] / y.domain[0]) ** 0.07,
          stroke: "currentColor",
          strokeWidth: 1.5
        }),
        Plot.text(steps, {
          x: ({multiplicity}: Level) => place(multiplicity),
          y: y.domain[0] * (y.domain[1] / y.domain[0]) ** 0.1,
          text: ({degree}: Level) => `N${subscripts[degree] ?? degree}`,
          fontSize: narrow ? 10 : 11
        }),
        ...lineMarks(series),
        ...errorBars(kernelPoints, "lazy", y.domain[0]),
        ...errorBars(networkPoints, "meanField", y.domain[0]),
        ...pointerTip(all, options, "n", (x) => `n = ${formatNumber(dimension ** x, 4)}`),
        emptyNote(yExtent === undefined)
      ],
      labels: [...lineLabels(series), ...measuredLabel(kernelPoints)]
    },
    options
  );
}

const subscripts = ["₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈"];

/** Dots with their intervals; an interval that reaches 0 goes on to the foot of the axis. */
function errorBars(points: readonly Point[], name: "lazy" | "meanField", foot: number): Plot.Markish[] {
  const bars = points.filter(({high}) => Number.isFinite(high)).map((point) => ({...point, low: point.low ?? foot}));
  return [
    Plot.ruleX(bars, {x: "x", y1: "low", y2: "high", stroke: color(name), strokeWidth: 1.5}),
    Plot.dot(points, {x: "x", y: "y", r: 3, fill: color(name), symbol: name === "lazy" ? "circle" : "square"})
  ];
}

function measuredLabel(points: readonly Point[]): EndLabel[] {
  const last = points.findLast(({y}) => Number.isFinite(y));
  return last
    ? [
        {
          text: "kernel, measured",
          x: last.x,
          y: last.y,
          color: color("lazy"),
          textColor: textColor("lazy"),
          dash: "3 5"
        }
      ]
    : [];
}
