import * as Plot from "@observablehq/plot";
import type {InstrumentRow} from "../experiments/instrument.js";
import type {InstrumentReading} from "../experiments/instrumentReading.js";
import {type Axis, type ChartOptions, chart, emptyNote, frameSize, narrowWidth} from "./chart.js";
import {above, compressed, gapLabel, lowestShown} from "./gapAxis.js";
import {formatNumber} from "./numbers.js";
import {extentOf, lineLabels, lineMarks, type Point, pointerTip, type Series, seriesOf, timeAxis} from "./series.js";

export interface InstrumentPlotOptions extends ChartOptions {
  readonly reading: InstrumentReading;
}

const muted = "var(--theme-foreground-muted, #5f6368)";

/** Height in px of a line of words at the foot of the plot. */
const noteHeight = 15;

/**
 * The measured gap, its linear equation, Grönwall's bound and the self-concordance bound with the reader's constants: the last
 * changes its stroke where the theorem stops speaking, and is grey and broken where it is no bound any more.
 */
export function instrumentPlot(rows: readonly InstrumentRow[], options: InstrumentPlotOptions): SVGSVGElement {
  const {reading, width = 720} = options;
  const line = (y: (row: InstrumentRow) => number): Point[] => rows.map((row) => ({x: row.time, y: y(row)}));
  const measured = line(({meanGap}) => meanGap);
  const bound = line((row) => row.bound);
  const end = rows[rows.length - 1]?.time ?? 0;
  const boundEnd = reading.boundEnd ?? end;
  const theoremEnd = Math.min(boundEnd, reading.theoremEnd ?? end);
  const linear = line(({linearMeanGap}) => linearMeanGap);
  const lowest = lowestShown(measured);
  const series = [
    seriesOf(
      "gronwall",
      line(({gronwallBound}) => gronwallBound)
    ),
    seriesOf("selfConcordanceBound", stretchOf(bound, 0, theoremEnd), {strokeWidth: 2.5}),
    seriesOf("selfConcordanceBound", stretchOf(bound, theoremEnd, boundEnd), {
      label: "self-concordance bound, this run only",
      dash: "3 3",
      strokeWidth: 1.75
    }),
    {...ofNothing, points: stretchOf(bound, boundEnd, end)},
    seriesOf("linear", stretchOf(linear, 0, reading.linearEnd ?? end), {strokeWidth: 1.75}),
    seriesOf("measured", measured, {strokeWidth: 2.5})
  ]
    .map((one: Series) => ({...one, points: one.points.map((point) => above(point, lowest))}))
    .filter(({points}) => points.some(({y}) => Number.isFinite(y)));
  const {axis, drawn, marks} = compressed(series, ["Grönwall"]);
  const notes = notesOf(reading, end);
  const layout = {labels: lineLabels(drawn), labelPlacement: "key"} as const;
  const {height} = frameSize(layout, width);
  const room = notes.length > 0 ? noteHeight * (notes.length + 0.5) : 0;
  const y = thinned(withRoomBelow(axis, room / height), height);
  const x = timeAxis(extentOf(series, "x"));
  return chart(
    {
      title: "The self-concordance bound with constants of one’s own, and its warrant",
      x,
      y: width < narrowWidth ? {...y, label: y.label.replace(gapLabel, "mean gap Ω")} : y,
      marks: [
        ...marks,
        ...noteMarks(notes, x),
        ...lineMarks(drawn),
        ...pointerTip(series, options, "t"),
        emptyNote(series.length === 0)
      ],
      ...layout
    },
    options
  );
}

/** How the curve is drawn where it is no bound. */
const ofNothing = {
  label: "self-concordance, no bound any more",
  color: muted,
  textColor: muted,
  dash: "9 5",
  strokeWidth: 2
};

/** The part of a line between two x, with its ends; between points it is straight in the logarithm. */
function stretchOf(points: readonly Point[], from: number, to: number): Point[] {
  if (!(to > from)) return [];
  const at = (x: number): Point[] => {
    const n = points.findIndex((point) => point.x >= x);
    if (n < 0 || points[n].x === x) return [];
    const [left, right] = [points[n - 1], points[n]];
    if (!left) return [];
    const share = (x - left.x) / (right.x - left.x);
    const y = left.y > 0 ? left.y ** (1 - share) * right.y ** share : share * right.y;
    return [{x, y}];
  };
  return [...at(from), ...points.filter(({x}) => x >= from && x <= to), ...at(to)];
}

interface Note {
  readonly time: number;
  readonly text: string;
}

/** Which assumption fails, and when, in a few words. */
function notesOf({boundEnd, linearEnd, assumptions}: InstrumentReading, end: number): Note[] {
  const failing = (name: string) => assumptions.find((one) => one.name === name)?.status === "fails";
  const at = (time: number) => (isStart(time, end) ? "from the start" : `from t = ${formatNumber(time, 2)}`);
  return [
    ...(boundEnd === undefined ? [] : [{time: boundEnd, text: `∫φ > B ${at(boundEnd)}`}]),
    ...(linearEnd === undefined ? [] : [{time: linearEnd, text: `not linear ${at(linearEnd)}`}]),
    ...(failing("well-specified") ? [{time: 0, text: "target misspecified"}] : []),
    ...(failing("exponent") ? [{time: 0, text: "target not seen"}] : [])
  ];
}

/** True for times that nobody can tell from 0 in the figure. */
export function isStart(time: number, end: number): boolean {
  return time < end / 1000;
}

/** The axis with a part of its length, 0 ≤ share < 1, kept free at its foot. */
function withRoomBelow(axis: Axis, share: number): Axis {
  const [from, to] = axis.domain;
  const more = share / (1 - share);
  const low = axis.type === "log" ? from * (from / to) ** more : from - more * (to - from);
  return {...axis, domain: [low, to]};
}

/** The axis without the ticks that would come closer to the one below than their words are high; height in px. */
function thinned(axis: Axis, height: number): Axis {
  const {ticks, domain} = axis;
  if (typeof ticks !== "object" || axis.type === "log") return axis;
  const place = (tick: number) => ((tick - domain[0]) / (domain[1] - domain[0])) * height;
  const kept: number[] = [];
  for (const tick of ticks)
    if (kept.length === 0 || place(tick) - place(kept[kept.length - 1]) >= noteHeight) kept.push(tick);
  return {...axis, ticks: kept};
}

/** A rule where an assumption fails, and its words at the foot of the plot, on the side where there is room. */
function noteMarks(notes: readonly Note[], {domain}: Axis): Plot.Markish[] {
  const middle = (domain[0] + domain[1]) / 2;
  return notes.flatMap((note, n) => {
    const isLeft = note.time <= middle;
    return [
      Plot.ruleX([note.time], {
        stroke: "currentColor",
        strokeOpacity: 0.45,
        strokeDasharray: "4 3",
        className: "warrant"
      }),
      Plot.text([note], {
        x: "time",
        text: "text",
        frameAnchor: "bottom",
        textAnchor: isLeft ? "start" : "end",
        dx: isLeft ? 5 : -5,
        dy: -6 - noteHeight * n,
        fill: "currentColor",
        stroke: "var(--theme-background, #fff)",
        strokeWidth: 4,
        className: "warrant-note"
      })
    ];
  });
}
