import {readdir, stat} from "node:fs/promises";
import {join} from "node:path";

/** What a file of the store is. */
export type Kind = "result" | "timing" | "lock" | "set aside" | "temporary" | "older format";

/** One file of the store. */
export interface StoredFile {
  /** Below the working directory, or absolute if the store's folder is. */
  readonly path: string;
  readonly kind: Kind;
  /** Of the result that it is or belongs to. */
  readonly key: string;
  readonly bytes: number;
  /** When it was last written or touched, in milliseconds since 1970. */
  readonly modified: number;
}

const ends: readonly (readonly [RegExp, Kind])[] = [
  [/^\.arrow$/, "result"],
  [/^\.timing\.json$/, "timing"],
  [/^\.lock(\.guard)?$/, "lock"],
  [/\.damaged$/, "set aside"],
  [/\.tmp$/, "temporary"],
  [/^$/, "older format"]
];

/** All files in the store's folder whose names are ours, by key. A folder that does not exist has none. */
export async function inventory(folder: string): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for (const prefix of await namesIn(join(folder, "results"))) {
    if (!/^[0-9a-f]{2}$/.test(prefix)) continue;
    for (const name of await namesIn(join(folder, "results", prefix))) {
      const [, rest, end] = /^([0-9a-f]{62})(.*)$/.exec(name) ?? [];
      const kind = ends.find(([pattern]) => end !== undefined && pattern.test(end))?.[1];
      if (!kind) continue;
      const path = join(folder, "results", prefix, name);
      // What is being computed or pruned meanwhile may vanish.
      const found = await stat(path).catch(() => undefined);
      if (found) files.push({path, kind, key: prefix + rest, bytes: found.size, modified: found.mtimeMs});
    }
  }
  return files;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
