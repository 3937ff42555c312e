import type {HessianRow as ExperimentRow} from "../experiments/hessian.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {extentOf, linearAxis, lineLabels, lineMarks, type Point, pointerTip, seriesOf} from "./series.js";

/** Hessian and velocity of a particle at one alignment. */
export type HessianRow = Pick<
  ExperimentRow,
  "time" | "alignment" | "velocity" | "parallel" | "transverse" | "alignmentRate"
>;

/** The axis of alignments that the Hessian's plots share. */
export const alignmentLabel = "alignment α = ⟨w, w*⟩ (cosine)";

/** λ_∥, λ_⊥, |ν| and α̇/α against α, at one time. */
export function hessianPlot(rows: readonly HessianRow[], options: ChartOptions = {}): SVGSVGElement {
  const sorted = [...rows].sort((a, b) => a.alignment - b.alignment);
  const points = (y: (row: HessianRow) => number): Point[] =>
    sorted.map((row) => ({x: row.alignment, y: row.alignment === 0 ? Number.NaN : y(row)}));
  const all = (y: (row: HessianRow) => number): Point[] => sorted.map((row) => ({x: row.alignment, y: y(row)}));
  const series = [
    seriesOf(
      "parallel",
      all((row) => row.parallel),
      {label: "λ∥, towards w*"}
    ),
    seriesOf(
      "transverse",
      all((row) => row.transverse),
      {label: "λ⊥, across"}
    ),
    seriesOf(
      "velocity",
      all((row) => row.velocity),
      {label: "speed |ν|"}
    ),
    seriesOf(
      "logarithmicVelocity",
      points((row) => row.alignmentRate / row.alignment),
      {label: "rate α̇/α"}
    )
  ];
  const extent = extentOf(series, "x");
  return chart(
    {
      title: "Local Hessian and velocity by alignment",
      x: {label: alignmentLabel, domain: extent && extent[1] > extent[0] ? extent : [0, 1]},
      y: linearAxis("eigenvalues, speed and rate (per unit of time t)", extentOf(series, "y"), {zero: true}),
      marks: [...lineMarks(series), ...pointerTip(series, options, "α"), emptyNote(!extent)],
      labels: lineLabels(series)
    },
    options
  );
}
