import {extname, join} from "node:path";
import {tableToIPC} from "@uwdata/flechette";
import {quote} from "../../src/experiments/refusal.js";
import {makeFolder} from "../../store/makeFolder.js";
import type {Store} from "../../store/store.js";
import {tableOf} from "../../store/table.js";
import {checkTarget, type Target} from "../simulate/output.js";
import {csv} from "../simulate/rows.js";
import {reason, UsageError} from "../simulate/usage.js";
import {type CellRows, resultsOf, rowsOfCells} from "./cellRows.js";
import type {Request} from "./command.js";
import type {Cell} from "./engine.js";
import type {Plan} from "./plan.js";
import {summarise} from "./summary.js";

/** The files that a sweep was asked for, checked before anything is computed. */
export interface Files {
  readonly output: Target | undefined;
  readonly missing: Target | undefined;
  readonly summary: {readonly table: Target; readonly manifest: Target} | undefined;
}

/** A file's content, to be written whole. */
export interface Content {
  readonly target: Target;
  readonly chunks: readonly (string | Uint8Array)[];
}

/** How rows become a file, by the ending of its name. */
const encodings: Readonly<Record<string, (rows: CellRows) => readonly (string | Uint8Array)[]>> = {
  ".csv": ({columns, rows}) => [csv.header(columns), ...rows.map((row) => csv.line(columns, row))],
  ".arrow": ({columns, rows}) => [tableToIPC(tableOf(rows, columns), {format: "stream"})!]
};

/** Checks that the files can be written. Throws a UsageError that names the flag. */
export function checkFiles({output, missing, summary}: Request, {name, sweep}: Plan): Files {
  if (output !== undefined && !Object.hasOwn(encodings, endingOf(output)))
    throw new UsageError(
      `--output must end in ${Object.keys(encodings).join(" or ")}, got ${quote(output)}; try --output rows.csv`
    );
  return {
    output: output === undefined ? undefined : checkTarget("--output", output),
    missing: missing === undefined ? undefined : checkTarget("--missing", missing),
    summary: summary === undefined ? undefined : summaryIn(summary, sweep.summary ?? name)
  };
}

function endingOf(path: string): string {
  return extname(path).toLowerCase();
}

function summaryIn(folder: string, name: string): Files["summary"] {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new UsageError(
      `--summary must be a folder, got ${quote(folder)} (${reason(error)}); try --summary summaries`
    );
  }
  return {
    table: checkTarget("--summary", join(folder, `${name}.csv`)),
    manifest: checkTarget("--summary", join(folder, `${name}.manifest.json`))
  };
}

/** The rows and the summary of a sweep whose cells are all there, as far as they were asked for. */
export async function contentsOf(plan: Plan, {output, summary}: Files, store: Store): Promise<Content[]> {
  const contents: Content[] = [];
  if (output) {
    const rows = rowsOfCells(await resultsOf(plan.cells, store));
    contents.push({target: output, chunks: encodings[endingOf(output.given)](rows)});
  }
  if (summary) {
    const {table, manifest} = await summarise(plan, store);
    contents.push({target: summary.table, chunks: [table]}, {target: summary.manifest, chunks: [manifest]});
  }
  return contents;
}

/** Cells as a grid file, each with what was said of its failure. */
export function gridOf(cells: readonly Cell[], failures: ReadonlyMap<string, string>): string {
  const parts = cells.map(({experiment, parameters, key}) => ({experiment, parameters, failure: failures.get(key)}));
  return `[${parts.map((part) => `\n  ${JSON.stringify(part)}`).join(",")}${parts.length > 0 ? "\n" : ""}]\n`;
}
