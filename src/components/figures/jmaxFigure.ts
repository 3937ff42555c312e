import type {PropagatorRow} from "../../experiments/propagator.js";
import type {ChartOptions} from "../chart.js";
import {simulateCommand} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {jmaxPlot} from "../jmaxPlot.js";
import {formatNumber} from "../numbers.js";

export interface JmaxSetting {
  readonly id: string;
  readonly against: "dimension" | "integralRootRisk";
}

/** J_max of He4 against d, or against F = ∫√R with the escape law. */
export function jmaxFigure(rows: readonly PropagatorRow[], {id, against}: JmaxSetting): FigureSpec {
  const law = rows
    .map(({integralRootRisk, escapeLaw}) => ({x: integralRootRisk, y: escapeLaw}))
    .sort((a, b) => a.x - b.x);
  const ratios = rows.filter((row) => row.integralRootRisk > 4).map((row) => row.maximum / row.escapeLaw);
  const dimensions = [...new Set(rows.map(({dimension}) => dimension))].join(",");
  const times = [...new Set(rows.map(({time}) => time))];
  return {
    id,
    title: "The largest propagator grows like a power of the integrated root risk",
    rows,
    experiment: "propagator",
    parameters: {problem: "He4", dimensions, time: times.join(",")},
    command: times.map((time) => simulateCommand("propagator", {problem: "He4", dimensions, time})).join("\n"),
    caption: `<code>He4</code>, one line a dimension, one point a time <i>T</i> (from ${formatNumber(Math.min(...times))} to ${formatNumber(Math.max(...times))}). Where <i>F</i> = ∫√<i>R</i> exceeds 4, <i>J</i><sub>max</sub> is ${formatNumber(Math.min(...ratios), 2)} to ${formatNumber(Math.max(...ratios), 2)} times the escape law, whose leading order is (3√3/16)(16<i>F</i>)<sup>3/2</sup>.`,
    draw: (options: ChartOptions) => jmaxPlot(rows, {...options, against, law: {label: "escape law", points: law}})
  };
}
