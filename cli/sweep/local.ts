import {UsageError} from "../simulate/usage.js";
import type {Cell, Engine, EngineOptions} from "./engine.js";
import {WorkerProcess} from "./workerProcess.js";

/** How often a cell is tried. */
const tries = 2;

/** Worker processes on this machine, which stay until no cell is left; one that dies is replaced. */
export const local: Engine = localWith(new URL("./worker.ts", import.meta.url));

/** The same with workers of another module that speaks as `worker.ts` does. */
export function localWith(module: URL): Engine {
  return {
    name: "local",
    async run(cells, options) {
      const {jobs, signal} = options;
      signal.throwIfAborted();
      const crew = new Crew(module, cells, options);
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => crew.dismiss().finally(() => reject(signal.reason)), {once: true});
      });
      const work = Array.from({length: Math.min(jobs, cells.length)}, () => crew.work());
      try {
        await Promise.race([Promise.all(work), aborted]);
      } finally {
        await crew.dismiss();
      }
    }
  };
}

/** The workers of a sweep and the cells that wait for them. */
class Crew {
  private readonly waiting: Cell[];
  private readonly failures = new Map<string, number>();
  private readonly workers = new Set<WorkerProcess>();
  private dismissed = false;

  constructor(
    private readonly module: URL,
    cells: readonly Cell[],
    private readonly options: EngineOptions
  ) {
    this.waiting = [...cells].sort((a, b) => b.cost - a.cost);
  }

  /** Ends all workers, whatever they do. */
  async dismiss(): Promise<void> {
    this.dismissed = true;
    await Promise.all([...this.workers].map((worker) => worker.end()));
  }

  /** One worker after the other, if need be, takes cells until none is left. */
  async work(): Promise<void> {
    let worker: WorkerProcess | undefined;
    while (!this.dismissed && this.waiting.length > 0) {
      worker ??= await this.hire();
      // Another worker may have taken the last one meanwhile.
      const cell = this.waiting.shift();
      if (!cell || this.dismissed) break;
      if ((await this.compute(cell, worker)) === "died") {
        this.workers.delete(worker);
        worker = undefined;
      }
    }
    await worker?.end();
  }

  private async hire(): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start(this.module, this.options.say);
    this.workers.add(worker);
    return worker;
  }

  /** Computes a cell; one that failed goes back to the end of the queue, once. Throws if no other cell can succeed. */
  private async compute(cell: Cell, worker: WorkerProcess): Promise<"lives" | "died"> {
    const {key} = cell;
    const {report} = this.options;
    report({key, state: "started"});
    const outcome = await worker.compute(cell);
    if (this.dismissed) return "lives";
    if ("seconds" in outcome) {
      report({key, state: "done", seconds: outcome.seconds});
      return "lives";
    }
    report({key, state: "failed", message: outcome.message});
    if (outcome.hopeless) throw new UsageError(outcome.message);
    const failed = (this.failures.get(key) ?? 0) + 1;
    this.failures.set(key, failed);
    if (failed < tries) this.waiting.push(cell);
    return outcome.died ? "died" : "lives";
  }
}
