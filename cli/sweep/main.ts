import {readFileSync} from "node:fs";
import {ParameterError} from "../../src/experiments/parameters.js";
import {experiments} from "../../src/experiments/registry.js";
import {sweeps} from "../../src/experiments/sweeps.js";
import {openStore, type Store} from "../../store/store.js";
import {StoreError} from "../../store/storeError.js";
import {writeWhole} from "../simulate/output.js";
import {UsageError} from "../simulate/usage.js";
import {type Request, readCommandLine} from "./command.js";
import type {Cell, CellEvent} from "./engine.js";
import {checkFiles, contentsOf, type Files, gridOf} from "./files.js";
import {Forecast} from "./forecast.js";
import {Interruption, interruptible} from "./interruption.js";
import {describeCell, planSweep} from "./plan.js";
import {progressOn, type Screen} from "./progress.js";
import {describeOutcome, describePlan} from "./report.js";
import {readSource, type Source} from "./source.js";
import {forgetSweep, rememberSweep, unfinishedSweep} from "./unfinished.js";

/** Where reports and help, and where progress and complaints go. */
export interface Streams {
  readonly stdout: {write(text: string): unknown; readonly columns?: number};
  readonly stderr: Screen;
}

/**
 * Does what the command line asks for and returns the exit code: 0 if all cells are there, 1 if some are missing, 2 for input or
 * files that cannot be used, and that of a signal which ended it.
 */
export async function sweep(args: readonly string[], streams: Streams): Promise<number> {
  try {
    const {version} = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    const request = readCommandLine(args, {sweeps, version, stdout: streams.stdout});
    return request ? await run(request, streams) : 0;
  } catch (error) {
    if (error instanceof Interruption) return error.code;
    const message = error instanceof Error ? error.message : String(error);
    streams.stderr.write(`sweep: ${message.replace(/\s*[\r\n]+\s*/g, " ")}\n`);
    return error instanceof UsageError || error instanceof ParameterError || error instanceof StoreError ? 2 : 1;
  }
}

async function run(request: Request, {stdout, stderr}: Streams): Promise<number> {
  const store = openStore();
  const source = await sourceOf(request, store);
  const plan = await planSweep(source.name, source.sweep, experiments);
  const files = checkFiles(request, plan);
  const stored = await storedOf(plan.cells, store);
  if (request.resume && stored.size === 0)
    throw new UsageError(
      `--resume must find finished cells of ${plan.name} in the store ${store.folder}, got none of ${plan.cells.length} ` +
        "(its grid or code may have changed since); leave out --resume to begin"
    );
  const waiting = plan.cells.filter(({key}) => !stored.has(key));
  if (request.dryRun) {
    stdout.write(describePlan(plan, stored, request.jobs));
    writeMissing(files, waiting, new Map());
    return 0;
  }
  await rememberSweep(store, source.origin);
  const tally = new Forecast(waiting, request.jobs, () => performance.now());
  const start = performance.now();
  if (waiting.length > 0) await compute(waiting, tally, source, request, stderr);
  const missing = waiting.filter(({key}) => !tally.done.has(key));
  stderr.write(describeOutcome(plan, tally, missing, (performance.now() - start) / 1000));
  writeMissing(files, missing, tally.failed);
  if (missing.length > 0) {
    stderr.write(goOn(source, files));
    return 1;
  }
  writeWhole(await contentsOf(plan, files, store));
  await forgetSweep(store, source.origin);
  return 0;
}

/** The sweep that is named, or the one that was interrupted. */
async function sourceOf({source}: Request, store: Store): Promise<Source> {
  const text = source ?? (await unfinishedSweep(store));
  if (text !== undefined) return readSource(text, sweeps);
  throw new UsageError(
    `--resume must follow a sweep that was interrupted, got none in the store ${store.folder}; ` +
      "name the sweep, as in npm run sweep -- grid.json"
  );
}

/** The keys of the cells that need not be computed. */
async function storedOf(cells: readonly Cell[], store: Store): Promise<ReadonlySet<string>> {
  const stored = new Set<string>();
  for (const {key} of cells) if (await store.find(key)) stored.add(key);
  return stored;
}

/** Computes the cells, showing how it goes; where it is ended says what is kept, and rejects. */
async function compute(
  cells: readonly Cell[],
  tally: Forecast,
  source: Source,
  {engine, jobs, slurm}: Request,
  stderr: Screen
): Promise<void> {
  const names = new Map(cells.map((cell) => [cell.key, describeCell(cell)]));
  const progress = progressOn(stderr, source.name, tally, () => performance.now());
  const report = (event: CellEvent): void => {
    tally.note(event);
    if (event.state === "failed") progress.say(`failed: ${names.get(event.key)}: ${event.message}`);
    progress.update();
  };
  try {
    const loaded = await engine.load(slurm);
    progress.update();
    await interruptible((signal) => loaded.run(cells, {jobs, signal, report, say: progress.say}));
  } catch (error) {
    progress.stop();
    stderr.write(`sweep: ${tally.done.size} of ${cells.length} cells were computed and are kept\n${goOn(source)}`);
    throw error;
  } finally {
    progress.stop();
  }
}

/** What to type to compute what is missing. */
function goOn({origin}: Source, {output, summary}: Partial<Files> = {}): string {
  const unwritten = [output, summary?.table].flatMap((target) => (target ? [target.given] : []));
  const excuse = unwritten.length > 0 ? `${unwritten.join(" and ")} will be written when no cell is missing; ` : "";
  return `sweep: ${excuse}to go on: npm run sweep -- ${/\s/.test(origin) ? `"${origin}"` : origin}\n`;
}

function writeMissing({missing: target}: Files, cells: readonly Cell[], failures: ReadonlyMap<string, string>): void {
  if (target) writeWhole([{target, chunks: [gridOf(cells, failures)]}]);
}
