import {tableFromIPC} from "@uwdata/flechette";
import {simulateCommand} from "../../src/components/command.js";
import {
  escapePathsFigure,
  escapeSlopesFigure,
  escapeTimesFigure,
  escapingFigure
} from "../../src/components/figures/escapeFigures.js";
import {criticalFigure, halvesFigure, tailFigure, tailSlopesFigure} from "../../src/components/figures/tailFigures.js";
import {alignments} from "../../src/experiments/alignments.js";
import {density} from "../../src/experiments/density.js";
import type {EscapeRow} from "../../src/experiments/escape.js";
import {escapeClock} from "../../src/experiments/escapeClock.js";
import {fitEscape} from "../../src/experiments/escapeFit.js";
import {lineAlignments} from "../../src/experiments/shown.js";
import {type LinksName, linkParameters, linksOf} from "../../src/experiments/singleIndexLinks.js";
import {
  criticalDimension,
  criticalLinks,
  halvesNear,
  halvesTimes,
  tailInputs
} from "../../src/experiments/singleIndexRuns.js";
import {type TailRow, tail} from "../../src/experiments/tail.js";
import {readTails} from "../../src/experiments/tailReading.js";
import {readOutput} from "../site/loaders.js";
import {type PageFigures, rowsOf} from "./opening.js";

const links = linksOf("h4");
const dimension = 32;
const clock = escapeClock("h4", dimension);
const time = clock.times[25];
const setting = {...linkParameters("h4"), dimension, times: clock.times.join(",")};
const escaping = {links, dimension, time, unit: clock.unit};
const network = {...setting, width: 128, seed: 1};

interface Links {
  readonly activation: string;
  readonly target: string;
}

/** The rows of a table with these links. */
export function rowsOfLinks<Row extends Links>(rows: readonly Row[], name: LinksName): Row[] {
  const {activation, target} = linksOf(name);
  return rows.filter((row) => row.activation === activation && row.target === target);
}

async function escapeCurves(...names: LinksName[]) {
  const all = JSON.parse(String(await readOutput("data/escape.json"))) as (EscapeRow & Links)[];
  return names.map((name) => {
    const rows = rowsOfLinks(all, name);
    return {links: linksOf(name), rows, fit: fitEscape(name, rows)};
  });
}

/** The precomputed tails. */
export async function publishedTails(): Promise<(TailRow & Links & {readonly dimension: number})[]> {
  return tableFromIPC(await readOutput("data/tail.arrow")).toArray() as never;
}

/** The commands that make the tails of these links. */
export function tailCommand(...names: LinksName[]): string {
  return tailInputs(...names)
    .map((input) => simulateCommand("tail", input))
    .join("\n");
}

async function tailOf(id: string) {
  const curves = readTails(4, rowsOfLinks(await publishedTails(), "h4"));
  return [curves, {id, links, degree: 4, command: tailCommand("h4")}] as const;
}

export const singleIndex: PageFigures = {
  escaping: async (id) => {
    const parameters = {...setting, alignments: lineAlignments.join(",")};
    const rows = await rowsOf(density, parameters);
    const neurons = await rowsOf(alignments, network);
    return escapingFigure(rows, neurons, {id, ...escaping, parameters});
  },
  "escape-paths": async (id) =>
    escapePathsFigure(await rowsOf(alignments, network), {id, ...escaping, parameters: network}),
  "escape-times": async (id) => escapeTimesFigure(id, await escapeCurves("h3", "h4", "h6"), "power"),
  "escape-slopes": async (id) => escapeSlopesFigure(id, await escapeCurves("h3", "h4", "h6")),
  "escape-log": async (id) => escapeTimesFigure(id, await escapeCurves("h2", "mixed"), "logarithm"),
  halves: async (id) => {
    const parameters = {...linkParameters("h3"), dimension: 16, times: halvesTimes, near: halvesNear, tolerance: 1e-6};
    const rows = await rowsOf(tail, parameters);
    return halvesFigure(rows, {id, links: linksOf("h3"), dimension: 16, near: halvesNear, parameters});
  },
  tail: async (id) => tailFigure(...(await tailOf(id))),
  "tail-slopes": async (id) => tailSlopesFigure(...(await tailOf(id))),
  critical: async (id) => {
    const all = await publishedTails();
    const curves = criticalLinks.map((name) => ({
      links: linksOf(name),
      dimension: criticalDimension,
      rows: rowsOfLinks(all, name).filter((row) => row.dimension === criticalDimension)
    }));
    return criticalFigure(id, curves, tailCommand(...criticalLinks));
  }
};
