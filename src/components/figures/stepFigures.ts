import type {StepErrorRow} from "../../experiments/stepError.js";
import type {StepReading} from "../../experiments/stepReading.js";
import {stepText} from "../atomPathsPlot.js";
import type {ChartOptions} from "../chart.js";
import {familyPlot} from "../familyPlot.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {stepErrorPlot} from "../stepErrorPlot.js";
import {count, offBy, type Setting, settingText, times} from "./setting.js";

export interface StepSetting extends Setting {
  readonly width: number;
  readonly time: number;
  /** Widths to tell of beside `width`. */
  readonly fartherWidths: readonly number[];
  /** A step to mark. */
  readonly markedStep: number;
}

const texts = {
  functions: {
    axis: "distance of the functions (root mean square)",
    words: "The distance ‖<i>f</i><sub><i>m</i>,η</sub> − <i>f</i><sub><i>m</i></sub>‖ of descent from its flow"
  },
  neurons: {axis: "mean distance of the neurons", words: "The mean distance of descent’s neurons from the flow’s"}
} as const;

function orderText({order}: StepReading): string {
  if (!order) return "its order in η is not resolved";
  const {value, low, high, range, residual} = order;
  return `its order in η is ${formatNumber(value)} (95 % interval ${formatNumber(low)} to ${formatNumber(high)}, over a range of ${formatNumber(range)}, largest residual ${formatNumber(100 * (residual - 1), 2)} %)`;
}

/** The error of descent by step size, with what several widths leave. */
export function stepErrorFigure(rows: readonly StepErrorRow[], reading: StepReading, setting: StepSetting): FigureSpec {
  const {kind, errors, seeds, step, ratio, withoutRadial, own} = reading;
  const {width, time, fartherWidths} = setting;
  const levels = reading.widths
    .filter((one) => one.width === width || fartherWidths.includes(one.width))
    .map(({width, predicted}) => ({width, error: predicted}));
  const {axis, words} = texts[kind];
  const setup = settingText(setting, `<i>m</i> = ${width}`, `<i>t</i> = ${formatNumber(time)}`, count(seeds, "seed"));
  return {
    id: setting.id,
    title: "The error of a finite step beside that of a finite width",
    rows,
    experiment: "step-error",
    parameters: setting.parameters,
    caption: `${setup}. ${words} (dots; band: least and greatest): ${orderText(reading)}. At η = ${stepText(step)} it is ${offBy(ratio)} the prediction from the flow; without the radial part of the gradient that prediction would be ${times(withoutRadial)} what it is. The flow itself is ${formatNumber(own)} from the limit. Dotted: what a width of <i>m</i> leaves, predicted from the mean field.`,
    draw: (options: ChartOptions) => stepErrorPlot(errors, {...options, quantity: axis, levels})
  };
}

/** The step at which descent errs as much as the width does, by width. */
export function stepCrossingFigure(reading: StepReading, setting: StepSetting): FigureSpec {
  const {crossings, equalWidth} = reading;
  const {width, time, fartherWidths, markedStep} = setting;
  const said = crossings
    .filter((one) => one.width === width || fartherWidths.includes(one.width))
    .map(({width, predicted}) => `${formatNumber(predicted, 2)} for <i>m</i> = ${width}`);
  return {
    id: setting.id,
    title: "The step that errs as much as the width",
    rows: crossings,
    columns: ["width", "measured", "predicted"],
    experiment: "step-error",
    parameters: setting.parameters,
    caption: `${settingText(setting, `<i>t</i> = ${formatNumber(time)}`)}. η*(<i>m</i>), at which the step error of the infinitely wide network equals the error of width <i>m</i>: ${said.join(", ")}. Below the line the width decides, above it the step. The step η = ${markedStep} errs as much as a width of <i>m</i> = ${formatNumber(equalWidth, 2)}.`,
    draw: (options: ChartOptions) =>
      familyPlot(
        crossings
          .filter(({measured}) => Number.isFinite(measured))
          .map(({width, measured}) => ({member: "measured width error", x: width, y: measured})),
        {
          ...options,
          title: "The step at which both errors are equal, by width",
          x: {label: "width m (neurons)", scale: "log"},
          y: {label: "step size η*", scale: "log"},
          xName: "m",
          scatter: true,
          laws: [{label: "prediction", points: crossings.map(({width, predicted}) => ({x: width, y: predicted}))}],
          levels: [{y: markedStep, label: `η = ${markedStep}`}]
        }
      )
  };
}
