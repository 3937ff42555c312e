import type {InstrumentRow} from "../experiments/instrument.js";
import type {Assumption, AssumptionName, InstrumentReading} from "../experiments/instrumentReading.js";
import {isStart} from "./instrumentPlot.js";
import {formatNumber} from "./numbers.js";

/** The inputs by the assumption that they change; a page labels its inputs with them. */
export const instrumentInputs = {
  problem: "link",
  dimension: "dimension d of the run",
  width: "width m of the run",
  time: "last time T of the run",
  seed: "seed of the run",
  constant: "constant C",
  allowance: "allowance B"
} as const;

/** What the reader has chosen, and our convention for the linear equation. */
export interface Constants {
  readonly constant: number;
  readonly allowance: number;
  /** The share of the gap that its linear equation may miss. */
  readonly largestResidual: number;
}

/** The id of the element that holds these inputs, for the cards to lead back to it. */
export const instrumentControls = "instrument-controls";

interface Card {
  readonly title: string;
  /** HTML. */
  readonly symbol: string;
  readonly meaning: string;
  readonly value: string;
  readonly range: string;
  /** What takes its place where it fails; where that does not go without saying. */
  readonly instead?: string;
  /** Names of inputs, or HTML where there is none. */
  readonly control: readonly string[] | string;
}

const number = (value: number, digits = 3): string => formatNumber(value, digits);

/** The assumptions of the bound as a definition list: symbol, meaning, value, range, status and control of each; HTML. */
export function assumptionCards(
  rows: readonly InstrumentRow[],
  {assumptions}: InstrumentReading,
  constants: Constants
): string {
  const cards = cardsOf(rows, constants);
  const end = rows[rows.length - 1].time;
  const items = assumptions.map((assumption) => {
    const {title, symbol, meaning, value, range, instead, control} = cards[assumption.name];
    return [
      `<div class="assumption" data-assumption="${assumption.name}" data-status="${assumption.status}">`,
      `<dt>${title} <span class="assumption-symbol">${symbol}</span></dt>`,
      `<dd class="assumption-status">${statusText(assumption, end)}</dd>`,
      `<dd>${meaning}</dd>`,
      entry("value", value),
      entry("needed", range),
      assumption.status !== "holds" && instead ? entry("instead", instead) : "",
      entry("control", typeof control === "string" ? control : control.map(leadBack).join(", ")),
      "</div>"
    ].join("");
  });
  return `<dl class="assumptions">${items.join("")}</dl>`;
}

const entry = (key: string, text: string): string =>
  `<dd class="assumption-entry"><span class="assumption-key">${key}</span> <span>${text}</span></dd>`;

const leadBack = (input: string): string => `<a href="#${instrumentControls}">${input}</a>`;

/** A mark and words: colour never says it alone. */
function statusText({status, from}: Assumption, end: number): string {
  if (status === "holds") return "✓ holds";
  if (status === "not measured") return "– not decided here";
  return from === undefined || isStart(from, end)
    ? "✗ fails from the start"
    : `✗ fails from <i>t</i> = ${number(from)}`;
}

function cardsOf(rows: readonly InstrumentRow[], chosen: Constants): Readonly<Record<AssumptionName, Card>> {
  const {largestResidual} = chosen;
  const last = rows[rows.length - 1];
  const {problem, dimension, width, time, seed, constant, allowance} = instrumentInputs;
  const worst = rows.reduce((best, row) => (row.excess > best.excess ? row : best), rows[0]);
  const residual = rows.reduce((best, row) => (row.linearResidual > (best.linearResidual || 0) ? row : best), rows[0]);
  const isEven = last.even === 1;
  const hasRange = Number.isFinite(last.leastConstant);
  return {
    "single-index": {
      title: "One direction",
      symbol: "<i>f*</i>(<i>x</i>) = <i>σ*</i>(⟨<i>w*</i>, <i>x</i>⟩)",
      meaning: "The target depends on one direction of the input.",
      value: "1 direction",
      range: "1, by construction here",
      control: 'other targets, for which no bound is drawn: <a href="./experiments">experiments</a>'
    },
    "well-specified": {
      title: "Well-specified link",
      symbol: "<i>b</i> = <i>c</i>",
      meaning: "Target and activation have the same Hermite coefficients, so the network can fit the target exactly.",
      value: `|<i>b</i> − <i>c</i>| = ${number(last.misfit)}`,
      range: "0",
      instead: "The bound may still hold on this run: that is decided by the floor.",
      control: [problem]
    },
    exponent: {
      title: "Information exponent",
      symbol: "<i>k*</i>",
      meaning:
        "The lowest degree that target and activation share; above 2 the training time grows like <i>d</i><sup>(<i>k*</i> − 2)/2</sup>.",
      value: number(last.informationExponent),
      range: "some degree of at least 1",
      control: [problem]
    },
    even: {
      title: "Even activation",
      symbol: "<i>σ</i>(−<i>z</i>) = <i>σ</i>(<i>z</i>)",
      meaning:
        "No neuron crosses the equator, so <i>α<sub>t</sub></i>/<i>α<sub>s</sub></i> keeps its sign and the floor is finite.",
      value: isEven ? "even degrees only" : "odd degrees too",
      range: "even degrees only",
      instead: "The pathwise estimate is drawn, a bound on every run; <i>C</i> and <i>B</i> have no part in it.",
      control: [problem]
    },
    constant: {
      title: "Self-concordance constant",
      symbol: "<i>C</i> in <i>λ</i><sub>∥</sub> ≤ <i>C</i> <i>α̇</i>/<i>α</i> + <i>φ</i>",
      meaning: "How many times its own logarithmic velocity a neuron’s Hessian may be.",
      value: isEven
        ? `${number(chosen.constant)}, your choice; with it the Hessian exceeds <i>C</i> × velocity by ${number(Math.max(0, worst.excess))} at most, at <i>t</i> = ${number(worst.time)}, <i>α</i> = ${number(worst.excessAlignment, 2)}`
        : "none: the remainder is singular at the equator",
      range: isEven
        ? hasRange
          ? `${number(last.leastConstant)} to ${number(last.mostConstant)}, measured up to <i>T</i>; the link’s own is <i>k</i> − 1 = ${last.ownConstant}`
          : `none would do up to <i>T</i> with this <i>B</i>; the link’s own is <i>k</i> − 1 = ${last.ownConstant}`
        : "an even activation",
      control: [isEven ? constant : problem]
    },
    allowance: {
      title: "Floor",
      symbol: "∫<i>φ</i> ≤ <i>B</i>",
      meaning:
        "What the Hessian exceeds <i>C</i> × velocity by, at the worst alignment, added up over time: the crowd’s repulsion, or a pole that is unstable for ever.",
      value: isEven ? `∫<sub>0</sub><sup><i>T</i></sup><i>φ</i> = ${number(last.floorIntegral)}` : "none",
      range: isEven ? `at most <i>B</i> = ${number(chosen.allowance)}, your choice` : "an even activation",
      control: [isEven ? allowance : problem]
    },
    propagator: {
      title: "Largest propagator",
      symbol: "max <i>J</i><sub>∥</sub>",
      meaning: `How far any neighbourhood on this run’s paths has been stretched, against ${isEven ? "e<sup><i>B</i></sup>(<i>α<sub>t</sub></i>/<i>α<sub>s</sub></i>)<sup><i>C</i></sup>" : "the pathwise estimate"} on the same path.`,
      value: `${number(Math.max(...rows.map((row) => row.propagator)))}; at most ${number(Math.max(...rows.map(({overshoot}) => overshoot)))} times its estimate`,
      range: "at most 1 times, on every path",
      control: isEven ? [constant, allowance, dimension] : [problem, dimension]
    },
    "root-risk": {
      title: "Growth budget",
      symbol: "∫√<i>R</i>",
      meaning:
        "The field’s strength added up; the largest propagator grows like a power of it. The uniform-in-time theorem needs O(log <i>d</i>).",
      value: number(last.rootRiskIntegral),
      range: 'O(log <i>d</i>), which one dimension cannot decide: <a href="./uniform-in-time">uniform in time</a>',
      control: [time, dimension]
    },
    width: {
      title: "Width",
      symbol: "<i>m</i>, |Δ|² ≪ |Δ|",
      meaning:
        "The gap is small enough for its linear equation, from which the theorem takes the forcing before there is a run.",
      value: `the linear equation misses ${number(100 * residual.linearResidual, 2)} % of the gap at <i>t</i> = ${number(residual.time)}`,
      range: `at most ${number(100 * largestResidual)} %, our convention`,
      instead: "The bound uses this run’s own forcing and holds all the same.",
      control: [width]
    },
    forcing: {
      title: "Forcing, for Grönwall",
      symbol: "<i>C</i> and <i>L</i> of (3)",
      meaning:
        "√<i>m</i> times the mean of |<i>F</i>| stays below its bound in the mean over draws, and gaps grow at rate <i>L</i> at most.",
      value: `${number(last.largestForcing)}; <i>L</i> = ${number(last.growthRate)}`,
      range: `at most 2√(<i>u</i>′(1)<i>u</i>(1)) = ${number(last.forcingConstant)}`,
      instead: "Grönwall’s curve takes the run’s own, and holds.",
      control: [seed, width]
    },
    horizon: {
      title: "Time horizon",
      symbol: "<i>T</i>",
      meaning:
        "Until when the bound is asked for; the risk has then fallen to the fraction δ of the target’s power, <i>T</i> = <i>T</i>(δ).",
      value: `<i>T</i> = ${number(last.time)}, δ = ${number(last.relativeRisk)}`,
      range: Number.isFinite(last.boundEnd)
        ? `at most ${number(last.boundEnd)}, the end of the warrant`
        : "any <i>T</i> up to here; longer ones are not measured",
      control: [time]
    }
  };
}
