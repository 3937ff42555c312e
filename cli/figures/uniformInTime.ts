import {tableFromIPC} from "@uwdata/flechette";
import {simulateCommand} from "../../src/components/command.js";
import {
  integralsFigure,
  learnedFigure,
  longGapFigure,
  ownIntegralFigure,
  supremumFigure
} from "../../src/components/figures/uniformFigures.js";
import type {GapRow} from "../../src/experiments/gap.js";
import {linkParameters, linksOf} from "../../src/experiments/singleIndexLinks.js";
import {
  integralDimension,
  integralLinks,
  integralTimes,
  lateSince,
  learnedRuns,
  longGapRuns,
  longGaps,
  tailInputs
} from "../../src/experiments/singleIndexRuns.js";
import {type TailRow, tail} from "../../src/experiments/tail.js";
import {fitLearned, lateExponent, supremumFit} from "../../src/experiments/uniformFits.js";
import {readOutput} from "../site/loaders.js";
import {type PageFigures, rowsOf} from "./opening.js";
import {publishedTails, rowsOfLinks} from "./singleIndex.js";

type Input = Readonly<Record<string, string | number>>;

function commandsOf(experiment: string, inputs: readonly Input[]): string {
  return inputs.map((input) => simulateCommand(experiment, input)).join("\n");
}

const links = linksOf("h4");
const gapRuns = longGapRuns.filter((run) => run.links === "h4").map(({links: _, ...run}) => run);
const gapSetting = {links, dimension: longGaps.h4, command: commandsOf("gap", gapRuns)};

async function longRows() {
  const bytes = await readOutput("data/longGap.arrow");
  const rows = tableFromIPC(bytes).toArray() as (GapRow & {width: number; activation: string; target: string})[];
  return rowsOfLinks(rows, "h4");
}

export const uniformInTime: PageFigures = {
  "own-integral": async (id) => {
    const parameters = {...linkParameters("h4"), dimension: 16, times: integralTimes, tolerance: 1e-6};
    return ownIntegralFigure(id, {links, dimension: 16, rows: await rowsOf(tail, parameters)}, parameters);
  },
  integrals: async (id) => {
    const all = await publishedTails();
    const curves = integralLinks.map((name) => ({
      links: linksOf(name),
      dimension: integralDimension,
      rows: rowsOfLinks(all, name).filter(({dimension}) => dimension === integralDimension)
    }));
    const inputs = tailInputs(...integralLinks).filter(({dimension}) => dimension === integralDimension);
    return integralsFigure(id, curves, commandsOf("tail", inputs));
  },
  learned: async (id) => {
    const all = JSON.parse(String(await readOutput("data/learned.json"))) as Parameters<typeof rowsOfLinks>[0];
    const curves = (["h2_small", "h4_small"] as const).map((name) => {
      const rows = rowsOfLinks(all, name) as unknown as (TailRow & {dimension: number})[];
      const law = name === "h2_small" ? ("logarithm" as const) : ("power" as const);
      return {links: linksOf(name), rows, law, fit: fitLearned(rows, law)};
    });
    return learnedFigure(id, curves, commandsOf("tail", learnedRuns));
  },
  "long-gap": async (id) => longGapFigure(await longRows(), {id, ...gapSetting}),
  supremum: async (id) => {
    const rows = await longRows();
    const curves = [0, lateSince].map((since) => ({since, fit: supremumFit(rows, since)}));
    const exponent = lateExponent(rowsOfLinks(await publishedTails(), "h4"));
    return supremumFigure(curves, {id, ...gapSetting, exponent});
  }
};
