import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import * as fs from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {root} from "../../../cli/site/folders.js";
import {stream} from "../../../src/meanfield/random.js";

let folder: string;
let grid: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "polywidth-"));
  grid = join(folder, "grid.json");
});
afterEach(() => fs.rmSync(folder, {recursive: true, force: true, maxRetries: 5}));

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<{code: number | null; stderr: string}>;
}

/** Starts a sweep in a process group of its own. */
function start(store: string, ...args: string[]): Run {
  const child = spawn(process.execPath, ["--import", "tsx", join("cli", "sweep.ts"), ...args], {
    cwd: root,
    env: {...process.env, POLYWIDTH_STORE: join(folder, store)},
    stdio: ["ignore", "ignore", "pipe"],
    detached: true
  });
  let stderr = "";
  child.stderr!.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  return {child, ended: once(child, "close").then(([code]) => ({code, stderr}))};
}

/** The stored results, by path, with when each was written. */
function results(store: string): Map<string, number> {
  const path = join(folder, store, "results");
  if (!fs.existsSync(path)) return new Map();
  const names = (fs.readdirSync(path, {recursive: true}) as string[]).filter((name) => name.endsWith(".arrow"));
  return new Map(names.map((name) => [name, fs.statSync(join(path, name)).mtimeMs]));
}

/** Resolves when so many results are stored, or the sweep has ended. */
async function stored(store: string, count: number, {child}: Run): Promise<void> {
  const runs = () => child.exitCode === null && child.signalCode === null;
  while (results(store).size < count && runs()) await setTimeout(10);
}

/** Resolves when no process of the group is left. */
async function gone(group: number): Promise<void> {
  for (;;) {
    try {
      process.kill(-group, 0);
    } catch {
      return;
    }
    await setTimeout(20);
  }
}

describe.skipIf(process.platform === "win32")("a sweep that is interrupted", () => {
  test("by SIGKILL at any moment goes on where it was", async () => {
    // More seeds than can be computed until the next kill, whatever the machine.
    const write = (seeds: number) => fs.writeFileSync(grid, JSON.stringify({experiment: "gap", parameters, seeds}));
    const parameters = {dimension: 16, width: 64, times: "0,2", include: "none"};
    const random = stream(1, "moments");
    let kept = results("killed");
    for (let kill = 0; kill < 20; ++kill) {
      write(kept.size + 300);
      const run = start("killed", grid, "--jobs", "2");
      const {pid} = run.child;
      // Half of the kills come while the sweep begins, the others after it has stored something.
      if (kill % 4 < 2) await setTimeout(1000 * random.uniform());
      else
        await stored("killed", kept.size + 1 + Math.floor(3 * random.uniform()), run).then(() =>
          setTimeout(100 * random.uniform())
        );
      const before = results("killed");
      process.kill(kill % 2 === 0 ? -pid! : pid!, "SIGKILL");
      await run.ended;
      await gone(pid!);
      const after = results("killed");
      // Whatever was there is there, and was not made again.
      for (const [name, written] of [...kept, ...before]) expect(after.get(name), name).toBe(written);
      kept = after;
    }
    expect(kept.size).toBeGreaterThan(10);

    // Cells are begun in the order of their seeds, so that these hold all that are stored.
    const cells = kept.size + 8;
    write(cells);
    const rows = ["killed.csv", "whole.csv"].map((name) => join(folder, name));
    const last = await start("killed", "--resume", "--output", rows[0]!).ended;
    expect(last).toEqual({code: 0, stderr: expect.stringContaining(`all ${cells} cells are stored`)});
    expect(last.stderr).toContain(` ${cells - kept.size} were computed`);
    const whole = await start("whole", grid, "--output", rows[1]!).ended;
    expect(whole).toEqual({code: 0, stderr: expect.stringContaining(`${cells} were computed`)});
    expect(fs.readFileSync(rows[0]!, "utf8")).toBe(fs.readFileSync(rows[1]!, "utf8"));
    const [killed, undisturbed] = ["killed", "whole"].map((store) => [...results(store).keys()].sort());
    expect(killed).toEqual(undisturbed);
    for (const name of killed!)
      expect(
        fs
          .readFileSync(join(folder, "killed", "results", name))
          .equals(fs.readFileSync(join(folder, "whole", "results", name)))
      ).toBe(true);
  }, 600_000);

  test("by Ctrl-C ends at once, leaves nothing half-written and says how to go on", async () => {
    const parameters = {dimension: 32, width: 512, times: "0,2000", include: "none"};
    const endless = {experiment: "gap", parameters, seeds: 2};
    fs.writeFileSync(grid, JSON.stringify([{experiment: "hessian", parameters: {dimension: [8, 16]}}, endless]));
    const run = start("stopped", grid, "--jobs", "3");
    await stored("stopped", 2, run);
    process.kill(-run.child.pid!, "SIGINT");
    const {code, stderr} = await run.ended;
    await gone(run.child.pid!);
    expect(code).toBe(130);
    // A result may be stored whose news has not arrived.
    const lines = stderr.split("\n").filter((line) => !line.startsWith("grid: "));
    expect(lines).toEqual([
      expect.stringMatching(/^sweep: [012] of 4 cells were computed and are kept$/),
      `sweep: to go on: npm run sweep -- ${grid}`,
      ""
    ]);
    const names = fs.readdirSync(join(folder, "stopped"), {recursive: true}) as string[];
    // The lock of a worker that had to be killed may be left: its owner has ended, so that it holds nobody up.
    expect(names.filter((name) => name.endsWith(".tmp"))).toEqual([]);
  }, 120_000);
});
