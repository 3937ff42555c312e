import {type ChildProcess, spawn} from "node:child_process";
import {rmSync} from "node:fs";
import {mkdir, open, rename, rm} from "node:fs/promises";
import {availableParallelism} from "node:os";
import {dirname} from "node:path";

/** A program whose standard output becomes a file. */
export interface Job {
  readonly name: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  /** The file to write: complete or untouched. */
  readonly output: string;
  /** How long it may take compared with the others; the longest start first. */
  readonly weight: number;
}

export interface PoolOptions {
  /** How many run at once; the number of cores by default. */
  readonly processes?: number;
  /** Told of each job that is done. */
  readonly done?: (job: Job, seconds: number) => void;
}

/**
 * Runs jobs side by side in processes of their own. The first that fails ends the others, and the promise is rejected with
 * its name and the reason that it gave on stderr.
 */
export async function runAll(jobs: readonly Job[], {processes, done}: PoolOptions = {}): Promise<void> {
  const waiting = [...jobs].sort((a, b) => b.weight - a.weight);
  const failures: unknown[] = [];
  const running = new Map<ChildProcess, string>();
  const endAll = () => {
    waiting.length = 0;
    for (const child of running.keys()) child.kill();
  };
  const leave = () => {
    endAll();
    for (const temporary of running.values()) rmSync(temporary, {force: true});
  };
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const start = performance.now();
      try {
        await runOne(job, running);
      } catch (error) {
        failures.push(error);
        endAll();
        return;
      }
      done?.(job, (performance.now() - start) / 1000);
    }
  };
  process.once("exit", leave);
  try {
    const workers = Math.min(jobs.length, processes ?? availableParallelism());
    await Promise.all(Array.from({length: workers}, work));
  } finally {
    process.off("exit", leave);
  }
  // Those that come after the first were ended by us.
  if (failures.length > 0) throw failures[0];
}

async function runOne({name, args, output}: Job, running: Map<ChildProcess, string>): Promise<void> {
  const temporary = `${output}.${process.pid}.tmp`;
  await mkdir(dirname(output), {recursive: true});
  const file = await open(temporary, "w");
  try {
    const child = spawn(process.execPath, args, {stdio: ["ignore", file.fd, "pipe"]});
    running.set(child, temporary);
    let complaint = "";
    child.stderr!.on("data", (chunk) => {
      complaint = (complaint + chunk).slice(-4000);
    });
    const code = await new Promise<number | string>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status, signal) => resolve(status ?? signal ?? 1));
    }).finally(() => running.delete(child));
    await file.close();
    if (code !== 0) throw new Error(`${name} failed (${code})${complaint && `:\n${complaint.trim()}`}`);
    await rename(temporary, output);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(temporary, {force: true});
    throw error;
  }
}
