import {type Combination, factorsOf, type SweepPart} from "../../src/experiments/sweep.js";
import {hash} from "../../store/key.js";
import type {Store} from "../../store/store.js";
import {csv} from "../simulate/rows.js";
import {UsageError} from "../simulate/usage.js";
import {type Computed, type Row, resultsOf, rowsOfCells, varyingOf} from "./cellRows.js";
import type {Cell} from "./engine.js";
import type {Plan} from "./plan.js";

/** Significant digits of the numbers in a summary: more than any figure shows, and the same on every machine. */
const digits = 6;

/** The largest summary: it is kept among the sources and sent to readers. */
const mostBytes = 200_000;

/** A table of a sweep's results and what is needed to make any row of it again; the same results give the same texts. */
export interface Summary {
  /** The name of its files, without an ending. */
  readonly name: string;
  readonly table: string;
  readonly manifest: string;
}

/** What a manifest says. */
export interface Manifest {
  readonly sweep: string;
  readonly table: {
    readonly file: string;
    readonly sha256: string;
    readonly rows: number;
    readonly columns: readonly string[];
    /** The first columns, which tell the cells apart and are exact. */
    readonly parameters: readonly string[];
    /** Significant digits of the other columns. */
    readonly digits: number;
  };
  readonly cells: number;
  readonly experiments: Readonly<Record<string, ManifestExperiment>>;
  readonly parts: readonly ManifestPart[];
  /** The versions of Node that computed the cells. */
  readonly node: readonly string[];
}

interface ManifestExperiment {
  readonly code: string;
  readonly packages: Readonly<Record<string, string>>;
  /** The parameters that are the same in all its cells, as its border prints them. */
  readonly parameters: Cell["parameters"];
}

interface ManifestPart extends SweepPart {
  /** What was left out, in words: "dimension=128 width=8192". */
  readonly leftOut: readonly string[];
}

/** The summary of a sweep whose cells are all there. Throws a UsageError if it is too large. */
export async function summarise(
  {name: sweep, sweep: {parts, summary}, cells, leftOut}: Plan,
  store: Store
): Promise<Summary> {
  const name = summary ?? sweep;
  const computed = await resultsOf(cells, store);
  const {columns, parameters, rows} = rowsOfCells(computed);
  const table = [csv.header(columns), ...rows.map((row) => csv.line(columns, rounded(row, parameters)))].join("");
  if (Buffer.byteLength(table) > mostBytes)
    throw new UsageError(
      `the summary of ${sweep} must have at most ${mostBytes} bytes, got ${Buffer.byteLength(table)}; ` +
        "use fewer cells, or write them all with --output rows.csv"
    );
  const manifest: Manifest = {
    sweep,
    table: {file: `${name}.csv`, sha256: hash(table), rows: rows.length, columns, parameters, digits},
    cells: cells.length,
    experiments: experimentsOf(computed),
    parts: parts.map((part, i) => ({...part, leftOut: describe(leftOut[i], part)})),
    node: [...new Set(computed.map(({result}) => result.provenance.node))].sort()
  };
  return {name, table, manifest: `${JSON.stringify(manifest, undefined, 2)}\n`};
}

function rounded(row: Row, exact: readonly string[]): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "number" && !exact.includes(name) ? Number(value.toPrecision(digits)) : value
    ])
  );
}

function experimentsOf(cells: readonly Computed[]): Manifest["experiments"] {
  return Object.fromEntries(
    [...new Set(cells.map(({experiment}) => experiment))].map((name) => {
      const own = cells.filter(({experiment}) => experiment === name);
      const varying = varyingOf(own);
      const [{code, parameters, result}] = own;
      const same = Object.entries(parameters).filter(([parameter]) => !varying.includes(parameter));
      return [name, {code, packages: result.provenance.packages, parameters: Object.fromEntries(same)}];
    })
  );
}

/** Left-out combinations in words, by the parameters that the conditions are about: none of the others matters. */
function describe(combinations: readonly Combination[], {leaveOut = []}: SweepPart): string[] {
  const names = new Set(leaveOut.flatMap((conditions) => Object.keys(conditions).flatMap(factorsOf)));
  const words = combinations.map((combination) => [...names].map((name) => `${name}=${combination[name]}`).join(" "));
  return [...new Set(words)];
}
