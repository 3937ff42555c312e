import {FileAttachment} from "observablehq:stdlib";
import {tableFromIPC} from "@uwdata/flechette";
import type {RadialSgdRow} from "../experiments/radialSgd.js";
import type {RadialTransitionRow} from "../experiments/radialTransition.js";

/** The precomputed run of one-pass SGD. */
export async function radialSgdRun(): Promise<RadialSgdRow[]> {
  return tableFromIPC(await FileAttachment("../data/radialSgd.arrow").arrayBuffer()).toArray() as RadialSgdRow[];
}

/** The precomputed risks against Δ, with the interaction of d dimensions and its limit. */
export async function radialTransitions(): Promise<(RadialTransitionRow & {readonly interaction: string})[]> {
  return (await FileAttachment("../data/radialTransition.json").json()) as (RadialTransitionRow & {
    readonly interaction: string;
  })[];
}
