import {existsSync} from "node:fs";
import {availableParallelism} from "node:os";
import {useExecutor} from "../../src/kernels/executor.js";
import {progressOn} from "../simulate/progress.js";
import {figuresFolder} from "../site/folders.js";
import {makeOutputs, type Output, staleOutputs, tellingOfOutputs} from "../site/loaders.js";
import {startThreads} from "../threads/threads.js";
import type {Entry} from "./entry.js";
import {type Kept, keep, readKept} from "./kept.js";
import {checkPlaces, placesOfFigures} from "./places.js";
import {moduleFile, provenances} from "./provenance.js";

export interface MakeOptions {
  /** Which figures; all by default. */
  readonly ids?: readonly string[];
  /** Where they are kept. */
  readonly folder?: string;
  /** Threads of the kernels, and loaders at work side by side; the figures do not depend on it. */
  readonly threads?: number;
}

/** A figure that is up to date. */
export interface Made {
  readonly entry: Entry;
  readonly seconds: number;
}

/**
 * Draws the figures that are missing, or whose code, data or files have changed, and says so on stderr; a file of `data`
 * that is stale is made when a figure asks for it. Returns the figures in the order of the pages, by id.
 */
export async function makeFigures(
  data: readonly Output[],
  {ids, folder = figuresFolder, threads = Math.min(64, availableParallelism())}: MakeOptions = {}
): Promise<Map<string, Made>> {
  const places = await placesOfFigures();
  const chosen = [...places.keys()].filter((id) => ids?.includes(id) ?? true);
  const made = await freshFigures(chosen, data, folder);
  const stale = chosen.filter((id) => !made.has(id));
  if (stale.length > 0) {
    console.error(`drawing ${stale.length} of ${chosen.length} figures`);
    // Only now, since all of this takes a second to load.
    const {drawFigure, drawings} = await import("./drawings.js");
    checkPlaces(places, [...drawings.keys()]);
    const provenance = await provenances([...new Set([...drawings.values()].map(({module}) => module))], data);
    const reading = await outputsOnDemand(data, threads);
    const progress = progressOn(process.stderr, "figures");
    const draw = async (id: string) => {
      const {module, make} = drawings.get(id)!;
      const start = performance.now();
      const {value, read} = await reading(() => drawFigure(id, make)).catch((error: Error) => {
        throw new Error(`the figure ${id} cannot be drawn: ${error.message}`, {cause: error});
      });
      const seconds = (performance.now() - start) / 1000;
      made.set(id, await keep(folder, id, value, {module, seconds, ...provenance(module, read)}));
    };
    await withThreads(threads, async () => {
      for (const [i, id] of stale.entries()) {
        progress.report(i / stale.length);
        await draw(id);
      }
    }).finally(() => progress.clear());
  }
  return new Map(
    chosen.map((id) => {
      const {entry, seconds} = made.get(id)!;
      return [id, {entry: {...entry, place: places.get(id)!}, seconds}];
    })
  );
}

/** Those of the figures that are kept and depend on nothing that has changed. */
async function freshFigures(
  ids: readonly string[],
  data: readonly Output[],
  folder: string
): Promise<Map<string, Kept>> {
  const kept = new Map<string, Kept>();
  for (const id of ids) {
    const found = await readKept(folder, id);
    if (found && existsSync(moduleFile(found.module))) kept.set(id, found);
  }
  const modules = [...new Set([...kept.values()].map(({module}) => module))];
  const provenance = await provenances(modules, data);
  return new Map([...kept].filter(([, {entry, module}]) => entry.code === provenance(module, entry.data).code));
}

/** Runs a task that reads outputs, made before where they are stale, and tells which it read. */
async function outputsOnDemand(data: readonly Output[], processes: number) {
  const stale = new Set((await staleOutputs(data)).map(({path}) => path));
  let making = Promise.resolve();
  return async <Value>(task: () => Promise<Value>): Promise<{value: Value; read: string[]}> => {
    const read = new Set<string>();
    const told = (path: string) => {
      read.add(path);
      // One after the other: each notes in the same record what it has made.
      if (stale.delete(path))
        making = making.then(() =>
          makeOutputs(
            data.filter((one) => one.path === path),
            {processes}
          )
        );
      return making;
    };
    const value = await tellingOfOutputs(told, task);
    return {value, read: [...read].sort()};
  };
}

async function withThreads(count: number, task: () => Promise<void>): Promise<void> {
  const threads = startThreads(count);
  const before = useExecutor(threads);
  try {
    await task();
  } finally {
    useExecutor(before);
    await threads.stop();
  }
}
