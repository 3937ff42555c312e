import {readFileSync, rmSync} from "node:fs";
import {mkdir, open, rm} from "node:fs/promises";
import {dirname} from "node:path";
import {beat, keepFresh, letAge} from "./heartbeat.js";
import {hasEnded, newOwner, type Owner, parseOwner} from "./owner.js";

/** How long a lock may go untouched before it counts as abandoned, in milliseconds; a network folder shows touches late. */
export const abandonedAfter = 12 * beat;

/** What a lock's file says. */
interface Holding {
  readonly owner: Owner | undefined;
  /** When it was last touched, in milliseconds since 1970. */
  readonly touched: number;
}

/** The tokens of our locks by their paths. */
const held = new Map<string, string>();

// A process that is killed cannot do this; its locks are abandoned.
process.on("exit", () => {
  for (const [path, token] of held) {
    try {
      if (readFileSync(path, "utf8").includes(token)) rmSync(path);
    } catch {
      // It was taken over and given back.
    }
  }
});

/**
 * The right to make one file, held by one process at a time: a file that is created exclusively, names its owner and is
 * touched while it is held. Where the owner has ended, or has not touched it for long, the lock is taken over.
 */
export class Lock {
  private owner: Owner | undefined;
  private seen: string | undefined;
  private since = 0;

  constructor(
    readonly path: string,
    private readonly patience = abandonedAfter
  ) {}

  /** Takes the lock unless someone holds it; whether it is ours now. To be called again and again by who waits. */
  async take(): Promise<boolean> {
    if (await this.create()) return true;
    const holding = await read(this.path);
    if (holding && !isAbandoned(holding, this.patience) && !this.unchangedForLong(holding)) return false;
    if (holding) await removeAbandoned(this.path, holding, this.patience);
    return this.create();
  }

  /** Gives the lock back, unless it was taken from us meanwhile. */
  async release(): Promise<void> {
    letAge(this.path);
    held.delete(this.path);
    const holding = await read(this.path);
    if (this.owner && holding?.owner?.token === this.owner.token) await rm(this.path, {force: true});
    this.owner = undefined;
  }

  private async create(): Promise<boolean> {
    const owner = newOwner();
    if (!(await createWith(this.path, JSON.stringify(owner)))) return false;
    this.owner = owner;
    held.set(this.path, owner.token);
    keepFresh(this.path);
    return true;
  }

  /** By the clock of who waits, so that it does not matter if the clocks of two machines differ. */
  private unchangedForLong({owner, touched}: Holding): boolean {
    const now = performance.now();
    const state = `${owner?.token} ${touched}`;
    if (state !== this.seen) {
      this.seen = state;
      this.since = now;
    }
    return now - this.since > this.patience;
  }
}

/** Whether a lock can be seen at once to be abandoned: its owner has ended, or five times the usual patience is over. */
export async function isAbandonedLock(path: string): Promise<boolean> {
  const holding = await read(path);
  return holding !== undefined && isAbandoned(holding, abandonedAfter);
}

function isAbandoned({owner, touched}: Holding, patience: number): boolean {
  return (owner !== undefined && hasEnded(owner)) || Date.now() - touched > 5 * patience;
}

/** Creates a file that must not exist yet; false if it does. */
async function createWith(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), {recursive: true});
  try {
    const file = await open(path, "wx");
    try {
      await file.writeFile(text);
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

/** What the lock at this path says now; undefined if there is none. */
async function read(path: string): Promise<Holding | undefined> {
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

/**
 * Removes an abandoned lock. Of several who want to, one at a time looks again whether it is still the same one, so that
 * nobody removes the lock of who was faster.
 */
async function removeAbandoned(path: string, {owner}: Holding, patience: number): Promise<void> {
  const guard = `${path}.guard`;
  if (!(await createWith(guard, JSON.stringify(newOwner())))) {
    const guarding = await read(guard);
    if (guarding && isAbandoned(guarding, patience)) await rm(guard, {force: true});
    return;
  }
  try {
    const now = await read(path);
    if (now && now.owner?.token === owner?.token) await rm(path, {force: true});
  } finally {
    await rm(guard, {force: true});
  }
}
