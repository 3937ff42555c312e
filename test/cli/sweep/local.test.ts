import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {afterEach, beforeEach, expect, test} from "vitest";
import type {Cell, CellEvent} from "../../../cli/sweep/engine.js";
import {localWith} from "../../../cli/sweep/local.js";

const brittle = localWith(new URL("./brittleWorker.ts", import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "polywidth-"));
});
afterEach(() => rmSync(folder, {recursive: true}));

/** Cells of these fates, the later the cheaper unless costs are given. */
function cellsOf(fates: readonly string[], costs: readonly number[] = []): Cell[] {
  return fates.map((fate, i) => ({
    experiment: "brittle",
    parameters: {fate, marker: join(folder, String(i))},
    code: "",
    key: `${i}`,
    cost: costs[i] ?? fates.length - i
  }));
}

async function eventsOf(cells: readonly Cell[], jobs: number): Promise<CellEvent[]> {
  const events: CellEvent[] = [];
  const signal = new AbortController().signal;
  await brittle.run(cells, {jobs, signal, report: (event) => events.push(event), say: () => {}});
  return events;
}

const statesOf = (events: readonly CellEvent[], i: number) =>
  events.filter(({key}) => key === String(i)).map(({state}) => state);

test("tries a cell again that failed or whose process died, and goes on with the others", async () => {
  const fates = ["die", "end", "refuse", "die once", "end", "refuse once", "end", "end"];
  const events = await eventsOf(cellsOf(fates), 2);
  const twice = ["started", "failed", "started", "failed"];
  const once = ["started", "failed", "started", "done"];
  const fine = ["started", "done"];
  fates.forEach((fate, i) => {
    const expected = fate === "end" ? fine : fate.endsWith("once") ? once : twice;
    expect(statesOf(events, i), fate).toEqual(expected);
  });
  const messages = events.flatMap((event) => (event.state === "failed" ? [`${event.key} ${event.message}`] : []));
  expect(messages).toEqual(
    expect.arrayContaining([
      "2 no, not yet",
      "2 no, again",
      expect.stringMatching(/^0 its process ended \(.*worn out$/)
    ])
  );
});

test("computes the dearest first", async () => {
  const events = await eventsOf(cellsOf(["end", "end", "end", "end"], [2, 9, 1, 5]), 1);
  expect(events.filter(({state}) => state === "started").map(({key}) => key)).toEqual(["1", "3", "0", "2"]);
});

test("ends its workers, what they compute and itself when it is told to", async () => {
  const ending = new AbortController();
  const events: CellEvent[] = [];
  const run = brittle.run(cellsOf(["never end", "never end", "end"]), {
    jobs: 2,
    signal: ending.signal,
    report: (event) => {
      events.push(event);
      if (events.length === 2) ending.abort(new Error("enough"));
    },
    say: () => {}
  });
  await expect(run).rejects.toThrow("enough");
  expect(events.map(({state}) => state)).toEqual(["started", "started"]);
});

test("does not start over and over what cannot start", async () => {
  const module = join(folder, "broken.ts");
  writeFileSync(module, 'throw new Error("a broken module");');
  const lines: string[] = [];
  const run = localWith(pathToFileURL(module)).run(cellsOf(["end", "end"]), {
    jobs: 2,
    signal: new AbortController().signal,
    report: () => {},
    say: (line) => lines.push(line)
  });
  await expect(run).rejects.toThrow(/a worker process could not start: .*a broken module/);
  expect(lines.length).toBeGreaterThan(0);
});
