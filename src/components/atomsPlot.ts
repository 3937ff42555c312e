import * as Plot from "@observablehq/plot";
import type {AtomsRow} from "../experiments/atoms.js";
import type {ChartOptions, EndLabel} from "./chart.js";
import {color, dash, textColor} from "./colors.js";
import {type PlanePoint, planeChart, type Reach, reachOf} from "./planeChart.js";
import type {QuantityName} from "./quantities.js";
import {teacherMarks} from "./teacherMarks.js";

/** The stages of one step, in their order. */
export const stages = ["draw", "field", "repulsion", "net", "scale", "step"] as const;

export type Stage = (typeof stages)[number];

export interface AtomsPlotOptions extends ChartOptions {
  readonly stage?: Stage;
  readonly teacher?: readonly PlanePoint[];
}

/** What the plane shows at least: the place in which atoms can be moved about. */
export const atomsReach: Reach = {x: 2.9, y: 2.4};

/** Vectors of one sample lie on one line; they are drawn this many px beside each other. */
const lane = 4;

/**
 * Neurons in the plane with the vectors of one step, as far as `stage`: the field, the repulsion, their sum, the sum scaled by
 * twice the step size, the neurons after the step. The rows are those of one kind, sample or average.
 */
export function atomsPlot(rows: readonly AtomsRow[], options: AtomsPlotOptions = {}): SVGSVGElement {
  const {stage = "net", teacher = []} = options;
  const reached = stages.indexOf(stage);
  const from = (row: AtomsRow): PlanePoint => ({x: row.w1, y: row.w2});
  const next = (row: AtomsRow): PlanePoint => ({x: row.next1, y: row.next2});
  const drawable = rows.filter((row) => Number.isFinite(row.w1) && Number.isFinite(row.w2));
  const input = drawable.find((row) => Number.isFinite(row.input1) && Number.isFinite(row.input2));
  const along = input ? Math.hypot(input.input1, input.input2) : Number.NaN;
  const marks = (pixel: number) => {
    const shift = (row: AtomsRow, lanes: number): PlanePoint =>
      input
        ? {
            x: row.w1 - (lanes * lane * pixel * input.input2) / along,
            y: row.w2 + (lanes * lane * pixel * input.input1) / along
          }
        : from(row);
    const arrows = (name: QuantityName, x: (row: AtomsRow) => number, y: (row: AtomsRow) => number, lanes: number) => ({
      name,
      arrows: drawable.map((row) => {
        const start = shift(row, lanes);
        return {x1: start.x, y1: start.y, x2: start.x + x(row), y2: start.y + y(row)};
      })
    });
    const field = arrows(
      "externalField",
      (row) => row.field1,
      (row) => row.field2,
      1
    );
    const repulsion = arrows(
      "repulsion",
      (row) => row.repulsion1,
      (row) => row.repulsion2,
      -1
    );
    const net = arrows(
      "netDirection",
      (row) => row.net1,
      (row) => row.net2,
      0
    );
    const step = arrows(
      "finite",
      (row) => row.next1 - row.w1,
      (row) => row.next2 - row.w2,
      0
    );
    const parts = reached <= 3;
    return [
      ...inputMarks(input, pixel),
      ...teacherMarks(teacher),
      reached >= 1 ? arrowMark(field, {faint: !parts || reached === 3}) : null,
      reached >= 2 ? arrowMark(repulsion, {faint: !parts || reached === 3}) : null,
      reached >= 3 ? arrowMark(net, {faint: reached > 3, width: 2.5}) : null,
      reached >= 4 ? arrowMark(step, {width: 3}) : null,
      ...atomMarks(drawable, from, reached === 5),
      ...(reached === 5 ? atomMarks(drawable, next, false) : []),
      drawable.length === 0 ? Plot.text(["no rows to draw"], {frameAnchor: "middle", fill: "currentColor"}) : null
    ];
  };
  return planeChart(
    {
      title: "Three neurons in the plane and one step of SGD",
      axes: ["first coordinate of θ", "second coordinate of θ"],
      reach: reachOf([...drawable.map(from), ...(reached === 5 ? drawable.map(next) : []), ...teacher], atomsReach),
      marks,
      labels: keyOf(input !== undefined || drawable.length === 0)
    },
    options
  );
}

/** The key holds every stage from the start, so that the plane stays where it is. */
function keyOf(isSample: boolean): EndLabel[] {
  const entry = (name: QuantityName, text: string): EndLabel => ({
    text,
    x: 0,
    y: 0,
    color: color(name),
    textColor: textColor(name),
    dash: dash(name)
  });
  return [
    entry("externalField", isSample ? "field y ∇σ" : "field −∇V"),
    entry("repulsion", isSample ? "repulsion −ŷ ∇σ" : "repulsion −∇∫U dρ̂"),
    entry("netDirection", "net direction"),
    entry("finite", "2s × net")
  ];
}

interface Arrows {
  readonly name: QuantityName;
  readonly arrows: readonly {x1: number; y1: number; x2: number; y2: number}[];
}

/** Arrows of one quantity; those without a finite length are left out. */
function arrowMark({name, arrows}: Arrows, {faint = false, width = 2} = {}): Plot.Markish {
  return Plot.arrow(
    arrows.filter(({x1, y1, x2, y2}) => [x1, y1, x2, y2].every(Number.isFinite) && (x1 !== x2 || y1 !== y2)),
    {
      x1: "x1",
      y1: "y1",
      x2: "x2",
      y2: "y2",
      stroke: color(name),
      strokeWidth: width,
      strokeDasharray: dash(name),
      strokeOpacity: faint ? 0.6 : 1,
      headLength: 12 / width,
      inset: 0,
      clip: true,
      className: `arrows-${name}`
    }
  );
}

/** The atoms as numbered discs; hollow where they are about to leave. */
function atomMarks(rows: readonly AtomsRow[], place: (row: AtomsRow) => PlanePoint, hollow: boolean): Plot.Markish[] {
  const points = rows.map((row) => ({...place(row), text: String(row.neuron + 1)}));
  return [
    Plot.dot(points, {
      x: "x",
      y: "y",
      r: 8,
      fill: hollow ? "var(--theme-background, #fff)" : color("finite"),
      stroke: hollow ? color("finite") : "var(--theme-background, #fff)",
      strokeWidth: 1.5,
      strokeDasharray: hollow ? "2 2" : undefined,
      clip: true,
      className: hollow ? "atoms-before" : "atoms"
    }),
    Plot.text(points, {
      x: "x",
      y: "y",
      text: "text",
      fill: hollow ? "currentColor" : "var(--theme-background, #fff)",
      fontWeight: 600,
      fontSize: 11,
      clip: true
    })
  ];
}

/** The line through the origin along the sample's input, and the input itself. */
function inputMarks(input: AtomsRow | undefined, pixel: number): Plot.Markish[] {
  if (!input) return [];
  const {input1: x, input2: y} = input;
  const scale = (2000 * pixel) / Math.hypot(x, y);
  const faint = "var(--theme-foreground-muted, #5f6368)";
  return [
    Plot.link([{x1: -scale * x, y1: -scale * y, x2: scale * x, y2: scale * y}], {
      x1: "x1",
      y1: "y1",
      x2: "x2",
      y2: "y2",
      stroke: faint,
      strokeOpacity: 0.45,
      strokeDasharray: "1 4",
      clip: true
    }),
    Plot.arrow([{x, y}], {
      x1: 0,
      y1: 0,
      x2: "x",
      y2: "y",
      stroke: faint,
      strokeWidth: 1.25,
      headLength: 8,
      clip: true,
      className: "input-arrow"
    }),
    Plot.text([{x, y}], {
      x: "x",
      y: "y",
      text: () => "x",
      fontStyle: "italic",
      dx: x < 0 ? -9 : 9,
      dy: y < 0 ? 9 : -9,
      fill: faint,
      clip: true
    })
  ];
}
