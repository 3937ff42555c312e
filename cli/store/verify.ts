import type {Store} from "../../store/store.js";
import {contentsOf} from "./contents.js";
import {count} from "./sizes.js";

/** Names every damaged result, and says how many there are; whether there are none. */
export async function verify(store: Store, say: (line: string) => void): Promise<boolean> {
  const {results, damaged} = await contentsOf(store);
  for (const {file, why} of damaged) say(`${file.path} ${why}`);
  say(`${count(results.length + damaged.length, "result")} in ${store.folder}, ${damaged.length} damaged`);
  return damaged.length === 0;
}
