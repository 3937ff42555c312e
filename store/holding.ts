import {open, rm} from "node:fs/promises";
import {dirname} from "node:path";
import {makeFolder} from "./makeFolder.js";
import {hasEnded, newOwner, type Owner, parseOwner} from "./owner.js";

/** What the file of a lock says. */
export interface Holding {
  /** Undefined while the file is being written. */
  readonly owner: Owner | undefined;
  /** When it was last touched, in milliseconds since 1970. */
  readonly touched: number;
}

/** Who holds the lock at this path now; undefined if nobody does. */
export async function holdingOf(path: string): Promise<Holding | undefined> {
  try {
    const file = await open(path, "r");
    try {
      const {mtimeMs} = await file.stat();
      return {owner: parseOwner(await file.readFile("utf8")), touched: mtimeMs};
    } finally {
      await file.close();
    }
  } catch (error) {
    // A network folder may still show a file that was removed elsewhere.
    if (["ENOENT", "ESTALE"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** Creates the file of a lock, which must not exist yet; false if it does. */
export async function createHolding(path: string, owner: Owner): Promise<boolean> {
  makeFolder(dirname(path));
  try {
    const file = await open(path, "wx");
    try {
      await file.writeFile(JSON.stringify(owner));
    } catch (error) {
      await rm(path, {force: true});
      throw error;
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Whether it can be seen at once that a lock is abandoned: its owner has ended, or it was not touched for very long. */
export function isAbandoned({owner, touched}: Holding, veryLong: number): boolean {
  return (owner !== undefined && hasEnded(owner)) || Date.now() - touched > veryLong;
}

/**
 * Removes the file of an abandoned lock. Of several processes that want to, one at a time looks again whether it is still
 * the same one, so that nobody removes the lock of who was faster.
 */
export async function removeHolding(path: string, {owner}: Holding, veryLong: number): Promise<void> {
  const guard = `${path}.guard`;
  if (!(await createHolding(guard, newOwner()))) {
    const guarding = await holdingOf(guard);
    if (guarding && isAbandoned(guarding, veryLong)) await rm(guard, {force: true});
    return;
  }
  try {
    const now = await holdingOf(path);
    if (now && now.owner?.token === owner?.token) await rm(path, {force: true});
  } finally {
    await rm(guard, {force: true});
  }
}
