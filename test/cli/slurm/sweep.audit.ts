import {type ChildProcess, spawn} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {root} from "../../../cli/site/folders.js";
import type {Cell, CellEvent} from "../../../cli/sweep/engine.js";
import {jobsFolder} from "../../../cli/sweep/slurm/arrayJob.js";
import {SlurmCommands} from "../../../cli/sweep/slurm/slurmCommands.js";
import {slurm} from "../../../cli/sweep/slurm.js";
import {Store} from "../../../store/store.js";
import {cellOf} from "./cells.js";
import {Cluster, until, whyNoCluster} from "./cluster.js";

const why = whyNoCluster();
if (why !== undefined) console.warn(`\nThe sweeps on a real Slurm cluster are SKIPPED: ${why}.\n`);

describe.skipIf(why !== undefined)("a real Slurm cluster", () => {
  let folder: string;
  let cluster: Cluster;
  let store: string;
  let tests = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pw-"));
    cluster = await Cluster.start(folder);
    Object.assign(process.env, cluster.env);
  });
  afterAll(() => {
    cluster?.stop();
    rmSync(folder, {recursive: true, force: true});
  });
  beforeEach(() => {
    store = join(folder, `store-${++tests}`);
    mkdirSync(store);
  });

  /** A cell that says of itself in this test's folder when it begins, and does nothing, waits for its `go`, fails or dies. */
  const cell = (name: string, does: "nothing" | "wait" | "fail" | "die") => cellOf(name, 1, {does, folder: store});
  const go = (...names: readonly string[]) => {
    for (const name of names) writeFileSync(join(store, `${name}.go`), "");
  };
  const beginnings = (name: string) => {
    const path = join(store, `${name}.begun`);
    return existsSync(path) ? readFileSync(path, "utf8").split("\n").length - 1 : 0;
  };
  const begun = (...names: readonly string[]) =>
    until(`${names.join(" and ")} begin`, () => names.every((name) => beginnings(name) > 0));

  /** Starts a sweep of scripted cells with one cell in a task, with flags for `sbatch`. */
  function start(cells: readonly Cell[], {at = store, flags = []}: {at?: string; flags?: readonly string[]} = {}) {
    const events: CellEvent[] = [];
    const lines: string[] = [];
    const controller = new AbortController();
    const place = {node: process.execPath, checkout: root, store: at, program: "test/cli/slurm/scriptedTask.ts"};
    const isStored = async ({key}: Cell) => (await new Store(at).find(key)) !== undefined;
    const done = slurm({place, isStored, taskSeconds: 1}, new SlurmCommands(flags)).run(cells, {
      jobs: 100,
      signal: controller.signal,
      report: (event) => events.push(event),
      say: (line) => lines.push(line)
    });
    done.catch(() => {});
    const job = () => /submitted job (\d+)/.exec(lines[0] ?? "")?.[1];
    const statesOf = ({key}: Cell) => events.filter((event) => event.key === key).map(({state}) => state);
    const stored = () => Promise.all(cells.map(isStored));
    return {done, events, lines, controller, job, statesOf, stored};
  }

  it("computes a sweep of the command line, whose first run is killed", async () => {
    const grid = join(store, "grid.json");
    const parameters = {dimension: [4, 5], width: [8, 16], times: "0,0.1", include: "none"};
    writeFileSync(grid, JSON.stringify({experiment: "gap", parameters}));
    const killed = sweepCommand(grid, store, "--engine", "slurm", "--slurm", "hold");
    await until("the job is submitted", () => killed.text().includes("submitted job"));
    killed.child.kill("SIGKILL");
    const second = sweepCommand(grid, store, "--engine", "slurm");
    await until("the job is followed", () => second.text().includes("waits: JobHeldUser"));
    await cluster.ask("scontrol", "release", /submitted job (\d+)/.exec(killed.text())![1]!);
    expect([await second.code, second.text()]).toEqual([0, expect.stringMatching(/all 4 cells are stored/)]);
    expect(second.text()).toMatch(/job \d+ of an earlier run is still in the queue and is followed/);
    expect(second.text()).not.toContain("submitted job");
    const third = sweepCommand(grid, store);
    expect([await third.code, third.text()]).toEqual([0, expect.stringMatching(/0 were computed|nothing to compute/)]);
  });

  it("submits again what was cancelled and what ran out of time", async () => {
    const cells = [cell("cancelled", "wait"), cell("late", "wait")];
    const sweep = start(cells);
    await begun("cancelled", "late");
    await cluster.ask("scancel", `${sweep.job()}_0`);
    await cluster.ask("scontrol", "update", `JobId=${sweep.job()}_1`, "EndTime=now");
    await until("both have ended", () => sweep.lines.filter((line) => line.includes("ended with")).length === 2);
    go("cancelled", "late");
    await sweep.done;
    expect(await sweep.stored()).toEqual([true, true]);
    expect(sweep.lines).toContain(`job ${sweep.job()}: 1 task ended with CANCELLED, 1 cell left`);
    expect(sweep.lines).toContain(`job ${sweep.job()}: 1 task ended with TIMEOUT, 1 cell left`);
    expect(readdirSync(jobsFolder(store))).toEqual([]);
  });

  it("tries twice what fails and what dies, and computes the rest", async () => {
    const cells = [cell("failing", "fail"), cell("dying", "die"), cell("fine", "nothing")];
    const sweep = start(cells);
    await sweep.done;
    expect(await sweep.stored()).toEqual([false, false, true]);
    for (const one of cells.slice(0, 2))
      expect(sweep.statesOf(one)).toEqual(["started", "failed", "started", "failed"]);
    expect(["failing", "dying", "fine"].map(beginnings)).toEqual([2, 2, 1]);
    const messages = sweep.events.flatMap((event) => (event.state === "failed" ? [event.message] : []));
    expect(messages).toContain("failing cannot be computed");
    expect(messages).toContainEqual(expect.stringMatching(/^its task ended with FAILED/));
  });

  it("does not notice that the node's daemon was killed and started again while a task ran", async () => {
    const sweep = start([cell("running", "wait")]);
    await begun("running");
    await cluster.killNode("daemon");
    cluster.startNode();
    go("running");
    await sweep.done;
    expect(await sweep.stored()).toEqual([true]);
    expect(beginnings("running")).toBe(1);
    expect(sweep.lines).toHaveLength(1);
  });

  it("computes again what a node took with it when it crashed", async () => {
    // Slurm queues the one again by itself, the other is left to us.
    const requeued = start([cell("requeued", "wait")]);
    const lost = start([cell("lost", "wait")], {flags: ["--no-requeue"]});
    await begun("requeued", "lost");
    await cluster.killNode("crash");
    cluster.startNode();
    go("requeued", "lost");
    await Promise.all([requeued.done, lost.done]);
    expect([...(await requeued.stored()), ...(await lost.stored())]).toEqual([true, true]);
    expect(["requeued", "lost"].map(beginnings)).toEqual([2, 2]);
    expect(requeued.lines).toHaveLength(1);
    expect(lost.lines[1]).toBe(`job ${lost.job()}: 1 task ended with NODE_FAIL, 1 cell left`);
  });

  it("cancels its jobs when it is ended, and goes on when it is started again", async () => {
    const cells = [cell("first", "nothing"), cell("second", "wait"), cell("third", "wait")];
    const sweep = start(cells);
    await begun("second");
    await until("the first is done", () => sweep.statesOf(cells[0]).includes("done"));
    sweep.controller.abort(new Error("Ctrl-C"));
    await expect(sweep.done).rejects.toThrow("Ctrl-C");
    expect(sweep.lines.at(-1)).toMatch(/^cancelled job \d+; what is finished is stored/);
    await until("nothing is in the queue", async () => (await cluster.ask("squeue", "--noheader")) === "");
    go("second", "third");
    const again = start(cells.slice(1));
    await again.done;
    expect([...(await sweep.stored()), beginnings("first")]).toEqual([true, true, true, 1]);
  });

  it("says so when the nodes do not share the store's folder", async () => {
    const sweep = start([cell("unseen", "nothing")], {at: join(cluster.unshared, "store")});
    await expect(sweep.done).rejects.toThrow(/wrote nothing to .*unshared.*POLYWIDTH_STORE/);
  });

  /** Runs `npm run sweep` as a process of its own. */
  function sweepCommand(grid: string, at: string, ...flags: readonly string[]) {
    const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "cli/sweep.ts", grid, ...flags], {
      cwd: root,
      env: {...process.env, ...cluster.env, POLYWIDTH_STORE: at},
      stdio: ["ignore", "pipe", "pipe"]
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream!.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
    const code = new Promise((resolve) => child.once("close", (status, signal) => resolve(status ?? signal)));
    return {child, code, text: () => text};
  }
});
