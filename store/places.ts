import {readFile, rename} from "node:fs/promises";
import {join} from "node:path";
import type {Damage} from "./result.js";

/** Where the result of a key is, or would be, below the store's folder. */
export function resultPath(folder: string, key: string): string {
  return join(folder, "results", key.slice(0, 2), `${key.slice(2)}.arrow`);
}

/** Beside a result: how long it took, and where. */
export function timingPath(result: string): string {
  return result.replace(/\.arrow$/, ".timing.json");
}

/** Beside a result: the lock of who computes it. */
export function lockPath(result: string): string {
  return result.replace(/\.arrow$/, ".lock");
}

/** Moves what is in a result's place out of the way, and says so on stderr. */
export async function setAside(result: string, {message}: Damage): Promise<void> {
  const aside = `${result}.damaged`;
  await rename(result, aside);
  console.error(`the stored result ${result} ${message}; it was set aside as ${aside} and is made again`);
}

/** A file's bytes; undefined where there is no such file. */
export async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ESTALE"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
