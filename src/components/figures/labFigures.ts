import type {LabFrame} from "../../experiments/labRun.js";
import type {ChartOptions} from "../chart.js";
import type {Printed} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {type AlignmentLaw, alignmentPlot} from "../lab/alignmentPlot.js";
import {type Concordance, concordancePlot, isShown} from "../lab/concordancePlot.js";
import {drawInPlace} from "../lab/inPlace.js";
import {type LabFigure, type LabSetting, notRun, percent, settingWords} from "../lab/labSetting.js";
import {type NeuronPlaces, neuronsPlot} from "../lab/neuronsPlot.js";
import {formatNumber} from "../numbers.js";
import {planeAspects} from "../planeChart.js";
import {count} from "./setting.js";

/** An alignment beyond which a neuron counts as having found the teacher. */
const found = 0.9;

function shareOf(values: ArrayLike<number>, test: (value: number) => boolean): string {
  let n = 0;
  for (let i = 0; i < values.length; ++i) if (test(values[i])) ++n;
  return percent(values.length === 0 ? Number.NaN : n / values.length);
}

/** The times of a run's own parameters replaced by the one that is shown. */
function at(parameters: Printed, time: number): Printed {
  const {alignments: _, ...rest} = parameters;
  return {...rest, times: String(time)};
}

/** The neurons' rows of a frame, as `lab-neurons` prints them. */
function neuronRowsOf(frame: LabFrame | undefined): object[] {
  if (frame === undefined) return [];
  const {time, alignment, across, alignmentRate, parallel} = frame;
  return Array.from(alignment, (own, neuron) => ({
    time,
    neuron,
    alignment: own,
    across: across[neuron],
    alignmentRate: alignmentRate[neuron],
    parallel: parallel[neuron]
  }));
}

/** A figure whose rows are made when somebody asks for them. */
function withRows(spec: Omit<FigureSpec, "rows">, rows: () => readonly object[]): FigureSpec {
  let made: readonly object[] | undefined;
  return Object.defineProperty(spec as FigureSpec, "rows", {
    enumerable: true,
    get: () => {
      made ??= rows();
      return made;
    }
  });
}

/** Every neuron in a plane through the teacher. */
export function labNeuronsFigure(id: string, setting: LabSetting): LabFigure {
  const draw = drawInPlace(neuronsPlot);
  return ({frame}) => {
    const places: NeuronPlaces = frame ?? {alignment: [], across: []};
    const caption = frame
      ? `${settingWords(setting)}, <i>t</i> = ${formatNumber(frame.time, 4)}. A dot a neuron; the sphere’s outline around them. ${shareOf(frame.alignment, (a) => Math.abs(a) > found)} have |<i>α</i>| > ${found}, ${shareOf(frame.alignment, (a) => Math.abs(a) < 1 / Math.sqrt(setting.dimension))} are within 1/√<i>d</i> of the equator.`
      : `${settingWords(setting)}. ${notRun}`;
    return withRows(
      {
        id,
        title: "The neurons, seen from the side of the teacher",
        experiment: "lab-neurons",
        parameters: at(setting.parameters, frame?.time ?? 0),
        caption,
        aspects: planeAspects,
        draw: (options: ChartOptions) => draw(places, options)
      },
      () => neuronRowsOf(frame)
    );
  };
}

/** The law of the alignment at infinite width over the network's neurons. */
export function labDensityFigure(id: string, setting: LabSetting, alignments: readonly number[]): LabFigure {
  const draw = drawInPlace(alignmentPlot);
  const {method: _, step: __, width: ___, seed: ____, ...limit} = setting.parameters;
  return ({frame}) => {
    const law: AlignmentLaw = {
      at: alignments,
      density: frame?.density ?? [],
      alignment: frame?.alignment ?? []
    };
    const mean = frame ? frame.alignment.reduce((sum, a) => sum + a, 0) / frame.alignment.length : Number.NaN;
    const caption = frame
      ? `${settingWords(setting)}, <i>t</i> = ${formatNumber(frame.time, 4)}. Curve: the infinitely wide network. Bars: the ${frame.alignment.length} neurons of the finite one, whose mean alignment is ${formatNumber(mean, 2)}.`
      : `${settingWords(setting)}. ${notRun}`;
    return withRows(
      {
        id,
        title: "The law of the alignment",
        experiment: setting.noise > 0 ? "lab-density" : "density",
        parameters: {...limit, times: String(frame?.time ?? 0), alignments: alignments.join(",")},
        caption,
        aspects: planeAspects,
        draw: (options: ChartOptions) => draw(law, options)
      },
      () => (frame ? alignments.map((alignment, i) => ({time: frame.time, alignment, density: frame.density[i]})) : [])
    );
  };
}

/** The local Hessian of every neuron against its logarithmic velocity. */
export function labHessianFigure(id: string, setting: LabSetting & {readonly degree: number}): LabFigure {
  const draw = drawInPlace(concordancePlot);
  const slope = setting.degree - 1;
  return ({frame, row, start}) => {
    const state: Concordance = {
      rate: frame ? frame.alignmentRate.map((rate, i) => rate / frame.alignment[i]) : [],
      parallel: frame?.parallel ?? [],
      slope,
      floor: row?.floor ?? Number.NaN,
      largestEigenvalue: start?.largestEigenvalue ?? 1
    };
    return withRows(
      {
        id,
        title: "Self-concordance: the local Hessian against the velocity",
        experiment: "lab-neurons",
        parameters: at(setting.parameters, frame?.time ?? 0),
        caption: frame ? concordanceCaption(setting, frame, state) : `${settingWords(setting)}. ${notRun}`,
        draw: (options: ChartOptions) => draw(state, options)
      },
      () => neuronRowsOf(frame)
    );
  };
}

function concordanceCaption(setting: LabSetting, frame: LabFrame, state: Concordance): string {
  const {rate, parallel, slope, floor} = state;
  let above = 0;
  let outside = 0;
  for (let i = 0; i < rate.length; ++i) {
    if (parallel[i] > slope * rate[i] + floor + 1e-9) ++above;
    if (!isShown(state, i)) ++outside;
  }
  const bound = Number.isFinite(floor)
    ? `Line: the bound (<i>k</i> − 1) <i>α̇</i>/<i>α</i> + <i>φ</i> with <i>k</i> = ${slope + 1} and <i>φ</i> = ${formatNumber(floor < 1e-12 ? 0 : floor, 2)}; ${above === 0 ? "no neuron is above it" : `${count(above, "neuron")} above it`}.`
    : "This activation has odd degrees, for which no line bounds the whole sphere.";
  const hidden = outside > 0 ? ` ${count(outside, "neuron")} outside the frame.` : "";
  const drift =
    setting.noise > 0
      ? ` With noise <i>α̇</i> is the drift alone${Number.isFinite(floor) ? "; the line holds at every point, but does not lead to a bound of the gap" : ""}.`
      : "";
  return `${settingWords(setting)}, <i>t</i> = ${formatNumber(frame.time, 4)}. A dot a neuron: the eigenvalue of the mean field’s local Hessian towards the teacher over the logarithmic velocity. ${bound}${drift}${hidden}`;
}
