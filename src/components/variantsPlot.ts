import {type Aspects, type ChartOptions, heightOf, stackCharts, aspects as usual} from "./chart.js";
import {lineChart} from "./lineChart.js";
import {extentOf, linearAxis, type Maybe, ordinalSeries, timeAxis} from "./series.js";

/** One way to train at one time. */
export interface VariantRow {
  readonly variant: string;
  readonly time: number;
  readonly risk: Maybe;
  readonly gap: Maybe;
}

export interface VariantsOptions extends ChartOptions {
  /** Height over width of both panels together. */
  readonly aspects?: Aspects;
}

const panels = [
  {label: "risk", of: ({risk}: VariantRow) => risk},
  {label: "mean gap Ω", of: ({gap}: VariantRow) => gap}
];

/** Risk and mean gap over time, one line for each way to train. */
export function variantsPlot(rows: readonly VariantRow[], options: VariantsOptions): SVGSVGElement {
  const {width = 720, aspects = usual} = options;
  const variants = [...new Set(rows.map(({variant}) => variant))];
  const drawn = panels.map(({label, of}) => {
    const series = ordinalSeries(
      variants,
      (variant) => variant,
      (variant) => rows.filter((row) => row.variant === variant).map((row) => ({x: row.time, y: of(row) ?? Number.NaN}))
    );
    return lineChart(
      {
        title: `${label} over time, by the way of training`,
        x: timeAxis(extentOf(series, "x")),
        y: linearAxis(label, extentOf(series, "y"), {zero: true}),
        series,
        xName: "t",
        labelPlacement: "key",
        aspects: {wide: aspects.wide / 2, narrow: aspects.narrow / 2}
      },
      options
    );
  });
  return stackCharts(drawn, "Risk and mean gap over time, by the way of training", heightOf(width, aspects), options);
}
