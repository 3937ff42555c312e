import {posix} from "node:path";
import {describe, expect, test} from "vitest";
import type {Manifest} from "../cli/sweep/summary.js";
import {sweeps} from "../src/experiments/sweeps.js";
import {hash} from "../store/key.js";
import {distancesFromNew, rowsOfSummary, summaryCells} from "./rowsAgain.js";
import {filesBelow, textOf} from "./sources.js";

/** Half a unit of the sixth digit, and room for another machine's last bits. */
const tolerance = 1e-5;

/** Cells of each experiment that are made again, the cheapest: one, and as many more as take no longer than this, in estimated seconds. */
const again = {cells: 3, seconds: 20};

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
      const own = summaryCells(rows, manifest).filter(({experiment}) => experiment.name === name);
      const byCost = own
        .map((cell) => ({...cell, cost: cell.experiment.cost?.(cell.parameters) ?? 1}))
        .sort((a, b) => a.cost - b.cost);
      let seconds = 0;
      const cheapest = byCost.slice(0, again.cells).filter(({cost}, i) => {
        seconds += cost;
        return i === 0 || seconds <= again.seconds;
      });
      expect(cheapest).not.toEqual([]);
      for (const cell of cheapest)
        for (const [row, distance] of await distancesFromNew(cell))
          expect(distance, JSON.stringify(row)).toBeLessThan(tolerance);
    },
    240_000
  );
});
