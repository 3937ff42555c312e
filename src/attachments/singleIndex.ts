import {FileAttachment} from "observablehq:stdlib";
import {tableFromIPC} from "@uwdata/flechette";
import type {EscapeRow} from "../experiments/escape.js";
import type {GapRow} from "../experiments/gap.js";
import type {TailRow} from "../experiments/tail.js";

/** The links of a precomputed row. */
interface Links {
  readonly activation: string;
  readonly target: string;
}

/** The rows of some links. */
export function ofLinks<Row extends Links>(rows: readonly Row[], {activation, target}: Links): Row[] {
  return rows.filter((row) => row.activation === activation && row.target === target);
}

export type PublishedEscapeRow = EscapeRow & Links;
export type PublishedTailRow = TailRow & Links & {readonly dimension: number};
export type PublishedLongGapRow = GapRow & Links & {readonly dimension: number; readonly width: number};

/** The precomputed escape times. */
export async function escapeRows(): Promise<PublishedEscapeRow[]> {
  return (await FileAttachment("../data/escape.json").json()) as PublishedEscapeRow[];
}

/** The precomputed tails; numbers that are not resolved are null. */
export async function tailRows(): Promise<PublishedTailRow[]> {
  return tableFromIPC(await FileAttachment("../data/tail.arrow").arrayBuffer()).toArray() as PublishedTailRow[];
}

/** The precomputed runs of finite networks over long times. */
export async function longGapRows(): Promise<PublishedLongGapRow[]> {
  return tableFromIPC(await FileAttachment("../data/longGap.arrow").arrayBuffer()).toArray() as PublishedLongGapRow[];
}

/** ∫√(R − least risk) to its end, one row a link and dimension. */
export async function learnedRows(): Promise<PublishedTailRow[]> {
  return (await FileAttachment("../data/learned.json").json()) as PublishedTailRow[];
}
