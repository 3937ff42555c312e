import {setTimeout} from "node:timers/promises";
import type {Cell, Engine, EngineOptions} from "./engine.js";
import type {Place} from "./slurm/script.js";
import {type Slurm, SlurmCommands} from "./slurm/slurmCommands.js";
import {SlurmSweep} from "./slurm/slurmSweep.js";

export interface SlurmOptions {
  readonly place: Place;
  /** How much work a task should have; chosen by the work of the sweep where it is not given. */
  readonly taskSeconds?: number;
  /** Whether a result is in the store. */
  readonly isStored: (cell: Cell) => Promise<boolean>;
  /** Seconds to wait before Slurm is asked again, so many seconds after the start. */
  readonly pause?: (elapsed: number) => number;
}

/** Every second at first; from five minutes on every 15 s, which no administrator minds. */
function politePause(elapsed: number): number {
  return Math.min(15, Math.max(1, elapsed / 20));
}

/**
 * Computes cells on a Slurm cluster: submits array jobs, follows them, and submits again what was lost. Jobs of the same
 * sweep that still run are taken over instead of being submitted anew. When the sweep is ended by its signal or by an error,
 * its jobs are cancelled; when this process is killed they go on.
 */
export function slurm(options: SlurmOptions, commands: Slurm = new SlurmCommands()): Engine {
  return {
    name: "slurm",
    async run(cells: readonly Cell[], engineOptions: EngineOptions): Promise<void> {
      const {signal} = engineOptions;
      const {pause = politePause} = options;
      const start = performance.now();
      const sweep = new SlurmSweep(cells, commands, options, engineOptions);
      try {
        signal.throwIfAborted();
        await sweep.takeOver();
        for (;;) {
          await sweep.submitDue();
          if (sweep.settled) break;
          const seconds = pause((performance.now() - start) / 1000);
          await setTimeout(1000 * seconds, undefined, {signal}).catch(() => signal.throwIfAborted());
          await sweep.look();
          signal.throwIfAborted();
        }
      } catch (error) {
        await sweep.cancel();
        throw error;
      }
      await sweep.clear();
    }
  };
}
