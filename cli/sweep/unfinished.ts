import {readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import type {Store} from "../../store/store.js";
import {StoreError} from "../../store/storeError.js";
import {writeWhole} from "../../store/whole.js";

function pathIn({folder}: Store): string {
  return join(folder, "unfinished-sweep.json");
}

/** Which sweep of this store was started last and has not ended well: its name, or the path of its grid file. */
export async function unfinishedSweep(store: Store): Promise<string | undefined> {
  try {
    const {sweep} = JSON.parse(await readFile(pathIn(store), "utf8"));
    return typeof sweep === "string" ? sweep : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a sweep until it has ended well, so that it can be resumed without naming it. Throws a StoreError. */
export async function rememberSweep(store: Store, sweep: string): Promise<void> {
  try {
    await writeWhole(pathIn(store), `${JSON.stringify({sweep})}\n`);
  } catch (error) {
    throw new StoreError(store.folder, error);
  }
}

/** Forgets a sweep that has ended well, unless another was started meanwhile. */
export async function forgetSweep(store: Store, sweep: string): Promise<void> {
  if ((await unfinishedSweep(store)) === sweep) await rm(pathIn(store), {force: true});
}
