import {inventory, type StoredFile} from "../../store/inventory.js";
import type {Identity} from "../../store/key.js";
import {Damage} from "../../store/result.js";
import type {Store} from "../../store/store.js";

/** The file of a result. */
export interface Kept {
  readonly file: StoredFile;
  readonly identity: Identity;
}

/** A file in a result's place that is none. */
export interface Damaged {
  readonly file: StoredFile;
  /** Completes "the stored result … ". */
  readonly why: string;
}

/** All that is in a store. */
export interface Contents {
  readonly results: readonly Kept[];
  readonly damaged: readonly Damaged[];
  /** Timings, locks, files that were set aside and the like. */
  readonly others: readonly StoredFile[];
}

/** Reads and checks every file of the store. */
export async function contentsOf(store: Store): Promise<Contents> {
  const results: Kept[] = [];
  const damaged: Damaged[] = [];
  const others: StoredFile[] = [];
  for (const file of await inventory(store.folder)) {
    if (file.kind !== "result") {
      others.push(file);
      continue;
    }
    const found = await store.inspect(file.key);
    if (found instanceof Damage) damaged.push({file, why: found.message});
    else if (found) results.push({file, identity: found.identity});
  }
  return {results, damaged, others};
}
