import {FileAttachment} from "observablehq:stdlib";
import {tableFromIPC} from "@uwdata/flechette";
import type {SgdAlong, WrittenSgdRow} from "../experiments/sgdGrid.js";

const files: Readonly<Record<SgdAlong, () => Promise<ArrayBuffer>>> = {
  width: () => FileAttachment("../data/sgd/width.arrow").arrayBuffer(),
  step: () => FileAttachment("../data/sgd/step.arrow").arrayBuffer()
};

/** The precomputed runs of one-pass descent along widths or along steps. */
export async function sgdRows(along: SgdAlong): Promise<WrittenSgdRow[]> {
  return tableFromIPC(await files[along]()).toArray() as WrittenSgdRow[];
}
