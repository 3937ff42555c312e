import * as fs from "node:fs";
import * as path from "node:path";
import {quote} from "../../src/experiments/refusal.js";
import {reason, UsageError} from "./usage.js";

/** A file that is written whole or not at all. */
export interface Target {
  /** The name of the flag that asked for it. */
  readonly flag: string;
  /** The path as given. */
  readonly given: string;
  /** Where it leads: absolute, links followed. */
  readonly path: string;
}

const examples: Readonly<Record<string, string>> = {"--final": "neurons.csv", "--missing": "missing.json"};

function refuse(flag: string, given: string, why: string): never {
  throw new UsageError(
    `${flag} must be the path of a file that can be written, got ${quote(given)} (${why}); ` +
      `name a file in a folder that exists and is yours, as in ${flag} ${examples[flag] ?? "rows.csv"}`
  );
}

/** Checks, before anything is computed, that the file can be made or replaced; leaves nothing behind. */
export function checkTarget(flag: string, given: string): Target {
  if (given.trim() === "" || given.includes("\0")) return refuse(flag, given, "not a file name");
  if (given === "-") throw new UsageError(`${flag} must be the path of a file, got -; leave ${flag} out to print rows`);
  let file = path.resolve(given);
  try {
    const status = fs.statSync(given, {throwIfNoEntry: false});
    if (status?.isDirectory() || /[\\/]$/.test(given)) return refuse(flag, given, "it is a folder");
    if (status && !status.isFile()) return refuse(flag, given, "it is not a regular file");
    if (status) {
      file = fs.realpathSync(file);
      fs.accessSync(file, fs.constants.W_OK);
    }
    const trial = temporaryBeside(file);
    fs.closeSync(fs.openSync(trial, "wx"));
    fs.unlinkSync(trial);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return refuse(flag, given, reason(error));
  }
  return {flag, given, path: file};
}

let temporaries = 0;

/** A rename is atomic only within one file system, so the temporary file lies in the target's own folder. */
function temporaryBeside(file: string): string {
  return path.join(path.dirname(file), `.polywidth-${process.pid}-${++temporaries}.tmp`);
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Writes all files, then gives each its name: every file is complete or untouched. Signals are held back for that moment
 * (everywhere else they end the process at once, with no temporary file in existence).
 */
export function writeWhole(
  files: readonly {readonly target: Target; readonly chunks: readonly (string | Uint8Array)[]}[]
): void {
  const hold = (): void => {};
  const written: string[] = [];
  for (const signal of signals) process.on(signal, hold);
  try {
    for (const {target, chunks} of files) {
      const temporary = temporaryBeside(target.path);
      try {
        const descriptor = fs.openSync(temporary, "wx");
        written.push(temporary);
        try {
          for (const chunk of chunks) fs.writeFileSync(descriptor, chunk);
          fs.fsyncSync(descriptor);
        } finally {
          fs.closeSync(descriptor);
        }
      } catch (error) {
        refuse(target.flag, target.given, reason(error));
      }
    }
    files.forEach(({target}, i) => {
      try {
        fs.renameSync(written[i], target.path);
      } catch (error) {
        refuse(target.flag, target.given, reason(error));
      }
    });
  } finally {
    for (const temporary of written) fs.rmSync(temporary, {force: true});
    for (const signal of signals) process.off(signal, hold);
  }
}
