import {mkdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {hash, type Identity, keyOf} from "./key.js";

let written = 0;

/** Results by key, one file each, whole or absent: written beside their place, then renamed. */
export class Store {
  constructor(readonly folder: string) {}

  private path(key: string): string {
    return join(this.folder, "results", key.slice(0, 2), key.slice(2));
  }

  /** The bytes stored under this key, or undefined; an entry that is damaged is set aside and counts as absent. */
  async read(key: string): Promise<Buffer | undefined> {
    const path = this.path(key);
    const file = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (file === undefined) return undefined;
    const end = file.indexOf("\n");
    const bytes = file.subarray(end + 1);
    if (end >= 0 && file.toString("latin1", 0, end) === hash(bytes)) return bytes;
    await rename(path, `${path}.damaged`);
    console.error(`the stored result ${path} is damaged; it was set aside as ${path}.damaged and is made again`);
    return undefined;
  }

  /** Stores bytes under a key, after a line that holds their hash. */
  async write(key: string, bytes: Uint8Array): Promise<void> {
    await writeWhole(this.path(key), Buffer.concat([Buffer.from(`${hash(bytes)}\n`), bytes]));
  }

  /** The stored JSON value of this identity; computed and stored where there is none. */
  async recall<Value>(identity: Identity, compute: () => Promise<Value>): Promise<Value> {
    const key = keyOf(identity);
    const stored = await this.read(key);
    if (stored) return JSON.parse(stored.toString("utf8")) as Value;
    const text = JSON.stringify(await compute());
    await this.write(key, Buffer.from(text));
    return JSON.parse(text) as Value;
  }
}

/** The store of this checkout: the folder that POLYWIDTH_STORE names, else `.polywidth` in the working directory. */
export function openStore(): Store {
  return new Store(process.env.POLYWIDTH_STORE || ".polywidth");
}

/** Writes a file so that no reader ever sees a part of it, making its folder if need be. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  const temporary = `${path}.${process.pid}-${++written}.tmp`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true});
    throw error;
  }
}
