import type {Cell} from "./engine.js";
import type {Forecast} from "./forecast.js";
import {describeCell, type Plan} from "./plan.js";
import {duration} from "./progress.js";

/** How many missing cells a report names. */
const mostNamed = 10;

/** What a sweep would do: its cells by experiment, what is stored, and what the rest will cost. */
export function describePlan({name, cells, leftOut, merged}: Plan, stored: ReadonlySet<string>, jobs: number): string {
  const waiting = cells.filter(({key}) => !stored.has(key));
  const out = leftOut.reduce((count, part) => count + part.length, 0);
  const header = ["experiment", "cells", "stored", "to compute", "on one core"];
  const table = [...new Set(cells.map(({experiment}) => experiment))].map((experiment) => {
    const own = cells.filter((cell) => cell.experiment === experiment);
    const rest = own.filter(({key}) => !stored.has(key));
    return [experiment, own.length, own.length - rest.length, rest.length, duration(costOf(rest))].map(String);
  });
  const dearest = waiting.reduce<Cell | undefined>((a, b) => (a && a.cost >= b.cost ? a : b), undefined);
  const total = Math.max(costOf(waiting) / jobs, dearest?.cost ?? 0);
  return [
    `${name}: ${cells.length} cells; ${out} combinations are left out, ${merged} come to a cell that is there already`,
    ...aligned([header, ...table]),
    dearest
      ? `about ${duration(total)}, ${jobs} at once, by the cost model; the dearest takes ${duration(dearest.cost)}: ${describeCell(dearest)}`
      : "nothing is left to compute",
    ""
  ].join("\n");
}

function costOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, {cost}) => sum + cost, 0);
}

/** Columns side by side: the first to the left, numbers to the right. */
function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table.map((row) =>
    row.map((text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]))).join("  ")
  );
}

/** What a sweep has done: how many cells were computed, and which are missing, with what was said of them. */
export function describeOutcome(
  {name, cells}: Plan,
  tally: Forecast,
  missing: readonly Cell[],
  seconds: number
): string {
  const computed = `${tally.done.size} were computed in ${duration(seconds)}`;
  if (missing.length === 0) return `${name}: all ${cells.length} cells are stored, ${computed}\n`;
  const named = missing
    .slice(0, mostNamed)
    .map((cell) => `  ${describeCell(cell)}: ${tally.failed.get(cell.key) ?? "it was not computed"}`);
  const more = missing.length > mostNamed ? [`  and ${missing.length - mostNamed} more; --missing FILE lists all`] : [];
  return `${[`${name}: ${missing.length} of ${cells.length} cells are missing, ${computed}`, ...named, ...more].join("\n")}\n`;
}
