import type {ChartOptions} from "../chart.js";
import {color, textColor} from "../colors.js";
import {planeChart} from "../planeChart.js";
import {dotAttributes, dotsPath, type InPlacePlot, pathMark, scalesOf, setPath} from "./inPlace.js";

/** Neurons on the sphere, seen from a direction in which the teacher lies on the right. */
export interface NeuronPlaces {
  /** ⟨w, w*⟩ (length m). */
  readonly alignment: ArrayLike<number>;
  /** ⟨w, e₂⟩, e₂ orthogonal to w* (length m). */
  readonly across: ArrayLike<number>;
}

const muted = "var(--theme-foreground-muted, #5f6368)";

/** The sphere's outline, the teacher, and a dot for each neuron. */
export const neuronsPlot: InPlacePlot<NeuronPlaces> = {
  frame: (_, options: ChartOptions) =>
    planeChart(
      {
        title: "Neurons on the sphere",
        reach: {x: 1.1, y: 1.1},
        axes: ["alignment α = ⟨w, w*⟩ (cosine)", "another coordinate ⟨w, e₂⟩"],
        labels: [
          {text: "teacher w* (diamond)", x: 1, y: 0, color: color("meanField"), textColor: textColor("meanField")}
        ],
        marks: () => [
          pathMark({class: "outline", fill: "none", stroke: muted}),
          pathMark({class: "teacher", fill: "none", stroke: color("meanField"), "stroke-width": 2}),
          pathMark(dotAttributes("neurons", color("finite"), 5))
        ]
      },
      options
    ),
  frameKey: () => "",
  move: (svg, {alignment, across}) => {
    const {x, y} = scalesOf(svg);
    const [left, right, middle] = [x(-1), x(1), y(0)];
    const radius = (right - left) / 2;
    setPath(
      svg,
      "outline",
      `M${left},${middle}A${radius},${radius} 0 1 1 ${right},${middle}A${radius},${radius} 0 1 1 ${left},${middle}`
    );
    setPath(svg, "teacher", `M${right - 6},${middle}l6,-6l6,6l-6,6Z`);
    setPath(svg, "neurons", dotsPath(Array.from(alignment, x), Array.from(across, y)));
  }
};
