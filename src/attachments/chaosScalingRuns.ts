import {FileAttachment} from "observablehq:stdlib";
import {tableFromIPC} from "@uwdata/flechette";
import type {ChaosScalingRow} from "../experiments/chaosScaling.js";

/** The precomputed rows of the experiment `chaos-scaling` with its default parameters. */
export async function chaosScalingRuns(): Promise<ChaosScalingRow[]> {
  const bytes = await FileAttachment("../data/chaosScaling.arrow").arrayBuffer();
  return tableFromIPC(bytes).toArray() as ChaosScalingRow[];
}
