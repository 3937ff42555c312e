import {posix} from "node:path";
import {describe, expect, test} from "vitest";
import type {Manifest} from "../cli/sweep/summary.js";
import {sweeps} from "../src/experiments/sweeps.js";
import {hash} from "../store/key.js";
import {cellOf, distanceFromNew, rowsOfSummary, type SummaryRow} from "./rowsAgain.js";
import {filesBelow, textOf} from "./sources.js";

/** Half a unit of the sixth digit, and room for another machine's last bits. */
const tolerance = 1e-5;

/** Cells of each experiment that are made again, the cheapest. */
const again = 3;

const folder = "src/published";
const manifests = filesBelow(folder, /\.manifest\.json$/);

test("what is published is a sweep that has a name", () => {
  for (const path of manifests) expect(Object.keys(sweeps)).toContain(JSON.parse(textOf(path)).sweep);
});

describe.each(manifests)("%s", (path) => {
  const manifest: Manifest = JSON.parse(textOf(path));
  const table = textOf(posix.join(folder, manifest.table.file));
  const rows = rowsOfSummary(table);

  test("belongs to its table, which is small", () => {
    expect(hash(table)).toBe(manifest.table.sha256);
    expect(rows).toHaveLength(manifest.table.rows);
    expect(Buffer.byteLength(table)).toBeLessThanOrEqual(200_000);
  });

  test("is of the sweep as it is now", () => {
    const parts = manifest.parts.map(({leftOut: _, ...part}) => part);
    expect(parts).toEqual(JSON.parse(JSON.stringify(sweeps[manifest.sweep]!.parts)));
  });

  test.each(Object.keys(manifest.experiments))(
    "has rows of %s that come out again",
    async (name) => {
      const cost = (row: SummaryRow): number => {
        const {experiment, parameters} = cellOf(row, manifest);
        return experiment.cost?.(parameters) ?? 1;
      };
      const own = rows.filter(({experiment = name}) => experiment === name).map((row) => ({row, cost: cost(row)}));
      const cheapest = own.sort((a, b) => a.cost - b.cost).slice(0, again);
      expect(cheapest).not.toEqual([]);
      for (const {row} of cheapest)
        expect(await distanceFromNew(row, manifest), JSON.stringify(row)).toBeLessThan(tolerance);
    },
    120_000
  );
});
