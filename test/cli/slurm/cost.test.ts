import {readFileSync} from "node:fs";
import {expect, it} from "vitest";
import {parseGrid} from "../../../cli/sweep/grid.js";
import {planSweep} from "../../../cli/sweep/plan.js";
import {describePlan} from "../../../cli/sweep/report.js";
import {experiments} from "../../../src/experiments/registry.js";

const text = readFileSync(new URL("../../../docs/cluster.md", import.meta.url), "utf8");
const example = /^```json\n([\s\S]*?"seeds": (\d+)\n)(\})\n```\n\n```sh\n.* --dry-run\n```\n\n```text\n([\s\S]*?)^```/m;

const few = 5;
const atOnce = 100;

/** The durations that a text names, in seconds. */
function durations(output: string): number[] {
  const units = {s: 1, min: 60, h: 3600};
  return Array.from(
    output.matchAll(/ ([\d.]+) (s|min|h)\b/g),
    ([, number, unit]) => Number(number) * units[unit as keyof typeof units]
  );
}

const frame = (output: string) => output.replaceAll(/[\d.]+ (s|min|h)\b/g, "…").replaceAll(/ *\d+/g, " #");

it("what docs/cluster.md says of costs is what the cost model says", async () => {
  const [, head, seeds, end, written] = example.exec(text)!;
  const parts = parseGrid(head.replace(`"seeds": ${seeds}`, `"seeds": ${few}`) + end, "grid.json");
  const plan = await planSweep("grid", {shows: "", parts}, experiments);
  // The cells of a seed cost as much as those of another.
  const times = Number(seeds) / few;
  const total = times * plan.cells.reduce((sum, {cost}) => sum + cost, 0);
  const dearest = Math.max(...plan.cells.map(({cost}) => cost));
  expect(written).toContain(`grid: ${times * plan.cells.length} cells; `);
  expect(frame(written).replaceAll(/ +/g, " ")).toBe(
    frame(describePlan(plan, new Set(), atOnce)).replaceAll(/ +/g, " ")
  );
  // The model may be refined; the text speaks of magnitudes.
  const expected = [total, Math.max(total / atOnce, dearest), dearest];
  const said = durations(written);
  expect(said).toHaveLength(expected.length);
  expected.forEach((seconds, i) => {
    expect(Math.abs(Math.log(said[i] / seconds))).toBeLessThan(0.2);
  });
});
