import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, it, vi} from "vitest";
import {sweep} from "../../../cli/sweep/main.js";
import {words} from "../commandLine.js";

const text = readFileSync(new URL("../../../docs/cluster.md", import.meta.url), "utf8");
const example = /^```json\n([\s\S]*?)^```\n\n```sh\nnpm run -s sweep -- (.*)\n```\n\n```text\n([\s\S]*?)^```/m;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "polywidth-"));
  vi.stubEnv("POLYWIDTH_STORE", join(folder, "store"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, {recursive: true});
});

/** The text without its durations, and these in seconds. */
function parted(output: string): {frame: string; seconds: number[]} {
  const seconds: number[] = [];
  const frame = output.replaceAll(/ +([\d.]+) (s|min|h)\b/g, (_, number: string, unit: "s" | "min" | "h") => {
    seconds.push(Number(number) * {s: 1, min: 60, h: 3600}[unit]);
    return " #";
  });
  return {frame, seconds};
}

it("what docs/cluster.md says of costs is what the cost model says", async () => {
  const [, grid, line, written] = example.exec(text)!;
  writeFileSync(join(folder, "grid.json"), grid);
  let printed = "";
  const streams = {stdout: {write: (part: string) => (printed += part)}, stderr: {write: () => true}};
  const args = words(line).map((word) => (word === "grid.json" ? join(folder, word) : word));
  expect(await sweep(args, streams)).toBe(0);
  const [found, expected] = [parted(printed), parted(written)];
  expect(found.frame).toBe(expected.frame);
  // The model may be refined; the text speaks of magnitudes.
  found.seconds.forEach((seconds, i) => {
    expect(seconds / expected.seconds[i]).toBeGreaterThan(0.8);
    expect(seconds / expected.seconds[i]).toBeLessThan(1.25);
  });
});
