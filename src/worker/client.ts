import type {Report} from "../experiments/experiment.js";
import {unpackRows} from "./packedRows.js";
import type {Port, RunReply, RunRequest} from "./protocol.js";
import type {ExperimentName, ExperimentRows} from "./rows.js";
import {withSlots} from "./slots.js";

/** The part of a Worker that a client needs. */
export interface WorkerLike extends Port {
  onmessage: ((event: MessageEvent<RunReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

export interface RunOptions<Row> {
  /** Called with every report as it arrives. */
  readonly onReport?: (report: Report<Row>) => void;
  /** Cancels: the worker is stopped in the middle of whatever it does, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Cancels as well, when it resolves: Framework's `invalidation`, so that no run outlives the settings it was for. */
  readonly invalidation?: Promise<unknown>;
}

/** Runs an experiment elsewhere and resolves with all of its rows. */
export type Runner = <Name extends ExperimentName>(
  name: Name,
  parameters: Readonly<Record<string, unknown>>,
  options?: RunOptions<ExperimentRows[Name]>
) => Promise<ExperimentRows[Name][]>;

/** Workers that are kept for the next run; more of them would only hold memory. */
const mostIdle = 2;

/** One worker for simulations, as Framework finds it in a page: the file has to be named in this one line. */
function spawnWorker(): WorkerLike {
  return new Worker(import.meta.resolve("./simulate.worker.js"), {type: "module"});
}

/**
 * A runner with its own workers: one run occupies one worker, idle workers are kept for the next run, a cancelled run's
 * worker is terminated and replaced when it is needed. `onActivity` hears how many runs are under way.
 */
export function createRunner(
  spawn: () => WorkerLike = spawnWorker,
  onActivity: (active: number) => void = () => {}
): Runner {
  const idle: WorkerLike[] = [];
  let runs = 0;
  let active = 0;
  return <Name extends ExperimentName>(
    name: Name,
    parameters: Readonly<Record<string, unknown>>,
    {onReport, signal: given, invalidation}: RunOptions<ExperimentRows[Name]> = {}
  ) =>
    new Promise<ExperimentRows[Name][]>((resolve, reject) => {
      const signal = either(given, invalidation);
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const worker = idle.pop() ?? spawn();
      const run = ++runs;
      const rows: ExperimentRows[Name][] = [];
      const detach = () => {
        signal?.removeEventListener("abort", abort);
        worker.onmessage = null;
        worker.onerror = null;
        onActivity(--active);
      };
      const discard = () => {
        detach();
        worker.terminate();
      };
      const release = () => {
        detach();
        if (idle.length < mostIdle) idle.push(worker);
        else worker.terminate();
      };
      const abort = () => {
        discard();
        reject(signal!.reason);
      };
      signal?.addEventListener("abort", abort, {once: true});
      worker.onmessage = ({data}) => {
        if (data.run !== run) return;
        if (data.kind === "report") {
          const report = {...data.report, rows: unpackRows(data.report.rows)} as Report<ExperimentRows[Name]>;
          for (const row of report.rows) rows.push(row);
          try {
            onReport?.(report);
          } catch (error) {
            discard();
            reject(error);
          }
        } else {
          release();
          if (data.kind === "done") resolve(rows);
          else reject(Object.assign(new Error(data.message), {name: data.name, stack: data.stack}));
        }
      };
      worker.onerror = (event) => {
        discard();
        reject(new Error(`the simulation worker stopped: ${event.message || "it could not be loaded"}`));
      };
      const request: RunRequest = {run, name, parameters};
      onActivity(++active);
      worker.postMessage(request);
    });
}

/** The same runner, which leaves one measure for each experiment with its parameters: the seconds of the last run that ended. */
export function measured(run: Runner): Runner {
  return async (name, parameters, options) => {
    const start = performance.now();
    const rows = await run(name, parameters, options);
    const measure = `run ${name} ${JSON.stringify(parameters)}`;
    performance.clearMeasures(measure);
    performance.measure(measure, {start});
    return rows;
  };
}

/** The same runner, of whose cancelled runs nobody has to know whose cell has been computed anew meanwhile. */
export function droppable(run: Runner): Runner {
  return (name, parameters, options) => {
    const rows = run(name, parameters, options);
    void options?.invalidation?.then(() => rows.catch(() => {}));
    return rows;
  };
}

/** One signal for both ways to cancel; undefined where there is none. */
function either(signal: AbortSignal | undefined, invalidation: Promise<unknown> | undefined): AbortSignal | undefined {
  if (invalidation === undefined || signal?.aborted) return signal;
  const controller = new AbortController();
  signal?.addEventListener("abort", () => controller.abort(signal.reason), {once: true});
  void invalidation.then(() => controller.abort());
  return controller.signal;
}

const runner = createRunner(spawnWorker, (active) => {
  document.documentElement.toggleAttribute("data-computing", active > 0);
});

/**
 * Runs an experiment of the registry by name in a module worker; the page stays free. While runs are under way, the
 * page's root carries `data-computing`, for the stylesheet to say so. How long one took stays as a measure of User Timing, for
 * the figure that shows its rows and for the browser's tools. One processor is left to the page.
 */
export const runInWorker: Runner = droppable(
  withSlots(measured(runner), Math.max(1, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1))
);
