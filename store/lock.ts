import {readFileSync, rmSync} from "node:fs";
import {rm} from "node:fs/promises";
import {beat, keepFresh, letAge} from "./heartbeat.js";
import {createHolding, type Holding, holdingOf, isAbandoned, removeHolding} from "./holding.js";
import {newOwner, type Owner} from "./owner.js";

/** How long a lock may go untouched before it counts as abandoned, in milliseconds; a network folder shows touches late. */
export const abandonedAfter = 12 * beat;

/** After which time a lock counts as abandoned at first sight, although clocks of two machines may differ. */
const veryLongFor = (patience: number) => 5 * patience;

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
    const holding = await holdingOf(this.path);
    const veryLong = veryLongFor(this.patience);
    if (holding && !isAbandoned(holding, veryLong) && !this.unchangedForLong(holding)) return false;
    if (holding) await removeHolding(this.path, holding, veryLong);
    return this.create();
  }

  /** Gives the lock back, unless it was taken from us meanwhile. */
  async release(): Promise<void> {
    if (!this.owner) return;
    letAge(this.path);
    held.delete(this.path);
    const holding = await holdingOf(this.path);
    if (holding?.owner?.token === this.owner.token) await rm(this.path, {force: true});
    this.owner = undefined;
  }

  private async create(): Promise<boolean> {
    const owner = newOwner();
    if (!(await createHolding(this.path, owner))) return false;
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

/** Whether it can be seen at once that the lock at this path is abandoned. */
export async function isAbandonedLock(path: string): Promise<boolean> {
  const holding = await holdingOf(path);
  return holding !== undefined && isAbandoned(holding, veryLongFor(abandonedAfter));
}
