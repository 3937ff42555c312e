import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {hash} from "../../store/key.js";
import {writeWhole} from "../../store/whole.js";
import {formats as allFormats, type Entry, type Format, type Manifest, nameOf} from "./entry.js";
import type {Made} from "./make.js";

/**
 * Writes figures from the folder where they are kept to another, each file whole or not at all. Returns their manifest,
 * which names the files written, and the files' paths. Throws if a kept file is not the one that was drawn.
 */
export async function writeFigures(
  figures: ReadonlyMap<string, Made>,
  from: string,
  to: string,
  formats: readonly Format[] = allFormats
): Promise<{manifest: Manifest; paths: string[]}> {
  const manifest: Record<string, Entry> = {};
  const paths: string[] = [];
  for (const [id, {entry}] of figures) {
    for (const format of formats) {
      const name = nameOf(id, format);
      const bytes = await readFile(join(from, name)).catch(() => undefined);
      if (!bytes || hash(bytes) !== entry.files[format]?.sha256)
        throw new Error(
          `the figure ${join(from, name)} is ${bytes ? "not the one that was drawn" : "missing"}; run the command again`
        );
      await writeWhole(join(to, name), bytes);
      paths.push(join(to, name));
    }
    manifest[id] = {...entry, files: Object.fromEntries(formats.map((format) => [format, entry.files[format]]))};
  }
  return {manifest, paths};
}
