import {accessSync, constants, statSync} from "node:fs";
import {resolve} from "node:path";
import {quote} from "../../src/experiments/refusal.js";
import {makeFolder} from "../../store/makeFolder.js";
import {reason, UsageError} from "../simulate/usage.js";

/** The folder of this path, made if need be. Refused, before anything is computed, if no file can be written there. */
export function openFolder(given: string): string {
  const folder = resolve(given);
  try {
    makeFolder(folder);
    if (!statSync(folder).isDirectory()) throw new Error("it is a file");
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(
      `--output must be the path of a folder that can be written, got ${quote(given)} ` +
        `(${code === "EEXIST" ? "it is a file" : reason(error)}); try --output figures`
    );
  }
  return folder;
}
