import {randomBytes} from "node:crypto";
import {mkdir, readdir, readFile, rm, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {Cell} from "../engine.js";
import {mainOf} from "../workerProcess.js";
import {batchScript, type Place, timeLimitIn} from "./script.js";

/** One task of an array job. */
export interface Task {
  readonly index: number;
  readonly cells: readonly Cell[];
  /** How many events of its journal have been taken note of. */
  heard: number;
  /** Slurm's word for how it ended; undefined while it waits or runs. */
  ending?: string;
}

export function isGoingOn({ending}: Task): boolean {
  return ending === undefined;
}

/** An array job and its folder in the store, which holds the batch script, each task's cells, journal and log. */
export interface ArrayJob {
  /** Its name in the queue and its folder's name. */
  readonly name: string;
  readonly folder: string;
  readonly tasks: readonly Task[];
  /** The time limit that its script asks for, in minutes. */
  readonly limit: number;
  /** Slurm's number of it. */
  id: string;
}

/** Where a store keeps the folders of array jobs. */
export function jobsFolder(store: string): string {
  return join(store, "slurm");
}

export function scriptPath(folder: string): string {
  return join(folder, "job.sh");
}

export function cellsPath(folder: string, index: number): string {
  return join(folder, `${index}.json`);
}

export function logPath(folder: string, index: number | "%a"): string {
  return join(folder, `${index}.log`);
}

/** Writes the folder of a new array job that asks for so many minutes. */
export async function writeArrayJob(
  tasks: readonly (readonly Cell[])[],
  limit: number,
  place: Place
): Promise<Omit<ArrayJob, "id">> {
  const name = `polywidth-${randomBytes(4).toString("hex")}`;
  const folder = join(jobsFolder(place.store), name);
  await mkdir(folder, {recursive: true});
  await writeFile(scriptPath(folder), batchScript(place, folder, limit));
  for (const [index, cells] of tasks.entries()) await writeFile(cellsPath(folder, index), JSON.stringify(cells));
  return {name, folder, tasks: tasks.map((cells, index) => ({index, cells, heard: 0})), limit};
}

/** The array jobs whose folders are in this store, by name; whether Slurm still knows them is another question. */
export async function arrayJobNames(store: string): Promise<string[]> {
  const names = await readdir(jobsFolder(store)).catch(() => []);
  return names.filter((name) => /^polywidth-[0-9a-f]{8}$/.test(name));
}

/** The array job of this name as its folder describes it. */
export async function readArrayJob(store: string, name: string): Promise<Omit<ArrayJob, "id">> {
  const folder = join(jobsFolder(store), name);
  const indices = (await readdir(folder)).flatMap((file) => /^(\d+)\.json$/.exec(file)?.[1] ?? []).map(Number);
  const tasks: Task[] = [];
  for (const index of indices.sort((a, b) => a - b)) {
    const cells: Cell[] = JSON.parse(await readFile(cellsPath(folder, index), "utf8"));
    tasks.push({index, cells, heard: 0});
  }
  return {name, folder, tasks, limit: timeLimitIn(await readFile(scriptPath(folder), "utf8"))};
}

/** The line to quote of what a task wrote on its standard output and error; empty if there is none. */
export async function wordOfLog({folder}: Pick<ArrayJob, "folder">, index: number): Promise<string> {
  const text = await readFile(logPath(folder, index), "utf8").catch(() => "");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const own = lines.filter((line) => !line.startsWith("slurmstepd"));
  return mainOf(own.length > 0 ? own : lines).join("");
}

/** How long the folder of a job stays that Slurm has forgotten, in milliseconds: seven days. */
const oblivion = 7 * 24 * 3600 * 1000;

/** Deletes the folders of array jobs that Slurm does not know and that nobody has touched for a week. */
export async function removeOldJobs(store: string, known: ReadonlySet<string>): Promise<void> {
  for (const name of await arrayJobNames(store)) {
    const folder = join(jobsFolder(store), name);
    const {mtimeMs} = await stat(folder);
    if (!known.has(name) && Date.now() - mtimeMs > oblivion) await removeArrayJob({folder});
  }
}

/** Deletes the folder of an array job that no task needs any more. */
export async function removeArrayJob({folder}: Pick<ArrayJob, "folder">): Promise<void> {
  await rm(folder, {recursive: true, force: true});
}
