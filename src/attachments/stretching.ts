import {FileAttachment} from "observablehq:stdlib";
import type {PropagatorRow} from "../experiments/propagator.js";
import type {PropagatorLevelsRow} from "../experiments/propagatorLevels.js";

/** The precomputed rows of the experiment `propagator` for He4: several dimensions and times. */
export async function stretching(): Promise<PropagatorRow[]> {
  return (await FileAttachment("../data/propagator.json").json()) as PropagatorRow[];
}

/** A precomputed row of the experiment `propagator-levels` with its problem; what was not reached is null. */
export type PublishedLevelsRow = PropagatorLevelsRow & {readonly problem: string};

/** The precomputed rows of the experiment `propagator-levels`: several problems, dimensions and levels. */
export async function stretchingLevels(): Promise<PublishedLevelsRow[]> {
  return (await FileAttachment("../data/propagatorLevels.json").json()) as PublishedLevelsRow[];
}
