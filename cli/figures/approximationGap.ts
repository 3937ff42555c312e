import {tableFromIPC} from "@uwdata/flechette";
import type {FigureSpec} from "../../src/components/figure.js";
import {collapseFigure} from "../../src/components/figures/collapseFigure.js";
import {factorFigure} from "../../src/components/figures/factorFigure.js";
import {gapFigure} from "../../src/components/figures/gapFigure.js";
import {instrumentFigure} from "../../src/components/figures/instrumentFigure.js";
import {ratesFigure} from "../../src/components/figures/ratesFigure.js";
import {stepCrossingFigure, stepErrorFigure} from "../../src/components/figures/stepFigures.js";
import {functionGapExponent} from "../../src/experiments/functionGapExponent.js";
import type {GapRow} from "../../src/experiments/gap.js";
import {instrument} from "../../src/experiments/instrument.js";
import {largestResidual, readInstrument} from "../../src/experiments/instrumentReading.js";
import {instrumentOpening, instrumentTimes} from "../../src/experiments/instrumentShown.js";
import {published} from "../../src/experiments/published.js";
import {stepOpening} from "../../src/experiments/shown.js";
import {stepError} from "../../src/experiments/stepError.js";
import {authorsStep, fartherWidths, readSteps} from "../../src/experiments/stepReading.js";
import {readOutput} from "../site/loaders.js";
import {opening, type PageFigures, rowsOf} from "./opening.js";

const {problem, dimension, width} = opening;
const setting = {problem, dimension, width};

async function gapRows(): Promise<(GapRow & {width: number})[]> {
  const bytes = await readOutput(`data/gap/${problem}/${dimension}.arrow`);
  return tableFromIPC(bytes).toArray() as (GapRow & {width: number})[];
}

async function rowsOfWidth(wanted: number) {
  return (await gapRows()).filter((row) => row.width === wanted);
}

function parameters(width: number) {
  return {problem, dimension, width, seed: 1, seeds: published.seeds, times: published.times.join(",")};
}

async function gap(id: string): Promise<FigureSpec> {
  return gapFigure(await rowsOfWidth(width), {id, ...setting, parameters: parameters(width)});
}

async function steps() {
  const {time} = opening;
  const parameters = {problem, dimension, ...stepOpening, time};
  const rows = await rowsOf(stepError, parameters);
  const reading = readSteps(rows, await gapRows(), time, "functions");
  const shared = {
    problem,
    dimension,
    width: stepOpening.width,
    time,
    fartherWidths,
    markedStep: authorsStep,
    parameters
  };
  return {rows, reading, setting: shared};
}

export const approximationGap: PageFigures = {
  hero: gap,
  gap,
  factor: async (id) => factorFigure(await rowsOfWidth(width), {id, ...setting, parameters: parameters(width)}),
  instrument: async (id) => {
    const {last, ...chosen} = instrumentOpening;
    const parameters = {...chosen, times: instrumentTimes(last).join(",")};
    const rows = await rowsOf(instrument, parameters);
    return instrumentFigure(rows, readInstrument(rows), {id, ...chosen, largestResidual, parameters});
  },
  rates: async (id) => {
    const width = Math.max(...published.linearWidths);
    return ratesFigure(await rowsOfWidth(width), {id, ...setting, width, parameters: parameters(width)});
  },
  collapse: async (id) => {
    const widest = Math.max(...published.widths);
    const rows = await gapRows();
    return collapseFigure(rows, {id, ...setting, exponent: functionGapExponent(rows), parameters: parameters(widest)});
  },
  "step-error": async (id) => {
    const {rows, reading, setting} = await steps();
    return stepErrorFigure(rows, reading, {id, ...setting});
  },
  "step-crossing": async (id) => {
    const {reading, setting} = await steps();
    return stepCrossingFigure(reading, {id, ...setting});
  }
};
