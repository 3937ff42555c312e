import {FileAttachment} from "observablehq:stdlib";
import type {PropagatorRow} from "../experiments/propagator.js";

/** The precomputed rows of the experiment `propagator` for He4: several dimensions and times. */
export async function stretching(): Promise<PropagatorRow[]> {
  return (await FileAttachment("../data/propagator.json").json()) as PropagatorRow[];
}
