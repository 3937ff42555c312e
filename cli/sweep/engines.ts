import {availableParallelism} from "node:os";
import type {Engine} from "./engine.js";

/** An engine by its name, loaded when it is asked for. */
export interface EngineEntry {
  /** Where it computes: completes "--engine NAME computes …". */
  readonly where: string;
  /** How many cells at once, unless the user says otherwise. */
  readonly jobs: number;
  load(): Promise<Engine>;
}

/** Every way to compute the cells of a sweep; the first is the default. */
export const engines: Readonly<Record<string, EngineEntry>> = {
  local: {
    where: "in processes on this machine's cores",
    jobs: availableParallelism(),
    load: async () => (await import("./local.js")).local
  }
};
