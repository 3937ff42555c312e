import {rename, rm, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import {makeFolder} from "./makeFolder.js";

let written = 0;

/** The end of the names of files that are being written. */
export const temporaryEnd = ".tmp";

/** Writes a file so that no reader ever sees a part of it, making its folder if need be. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  makeFolder(dirname(path));
  const temporary = `${path}.${process.pid}-${++written}${temporaryEnd}`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true});
    throw error;
  }
}
