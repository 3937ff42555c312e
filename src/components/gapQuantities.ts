import type {GapQuantity} from "../experiments/widthFits.js";

/** How a squared gap is named and written. */
export interface GapWords {
  /** In the input that chooses it. */
  readonly words: string;
  /** m times it, on an axis. */
  readonly symbol: string;
  /** m times it, in a caption. */
  readonly html: string;
}

const neurons = {symbol: "m · Ω²", html: "<i>m</i>Ω²"};
const functions = {
  symbol: "m · ‖fₘ − f∞‖²",
  html: "<i>m</i>‖<i>f<sub>m</sub></i> − <i>f</i><sub>∞</sub>‖²"
};

function atEnd({symbol, html}: Omit<GapWords, "words">): Omit<GapWords, "words"> {
  return {symbol: `${symbol} at T(δ)`, html: `${html} at <i>T</i>(δ)`};
}

function largest({symbol, html}: Omit<GapWords, "words">): Omit<GapWords, "words"> {
  return {symbol: `${symbol}, largest until T(δ)`, html: `the largest ${html} until <i>T</i>(δ)`};
}

/** The squared gaps that the page on the width compares. */
export const gapQuantities: Readonly<Record<GapQuantity, GapWords>> = {
  meanGap: {words: "mean over neurons, largest until T(δ)", ...largest(neurons)},
  finalMeanGap: {words: "mean over neurons, at T(δ)", ...atEnd(neurons)},
  functionGap: {words: "function, largest until T(δ)", ...largest(functions)},
  finalFunctionGap: {words: "function, at T(δ)", ...atEnd(functions)},
  rmsGap: {
    words: "root mean square over neurons, largest",
    ...largest({symbol: "m · mean |Δᵢ|²", html: "<i>m</i> times the mean |Δ<sub><i>i</i></sub>|²"})
  },
  maxGap: {
    words: "worst neuron, largest until T(δ)",
    ...largest({symbol: "m · max |Δᵢ|²", html: "<i>m</i> max<sub><i>i</i></sub> |Δ<sub><i>i</i></sub>|²"})
  }
};
