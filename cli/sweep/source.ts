import {existsSync, readFileSync} from "node:fs";
import {basename, resolve} from "node:path";
import {nearest} from "../../src/experiments/nearest.js";
import {quote} from "../../src/experiments/refusal.js";
import type {Sweep} from "../../src/experiments/sweep.js";
import {reason, UsageError} from "../simulate/usage.js";
import {parseGrid} from "./grid.js";

/** A sweep with the name by which its messages and files go, and what has to be typed to get it again. */
export interface Source {
  readonly name: string;
  readonly sweep: Sweep;
  /** The sweep's name, or the absolute path of its file. */
  readonly origin: string;
}

/** The sweep of this name, or the one that a grid file describes. Throws a UsageError where there is neither. */
export function readSource(text: string, sweeps: Readonly<Record<string, Sweep>>): Source {
  if (Object.hasOwn(sweeps, text)) return {name: text, sweep: sweeps[text], origin: text};
  if (!/\.json$/i.test(text) && !existsSync(text)) {
    const names = Object.keys(sweeps);
    const near = nearest(text, names);
    throw new UsageError(
      `the sweep must be ${[...names, "the path of a grid file"].join(", ")}, got ${quote(text)}; ` +
        (near ? `did you mean ${near}?` : "see sweep --help for the form of a grid file")
    );
  }
  const parts = parseGrid(read(text), text);
  return {
    name: basename(text).replace(/\.json$/i, ""),
    sweep: {shows: `the cells of ${text}`, parts},
    origin: resolve(text)
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `the grid must be the path of a file that can be read, got ${quote(path)} (${reason(error)}); ` +
        "relative paths start at the repository's root"
    );
  }
}
