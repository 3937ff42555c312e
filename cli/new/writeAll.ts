import {mkdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {temporaryEnd} from "../../store/whole.js";
import type {Plan} from "./plan.js";

/**
 * Writes all files of a plan below `root`, or none: first beside their places, then renamed; where that fails, what was
 * renamed before is put back as it was. Throws what failed.
 */
export async function writeAll({made, changed}: Plan, root: string): Promise<void> {
  const texts = Object.entries({...made, ...changed});
  const temporary = (path: string) => join(root, `${path}.new${temporaryEnd}`);
  const old = new Map<string, string | undefined>();
  try {
    for (const [path, text] of texts) {
      await mkdir(dirname(join(root, path)), {recursive: true});
      await writeFile(temporary(path), text);
    }
    for (const [path] of texts) {
      old.set(path, path in changed ? await readFile(join(root, path), "utf8") : undefined);
      await rename(temporary(path), join(root, path));
    }
  } catch (error) {
    for (const [path, text] of old) {
      if (text === undefined) await rm(join(root, path), {force: true});
      else await writeFile(join(root, path), text);
    }
    throw error;
  } finally {
    for (const [path] of texts) await rm(temporary(path), {force: true});
  }
}
