import {FileAttachment} from "observablehq:stdlib";
import {tableFromIPC} from "@uwdata/flechette";
import type {LazyRow} from "../experiments/lazy.js";
import type {StaircaseRow} from "../experiments/staircase.js";

/** A precomputed row of the experiment `lazy` with the model that it belongs to. */
export type PublishedLazyRow = LazyRow & {readonly activation: string; readonly layer: string};

/** A precomputed row of the experiment `staircase`; what does not apply to a row is null. */
export type PublishedStaircaseRow = {readonly [Name in keyof StaircaseRow]: StaircaseRow[Name] | null};

/** The scaling laws in N: all models, widths, scalings and seeds at the last time. */
export async function lazySweepRows(): Promise<PublishedLazyRow[]> {
  return tableFromIPC(await FileAttachment("../data/lazy.arrow").arrayBuffer()).toArray() as PublishedLazyRow[];
}

const staircases: Readonly<Record<number, readonly (() => Promise<unknown>)[]>> = {
  8: [
    () => FileAttachment("../data/staircase/8/few.json").json(),
    () => FileAttachment("../data/staircase/8/many.json").json()
  ],
  16: [
    () => FileAttachment("../data/staircase/16/few.json").json(),
    () => FileAttachment("../data/staircase/16/many.json").json()
  ]
};

/** The staircase without noise in one of the dimensions in which it is measured. */
export async function staircaseRows(dimension: number): Promise<PublishedStaircaseRow[]> {
  const files = staircases[dimension];
  if (files === undefined) throw new Error(`no staircase was computed beforehand in dimension ${dimension}`);
  const parts = await Promise.all(files.map((file) => file()));
  return (parts as PublishedStaircaseRow[][]).flat();
}

/** The staircase with noise. */
export async function noisyStaircaseRows(): Promise<PublishedStaircaseRow[]> {
  return (await FileAttachment("../data/noisyStaircase.json").json()) as PublishedStaircaseRow[];
}
