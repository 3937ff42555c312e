import {FileAttachment} from "observablehq:stdlib";
import {tableFromIPC} from "@uwdata/flechette";
import type {GapRow} from "../experiments/gap.js";

/** A precomputed row of the experiment `gap`; numbers outside a warrant are null. */
export type PublishedGapRow = {readonly [Name in keyof GapRow]: GapRow[Name]} & {readonly width: number};

const files: Readonly<Record<string, () => Promise<ArrayBuffer>>> = {
  "He3/8": () => FileAttachment("../data/gap/He3/8.arrow").arrayBuffer(),
  "He3/16": () => FileAttachment("../data/gap/He3/16.arrow").arrayBuffer(),
  "He3/32": () => FileAttachment("../data/gap/He3/32.arrow").arrayBuffer(),
  "He3/64": () => FileAttachment("../data/gap/He3/64.arrow").arrayBuffer(),
  "He4/8": () => FileAttachment("../data/gap/He4/8.arrow").arrayBuffer(),
  "He4/16": () => FileAttachment("../data/gap/He4/16.arrow").arrayBuffer(),
  "He4/32": () => FileAttachment("../data/gap/He4/32.arrow").arrayBuffer(),
  "He4/64": () => FileAttachment("../data/gap/He4/64.arrow").arrayBuffer(),
  "He6/8": () => FileAttachment("../data/gap/He6/8.arrow").arrayBuffer(),
  "He6/16": () => FileAttachment("../data/gap/He6/16.arrow").arrayBuffer(),
  "He6/32": () => FileAttachment("../data/gap/He6/32.arrow").arrayBuffer(),
  "He6/64": () => FileAttachment("../data/gap/He6/64.arrow").arrayBuffer(),
  "He4_misspecified/8": () => FileAttachment("../data/gap/He4_misspecified/8.arrow").arrayBuffer(),
  "He4_misspecified/16": () => FileAttachment("../data/gap/He4_misspecified/16.arrow").arrayBuffer(),
  "He4_misspecified/32": () => FileAttachment("../data/gap/He4_misspecified/32.arrow").arrayBuffer(),
  "He4_misspecified/64": () => FileAttachment("../data/gap/He4_misspecified/64.arrow").arrayBuffer()
};

/** The precomputed runs of a problem and dimension, all widths and seeds; fetched when first asked for. */
export async function gapRuns(problem: string, dimension: number): Promise<PublishedGapRow[]> {
  const file = files[`${problem}/${dimension}`];
  if (file === undefined) throw new Error(`no runs were computed beforehand for ${problem} in dimension ${dimension}`);
  return tableFromIPC(await file()).toArray() as PublishedGapRow[];
}

/** The precomputed rows of all seeds with the same problem, dimension and width; none where there were no such runs. */
export async function runsBeside(run: {
  readonly problem: string | undefined;
  readonly dimension: number;
  readonly width: number;
}): Promise<PublishedGapRow[]> {
  if (run.problem === undefined || files[`${run.problem}/${run.dimension}`] === undefined) return [];
  return (await gapRuns(run.problem, run.dimension)).filter(({width}) => width === run.width);
}

/** The precomputed rows with the same problem, dimension, width and seed; none where there was no such run. */
export async function sameRun(run: {
  readonly problem: string;
  readonly dimension: number;
  readonly width: number;
  readonly seed: number;
}): Promise<PublishedGapRow[]> {
  if (files[`${run.problem}/${run.dimension}`] === undefined) return [];
  const rows = await gapRuns(run.problem, run.dimension);
  return rows.filter(({width, seed}) => width === run.width && seed === run.seed);
}
