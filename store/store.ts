import {rm} from "node:fs/promises";
import {hostname} from "node:os";
import {setTimeout} from "node:timers/promises";
import {type Identity, keyOf} from "./key.js";
import {Lock} from "./lock.js";
import {lockPath, readIfPresent, resultPath, setAside, timingPath} from "./places.js";
import {Damage, decodeResult, encodeResult, type Result} from "./result.js";
import {StoreError} from "./storeError.js";
import {rowsOf} from "./table.js";
import {writeWhole} from "./whole.js";

export interface RecallOptions {
  /** The names of the columns in order; fields that are not named come after them. */
  readonly columns?: readonly string[];
  /** Versions of the packages that the computation imports, for the record. */
  readonly packages?: Readonly<Record<string, string>>;
}

/** What is kept beside a result: it differs from run to run. */
export interface Timing {
  readonly seconds: number;
  readonly host: string;
  /** When it was finished, in ISO 8601. */
  readonly finished: string;
}

/** Results by key, one file each, whole or absent, with its timing beside it. */
export class Store {
  constructor(readonly folder: string) {}

  /** Where the result of a key is, or would be. */
  path(key: string): string {
    return resultPath(this.folder, key);
  }

  /** The stored result of a key; undefined where there is none, or one that is damaged. */
  async find(key: string): Promise<Result | undefined> {
    const found = await this.inspect(key);
    return found instanceof Damage ? undefined : found;
  }

  /** What is in the place of a key's result, read and checked; undefined where there is nothing. */
  async inspect(key: string): Promise<Result | Damage | undefined> {
    const file = await readIfPresent(this.path(key));
    try {
      return file && decodeResult(file, key);
    } catch (error) {
      if (error instanceof Damage) return error;
      throw error;
    }
  }

  /** How long a stored result took, and where; undefined where that is not known. */
  async timing(key: string): Promise<Timing | undefined> {
    const text = await readIfPresent(timingPath(this.path(key)));
    try {
      return text && JSON.parse(text.toString("utf8"));
    } catch {
      return undefined;
    }
  }

  /**
   * The rows of this identity, as tables hold them (see tableOf): stored ones, or else computed and stored. Of several
   * processes that ask for the same rows one computes; the others wait for it, and take over where it ends too early.
   * A file that is damaged, or not this identity's, is set aside with a message on stderr. Throws a StoreError where
   * nothing can be stored, before anything is computed if that can be known.
   */
  async recall<Row extends object>(
    identity: Identity,
    compute: () => Promise<readonly Row[]>,
    {columns = [], packages = {}}: RecallOptions = {}
  ): Promise<Row[]> {
    const key = keyOf(identity);
    const lock = new Lock(lockPath(this.path(key)));
    const made = await this.findOrLock(key, lock);
    if (made) return rowsOf(made.table) as Row[];
    try {
      // Someone may have finished between our look and our lock.
      const found = await this.inspect(key);
      if (found && !(found instanceof Damage)) return rowsOf(found.table) as Row[];
      if (found) await this.writing(() => setAside(this.path(key), found));
      const start = performance.now();
      const rows = await compute();
      const seconds = (performance.now() - start) / 1000;
      const file = encodeResult(identity, {packages, node: process.version}, rows, columns);
      await this.writing(() => this.write(key, file, seconds));
      return rowsOf(decodeResult(file, key).table) as Row[];
    } finally {
      await lock.release();
    }
  }

  /** Waits until the result is there, or the lock is ours: then there is no result to return. */
  private async findOrLock(key: string, lock: Lock): Promise<Result | undefined> {
    const start = performance.now();
    let told = false;
    for (let pause = 10; ; pause = Math.min(2 * pause, 500)) {
      const found = await this.find(key);
      if (found || (await this.writing(() => lock.take()))) return found;
      if (!told && performance.now() - start > 20_000) {
        told = true;
        console.error(
          `another process is computing a result that is needed here; waiting for it to remove ${lock.path}`
        );
      }
      await setTimeout(pause);
    }
  }

  /** The timing first, so that a result is never without one. */
  private async write(key: string, file: Uint8Array, seconds: number): Promise<void> {
    const timing: Timing = {seconds, host: hostname(), finished: new Date().toISOString()};
    const path = this.path(key);
    await writeWhole(timingPath(path), `${JSON.stringify(timing)}\n`);
    try {
      await writeWhole(path, file);
    } catch (error) {
      await rm(timingPath(path), {force: true});
      throw error;
    }
  }

  private async writing<Value>(action: () => Promise<Value>): Promise<Value> {
    try {
      return await action();
    } catch (error) {
      throw new StoreError(this.folder, error);
    }
  }
}

/** The store of this checkout: the folder that POLYWIDTH_STORE names, else `.polywidth` in the working directory. */
export function openStore(): Store {
  return new Store(process.env.POLYWIDTH_STORE || ".polywidth");
}
