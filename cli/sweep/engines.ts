import {availableParallelism} from "node:os";
import {resolve} from "node:path";
import {openStore} from "../../store/store.js";
import {root} from "../site/folders.js";
import type {Engine} from "./engine.js";

/** An engine by its name, loaded when it is asked for. */
export interface EngineEntry {
  /** Where it computes: completes "--engine NAME computes …". */
  readonly where: string;
  /** How many cells at once, unless the user says otherwise. */
  readonly jobs: number;
  /** `flags` are those that the user has for the engine's scheduler. */
  load(flags: readonly string[]): Promise<Engine>;
}

/** Every way to compute the cells of a sweep; the first is the default. */
export const engines: Readonly<Record<string, EngineEntry>> = {
  local: {
    where: "in processes on this machine's cores",
    jobs: availableParallelism(),
    load: async () => (await import("./local.js")).local
  },
  slurm: {
    where: "in array jobs of a Slurm cluster, from its login node (docs/cluster.md)",
    jobs: 100,
    async load(flags) {
      const [{slurm}, {SlurmCommands}] = await Promise.all([import("./slurm.js"), import("./slurm/slurmCommands.js")]);
      const store = openStore();
      const place = {
        node: process.execPath,
        checkout: root,
        store: resolve(store.folder),
        program: "cli/sweep/slurm/task.ts"
      };
      const isStored = async ({key}: {readonly key: string}) => (await store.find(key)) !== undefined;
      return slurm({place, isStored}, new SlurmCommands(flags));
    }
  }
};
