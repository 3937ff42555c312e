import {existsSync, mkdirSync, statSync} from "node:fs";
import {dirname} from "node:path";

/**
 * Makes a folder, and those that it is to be in; nothing where it is there. Throws what the system says: EEXIST where it is a
 * file, ENOTDIR where a part of its path is one. Node's own `recursive` never returns where a folder takes no others and says
 * that there is no such folder, as /proc does.
 */
export function makeFolder(path: string): void {
  if (statSync(path, {throwIfNoEntry: false})?.isDirectory()) return;
  try {
    mkdirSync(path);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    // Another process may have made it meanwhile.
    if (code === "EEXIST" && statSync(path, {throwIfNoEntry: false})?.isDirectory()) return;
    if (code !== "ENOENT" || existsSync(dirname(path))) throw error;
    makeFolder(dirname(path));
    makeFolder(path);
  }
}
