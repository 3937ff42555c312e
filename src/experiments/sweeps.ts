import type {Sweep} from "./sweep.js";

/** The sweeps that have a name. */
export const sweeps: Readonly<Record<string, Sweep>> = {};
