import {rm} from "node:fs/promises";
import type {StoredFile} from "../../store/inventory.js";
import {isAbandonedLock} from "../../store/lock.js";
import type {Store} from "../../store/store.js";
import {StoreError} from "../../store/storeError.js";
import {type Contents, contentsOf} from "./contents.js";
import {freshnessOf} from "./freshness.js";
import {count, size} from "./sizes.js";

/** A file that may go, and why. */
interface Removable {
  readonly file: StoredFile;
  readonly why: string;
}

/** How old a file must be that someone may be about to rename or to complete, in milliseconds. */
const settled = 600_000;

/** Removes what no one will read again, and says what that was. */
export async function prune(
  store: Store,
  {dryRun}: {readonly dryRun: boolean},
  say: (line: string) => void
): Promise<void> {
  const removable = await removableOf(await contentsOf(store));
  for (const {file, why} of removable) {
    if (!dryRun) await remove(store, file.path);
    say(`${dryRun ? "would remove" : "removed"} ${file.path} (${why})`);
  }
  const bytes = removable.reduce((sum, {file}) => sum + file.bytes, 0);
  say(`${dryRun ? "would remove" : "removed"} ${count(removable.length, "file")} in ${store.folder}, ${size(bytes)}`);
}

async function remove({folder}: Store, path: string): Promise<void> {
  try {
    await rm(path, {force: true});
  } catch (error) {
    throw new StoreError(folder, error);
  }
}

async function removableOf({results, damaged, others}: Contents): Promise<Removable[]> {
  const isCurrent = await freshnessOf(results);
  const stale = results.filter((result) => !isCurrent(result));
  const kept = new Set(results.filter((entry) => !stale.includes(entry)).map(({file}) => file.key));
  const gone = new Set([...stale, ...damaged].map(({file}) => file.key));
  const found: Removable[] = [
    ...stale.map(({file, identity}) => ({file, why: `${identity.experiment} of other code`})),
    ...damaged.map(({file}) => ({file, why: "damaged"}))
  ];
  for (const file of others) {
    const why = await whyOther(file, kept, gone);
    if (why) found.push({file, why});
  }
  return found;
}

async function whyOther(
  {kind, key, path, modified}: StoredFile,
  kept: ReadonlySet<string>,
  gone: ReadonlySet<string>
): Promise<string | undefined> {
  const old = Date.now() - modified > settled;
  switch (kind) {
    case "timing":
      return gone.has(key) || (old && !kept.has(key)) ? "timing of no result" : undefined;
    case "lock":
      return (await isAbandonedLock(path)) ? "its owner has ended" : undefined;
    case "temporary":
      return old ? "never completed" : undefined;
    case "set aside":
    case "older format":
      return kind;
    default:
      return undefined;
  }
}
