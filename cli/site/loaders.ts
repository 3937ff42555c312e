import {AsyncLocalStorage} from "node:async_hooks";
import {existsSync} from "node:fs";
import {readdir, readFile, utimes} from "node:fs/promises";
import {join} from "node:path";
import {type Grid, grid, sources} from "../../src/data/grid.js";
import {codesOf} from "../../store/code.js";
import {canonicalJson, hash} from "../../store/key.js";
import {type Job, type PoolOptions, runAll} from "../../store/pool.js";
import {writeWhole} from "../../store/whole.js";
import {cache, root} from "./folders.js";

/** A file that a loader makes. */
export interface Output {
  /** Its path below `src`, as pages name it: "data/gap/He4/16.arrow". */
  readonly path: string;
  /** The loader's path below the root. */
  readonly loader: string;
  /** What the loader is called with: one `--name=value` for each parameter in its path. */
  readonly args: readonly string[];
  /** Hash of all that the file depends on. */
  readonly key: string;
  /** The versions of the packages among them, by their places in node_modules. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Mathematical functions may differ in the last bit between releases of the engine. */
export const nodeMajor = process.versions.node.split(".")[0]!;

const LOADER = /\.(arrow|csv|json|svg|txt)\.ts$/;
const recordPath = join(root, "src", ".observablehq", "outputs.json");

/** Every output of every loader, with its key. Throws where the grid and the loaders do not match. */
export async function outputs(): Promise<Output[]> {
  const folder = join(root, "src", "data");
  const files = (await readdir(folder, {recursive: true})).map((name) => name.replaceAll("\\", "/"));
  const loaders = files.filter((name) => LOADER.test(name)).sort();
  const unknown = [...Object.keys(grid), ...Object.keys(sources)].find((name) => !loaders.includes(`${name}.ts`));
  if (unknown) throw new Error(`src/data/grid.ts names ${unknown}, but there is no loader src/data/${unknown}.ts`);
  const code = await codesOf(loaders.map((name) => join(folder, name)));
  const read = new Map(
    await Promise.all(Object.entries(sources).map(async ([path, files]) => [path, await hashesOf(files)] as const))
  );
  return loaders.flatMap((name, i) => {
    const path = name.replace(/\.ts$/, "");
    return combinations(path, grid[path] ?? {}).map((values) => {
      const args = values.map(([parameter, value]) => `--${parameter}=${value}`);
      return {
        path: `data/${values.reduce((text, [parameter, value]) => text.replace(`[${parameter}]`, value), path)}`,
        loader: `src/data/${name}`,
        args,
        key: hash(canonicalJson({code: code[i]!.hash, args, node: nodeMajor, sources: read.get(path)})),
        packages: code[i]!.packages
      };
    });
  });
}

/** The hashes of files of the repository, null for one that is missing: its loader will say so. */
async function hashesOf(files: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(files.map((file) => readFile(join(root, file)).then(hash, () => null)));
}

/** All choices of one value a parameter, in the order of the path. */
export function combinations(path: string, values: Grid[string]): [parameter: string, value: string][][] {
  let chosen: [string, string][][] = [[]];
  for (const [, name] of path.matchAll(/\[(\w+)\]/g)) {
    const list = values[name!];
    if (!list?.length)
      throw new Error(`src/data/grid.ts gives no values of ${name} for the loader src/data/${path}.ts`);
    chosen = chosen.flatMap((before) => list.map((value): [string, string][] => [...before, [name!, String(value)]]));
  }
  return chosen;
}

/** Where Framework looks for this output before it would run the loader. */
export function cached({path}: Pick<Output, "path">): string {
  return join(cache, ...path.split("/"));
}

const telling = new AsyncLocalStorage<(path: string) => Promise<void>>();

/** The content of an output that has been made. */
export async function readOutput(path: string): Promise<Buffer> {
  await telling.getStore()?.(path);
  return readFile(cached({path}));
}

/** Runs a task in which `told` hears of every output before it is read. */
export function tellingOfOutputs<Value>(
  told: (path: string) => Promise<void>,
  task: () => Promise<Value>
): Promise<Value> {
  return telling.run(told, task);
}

/** With which key each output was made, and how long it took. */
type Made = Record<string, {key: string; seconds: number}>;

async function readRecord(): Promise<Made> {
  return JSON.parse(await readFile(recordPath, "utf8").catch(() => "{}"));
}

/** How many seconds each output took when it was last made, by its path. */
export async function outputSeconds(): Promise<Record<string, number>> {
  return Object.fromEntries(Object.entries(await readRecord()).map(([path, {seconds}]) => [path, seconds]));
}

/** The outputs that are missing or were made by other code. */
export async function staleOutputs(all: readonly Output[]): Promise<Output[]> {
  const record = await readRecord();
  return all.filter((output) => record[output.path]?.key !== output.key || !existsSync(cached(output)));
}

/**
 * Gives all outputs the same time. A build names modules and registers files by their outputs' times, so that otherwise
 * no two builds agree; it does not mind that a loader is newer. The preview does, so there the time is now.
 */
export async function setTimes(all: readonly Output[], time: Date): Promise<void> {
  for (const output of all) if (existsSync(cached(output))) await utimes(cached(output), time, time);
}

/**
 * An output that was never timed starts before those that were: first those without parameters, since a loader of one file
 * is the largest piece of its kind, then those with the larger parameters.
 */
function guess({args}: Output): number {
  if (args.length === 0) return Number.MAX_VALUE;
  return args.reduce((product, arg) => product * (Number(arg.split("=")[1]) || 1), 1e6);
}

/** Makes the outputs that are missing or stale, side by side, and says so on stderr. */
export async function makeOutputs(
  all: readonly Output[],
  {processes}: Pick<PoolOptions, "processes"> = {}
): Promise<void> {
  const stale = await staleOutputs(all);
  if (stale.length === 0) return;
  const record = await readRecord();
  let count = 0;
  const jobs = stale.map(
    (output): Job => ({
      name: `src/data: ${output.path}`,
      args: ["--import", "tsx", output.loader, ...output.args],
      output: cached(output),
      weight: record[output.path]?.seconds ?? guess(output)
    })
  );
  console.error(`computing ${stale.length} of ${all.length} data files`);
  await runAll(jobs, {
    processes,
    done: (job, seconds) => {
      const output = stale[jobs.indexOf(job)]!;
      record[output.path] = {key: output.key, seconds};
      console.error(`[${++count}/${stale.length}] ${output.path} (${seconds.toFixed(1)} s)`);
    }
  }).finally(() => writeWhole(recordPath, JSON.stringify(record)));
}
