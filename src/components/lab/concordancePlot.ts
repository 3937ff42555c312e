import * as Plot from "@observablehq/plot";
import {type ChartOptions, chart} from "../chart.js";
import {color, textColor} from "../colors.js";
import {dotAttributes, dotsPath, type InPlacePlot, pathMark, scalesOf, setPath} from "./inPlace.js";

/** The local Hessian of every neuron beside its logarithmic velocity. */
export interface Concordance {
  /** α̇/α (length m). */
  readonly rate: ArrayLike<number>;
  /** λ_∥ (length m). */
  readonly parallel: ArrayLike<number>;
  /** The slope k − 1 of the estimate. */
  readonly slope: number;
  /** φ; nothing is drawn where there is none. */
  readonly floor: number;
  /** Λ of the whole run, which sets the axes. */
  readonly largestEigenvalue: number;
}

/** The axes: the line of self-concordance goes from the lower left to the upper right. */
function domains({slope, largestEigenvalue}: Concordance): {x: [number, number]; y: [number, number]} {
  const top = largestEigenvalue > 0 ? largestEigenvalue : 1;
  const right = (1.15 * top) / Math.max(1, slope);
  return {x: [-0.35 * right, right], y: [-2 * top, 1.15 * top]};
}

/** Inside the axes, or on their edge. */
export function isShown(concordance: Concordance, i: number): boolean {
  const {x, y} = domains(concordance);
  const [rate, parallel] = [concordance.rate[i], concordance.parallel[i]];
  return rate >= x[0] && rate <= x[1] && parallel >= y[0] && parallel <= y[1];
}

/** λ_∥ over α̇/α, a dot a neuron, with the line (k − 1) α̇/α + φ that bounds it. */
export const concordancePlot: InPlacePlot<Concordance> = {
  frame: (state, options: ChartOptions) =>
    chart(
      {
        title: "Local Hessian against velocity",
        x: {label: "logarithmic velocity α̇/α (per unit of t)", domain: domains(state).x},
        y: {label: "eigenvalue λ∥ of the local Hessian", domain: domains(state).y},
        marks: [
          Plot.ruleX([0], {stroke: "currentColor", strokeOpacity: 0.25}),
          Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.25}),
          pathMark({
            class: "estimate",
            fill: "none",
            stroke: color("selfConcordanceBound"),
            "stroke-width": 2,
            "stroke-dasharray": "8 3 2 3"
          }),
          pathMark(dotAttributes("neurons", color("finite"), 5))
        ],
        labels: [
          {text: "neurons", x: 0, y: 0, color: color("finite"), textColor: textColor("finite")},
          ...(Number.isFinite(state.floor)
            ? [
                {
                  text: `${state.slope === 1 ? "" : state.slope} α̇/α + φ`,
                  x: 0,
                  y: 0,
                  color: color("selfConcordanceBound"),
                  textColor: textColor("selfConcordanceBound"),
                  dash: "8 3 2 3"
                }
              ]
            : [])
        ],
        labelPlacement: "key"
      },
      options
    ),
  frameKey: ({slope, largestEigenvalue, floor}) =>
    `${slope} ${largestEigenvalue.toPrecision(6)} ${Number.isFinite(floor)}`,
  move: (svg, state) => {
    const {x, y} = scalesOf(svg);
    const {rate, parallel, slope, floor} = state;
    setPath(
      svg,
      "neurons",
      dotsPath(Array.from(rate, x), Array.from(parallel, y), (i) => isShown(state, i))
    );
    const ends = clippedLine(state);
    const line = Number.isFinite(floor) ? ends.map((rate) => `${x(rate)},${y(slope * rate + floor)}`) : [];
    setPath(svg, "estimate", line.length === 0 ? "" : `M${line.join("L")}`);
  }
};

/** The rates at which the line enters and leaves the frame. */
function clippedLine(state: Concordance): [number, number] {
  const {x, y} = domains(state);
  const {slope, floor} = state;
  if (slope === 0) return x;
  return [Math.max(x[0], (y[0] - floor) / slope), Math.min(x[1], (y[1] - floor) / slope)];
}
