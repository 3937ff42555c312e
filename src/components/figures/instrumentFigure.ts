import type {InstrumentRow} from "../../experiments/instrument.js";
import type {Assumption, InstrumentReading} from "../../experiments/instrumentReading.js";
import {assumptionCards, type Constants} from "../assumptionCards.js";
import type {ChartOptions} from "../chart.js";
import type {FigureSpec} from "../figure.js";
import {instrumentPlot, isStart} from "../instrumentPlot.js";
import {formatNumber} from "../numbers.js";
import {type Setting, settingText, times} from "./setting.js";

export interface InstrumentSetting extends Setting, Constants {
  readonly width: number;
}

/** The bound with the reader's constants, its warrant, and below them every assumption with what it comes to. */
export function instrumentFigure(
  rows: readonly InstrumentRow[],
  reading: InstrumentReading,
  setting: InstrumentSetting
): FigureSpec {
  return {
    id: setting.id,
    title: "The self-concordance bound with your constants, and how far its warrant reaches",
    rows,
    experiment: "instrument",
    parameters: setting.parameters,
    caption: [setText(rows, setting), ...warrantTexts(rows, reading, setting)].join(" "),
    notes: assumptionCards(rows, reading, setting),
    draw: (options: ChartOptions) => instrumentPlot(rows, {...options, reading})
  };
}

function setText(rows: readonly InstrumentRow[], setting: InstrumentSetting): string {
  const {width, constant, allowance} = setting;
  const last = rows[rows.length - 1];
  const constants =
    last.even === 1 ? [`<i>C</i> = ${formatNumber(constant)}`, `<i>B</i> = ${formatNumber(allowance)}`] : [];
  const gronwall = Number.isFinite(last.gronwallBound)
    ? `Grönwall’s is ${times(last.gronwallBound / last.meanGap)} as large`
    : "Grönwall’s is beyond 10³⁰⁸";
  return `${settingText(setting, `<i>m</i> = ${width}`, ...constants)}. At <i>t</i> = ${formatNumber(last.time)} the curve of the self-concordance bound is ${times(last.bound / last.meanGap)} as high as the measured gap; ${gronwall}.`;
}

/** What holds until when, in words. */
function warrantTexts(
  rows: readonly InstrumentRow[],
  reading: InstrumentReading,
  {allowance, constant}: InstrumentSetting
): string[] {
  const {assumptions, boundEnd, linearEnd} = reading;
  const last = rows[rows.length - 1];
  const failing = assumptions.filter(({status}) => status === "fails");
  const misspecified = failing.some(({name}) => name === "well-specified");
  const at = (time: number) =>
    isStart(time, last.time) ? "From the start" : `From <i>t</i> = ${formatNumber(time)} on`;
  const texts = [countText(reading)];
  if (last.even !== 1)
    texts.push(
      "The activation has odd degrees, so that there is no floor: the curve is the pathwise estimate, which is a bound on every run."
    );
  if (boundEnd !== undefined)
    texts.push(
      `${at(boundEnd)} the curve is no bound: the floor has added up to more than <i>B</i> = ${formatNumber(allowance)}; ${remedy(last, constant)}.`,
      crossingText(reading)
    );
  if (misspecified)
    texts.push(
      "The target is misspecified, so that the theorem promises nothing; as long as the floor keeps within <i>B</i> the curve is a bound of this run."
    );
  if (linearEnd !== undefined)
    texts.push(
      `${at(linearEnd)} terms of second order count, and what the theorem says before there is a run ends; the curve, which uses this run’s own forcing, does not need it.`
    );
  return texts;
}

/** Whether an assumption fails where ∫φ exceeds B, which is one event. */
function endsWithWarrant({name, status}: Assumption): boolean {
  return status === "fails" && ["constant", "allowance", "horizon"].includes(name);
}

function countText({assumptions, boundEnd}: InstrumentReading): string {
  const of = (status: Assumption["status"]) => assumptions.filter((one) => one.status === status).length;
  const [failing, unmeasured] = [of("fails"), of("not measured")];
  // Constant, floor and horizon say in three ways that the warrant ends.
  const ofWarrant = boundEnd === undefined ? 0 : assumptions.filter(endsWithWarrant).length;
  const others = failing - ofWarrant;
  const parts = [
    `${assumptions.length - failing - unmeasured} hold up to then`,
    ...(failing === 0 ? ["none fails"] : []),
    ...(others > 0 ? [`${others} ${others === 1 ? "fails" : "fail"}`] : []),
    ...(ofWarrant > 0 ? [`${ofWarrant} end together with the warrant`] : []),
    ...(unmeasured > 0 ? [`${unmeasured} ${unmeasured === 1 ? "is" : "are"} not decided here`] : [])
  ];
  const warrant = failing === 0 ? ": the bound has its warrant" : "";
  return `Of its ${assumptions.length} assumptions and constants ${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}${warrant}.`;
}

/** Whether another constant would have done. */
function remedy({leastConstant, mostConstant}: InstrumentRow, constant: number): string {
  if (!Number.isFinite(leastConstant)) return "no <i>C</i> would have lasted to the end";
  const fault = constant < leastConstant ? "small" : "large";
  return `<i>C</i> = ${formatNumber(constant)} is too ${fault}, any from ${formatNumber(leastConstant)} to ${formatNumber(mostConstant)} would have lasted to the end`;
}

function crossingText({crossed}: InstrumentReading): string {
  const [first] = crossed;
  if (first === undefined) return "All the same, the measured gap stays below it to the end.";
  const last = crossed[crossed.length - 1];
  const until =
    first === last
      ? `at <i>t</i> = ${formatNumber(first)}`
      : `from <i>t</i> = ${formatNumber(first)} to ${formatNumber(last)}`;
  return `And the measured gap does cross it: of the times drawn it lies above it ${until}.`;
}
