import * as Plot from "@observablehq/plot";
import {type Aspects, type ChartOptions, chart, type EndLabel, emptyNote, narrowWidth} from "./chart.js";
import {color, labelOf, textColor} from "./colors.js";
import type {QuantityName} from "./quantities.js";
import {linearAxis} from "./series.js";

/** An exponent with its interval in one row of the plot; NaN where it is not resolved. */
export interface IntervalRow {
  /** The words at the left of the row; entries with the same words share it. */
  readonly row: string;
  readonly quantity: QuantityName;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface IntervalsOptions extends ChartOptions {
  readonly title: string;
  /** What the exponent is of. */
  readonly label: string;
  /** Height over width where there are many rows. */
  readonly aspects?: Aspects;
  /** A value to compare all with. */
  readonly reference?: number;
}

/** Exponents with their intervals, one row a setting, one colour a quantity. */
export function intervalsPlot(rows: readonly IntervalRow[], options: IntervalsOptions): SVGSVGElement {
  const {title, label, reference, aspects, width = 720} = options;
  const names = [...new Set(rows.map(({row}) => row))];
  const quantities = [...new Set(rows.map(({quantity}) => quantity))];
  const drawn = rows
    .filter(({value}) => Number.isFinite(value))
    .map((one) => ({
      ...one,
      y: names.indexOf(one.row) + 0.24 * (quantities.indexOf(one.quantity) - (quantities.length - 1) / 2)
    }));
  const ends = drawn.flatMap(({value, low, high}) => [value, low, high]).filter(Number.isFinite);
  const marked = reference === undefined ? ends : [...ends, reference];
  const extent: [number, number] | undefined = ends.length > 0 ? [Math.min(...marked), Math.max(...marked)] : undefined;
  return chart(
    {
      title,
      x: {...linearAxis(label, extent, {pad: 0.08}), ticks: width < narrowWidth ? 4 : 7},
      y: {
        label: "",
        domain: [names.length - 0.5, -0.5],
        ticks: names.map((_, i) => i),
        tickFormat: (i) => names[i] ?? ""
      },
      aspects,
      marginLeft: Math.min(190, 14 + 6.6 * Math.max(0, ...names.map((name) => name.length))),
      marks: [
        reference === undefined ? null : Plot.ruleX([reference], {stroke: "currentColor", strokeOpacity: 0.5}),
        ...quantities.flatMap((quantity) => {
          const own = drawn.filter((one) => one.quantity === quantity);
          const stroke = color(quantity);
          return [
            Plot.link(own, {x1: "low", x2: "high", y1: "y", y2: "y", stroke, strokeWidth: 2}),
            Plot.dot(own, {x: "value", y: "y", r: 3.2, fill: stroke})
          ];
        }),
        emptyNote(drawn.length === 0)
      ],
      labels: quantities.map(
        (name): EndLabel => ({text: labelOf(name), x: 0, y: 0, color: color(name), textColor: textColor(name)})
      ),
      labelPlacement: "key"
    },
    options
  );
}
