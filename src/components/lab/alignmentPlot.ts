import {type ChartOptions, chart} from "../chart.js";
import {color, textColor} from "../colors.js";
import {barOpacity} from "../histogramBars.js";
import {planeAspects} from "../planeChart.js";
import {type InPlacePlot, pathMark, scalesOf, setPath} from "./inPlace.js";

/** The law of the alignment at one time: at infinite width, and over the neurons of a finite network. */
export interface AlignmentLaw {
  /** Where the density is known, increasing. */
  readonly at: readonly number[];
  readonly density: ArrayLike<number>;
  /** ⟨w, w*⟩ of every neuron. */
  readonly alignment: ArrayLike<number>;
}

const bins = 50;

/** Where one bin holds everything, the axis ends. */
const most = bins / 2;

/** The density of μ_t over a histogram of the neurons; the vertical axis is a square root, as on the page of the equation. */
export const alignmentPlot: InPlacePlot<AlignmentLaw> = {
  frame: ({alignment}, options: ChartOptions) =>
    chart(
      {
        title: "Density of the alignment",
        x: {label: "alignment α = ⟨w, w*⟩ (cosine)", domain: [-1, 1], ticks: [-1, -0.5, 0, 0.5, 1]},
        y: {
          label: "density of neurons over α (square-root scale)",
          type: "sqrt",
          domain: [0, most],
          ticks: [0, 1, 4, 9, 16, 25]
        },
        marks: [
          pathMark({class: "histogram", fill: color("finite"), "fill-opacity": barOpacity}),
          pathMark({class: "density", fill: "none", stroke: color("meanField"), "stroke-width": 2.25})
        ],
        labels: [
          {text: "mean field", x: 0, y: 0, color: color("meanField"), textColor: textColor("meanField")},
          {
            text: `finite network, ${alignment.length} neurons`,
            x: 0,
            y: 0,
            color: color("finite"),
            textColor: textColor("finite"),
            fillOpacity: barOpacity
          }
        ],
        labelPlacement: "key",
        // As high as the sphere beside it.
        aspects: planeAspects
      },
      options
    ),
  frameKey: ({alignment}) => String(alignment.length),
  move: (svg, {at, density, alignment}) => {
    const {x, y} = scalesOf(svg);
    const counts = new Array<number>(bins).fill(0);
    for (let i = 0; i < alignment.length; ++i)
      ++counts[Math.max(0, Math.min(bins - 1, Math.floor(((alignment[i] + 1) / 2) * bins)))];
    const floor = y(0).toFixed(1);
    const bars = counts.map((count, n) => {
      if (count === 0) return "";
      const [left, right] = [x((2 * n) / bins - 1) + 0.5, x((2 * (n + 1)) / bins - 1) - 0.5];
      return `M${left.toFixed(1)},${floor}V${y((count * bins) / (2 * alignment.length)).toFixed(1)}H${right.toFixed(1)}V${floor}Z`;
    });
    setPath(svg, "histogram", bars.join(""));
    const points = Array.from(density, (value, i) => {
      const height = Math.min(most, Math.max(0, Number.isFinite(value) ? value : 0));
      return `${x(at[i]).toFixed(1)},${y(height).toFixed(1)}`;
    });
    setPath(svg, "density", points.length === 0 ? "" : `M${points.join("L")}`);
  }
};
