import {mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {UsageError} from "../../../cli/simulate/usage.js";
import type {Cell, CellEvent} from "../../../cli/sweep/engine.js";
import {jobsFolder} from "../../../cli/sweep/slurm/arrayJob.js";
import {slurm} from "../../../cli/sweep/slurm.js";
import {cellOf} from "./cells.js";
import {type Fate, SimulatedSlurm} from "./simulatedSlurm.js";

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), "polywidth-"));
});
afterEach(() => rmSync(store, {recursive: true, force: true}));

/** A sweep with tasks of three seconds. `meanwhile` is called before each pause. */
function sweepOn(cluster: SimulatedSlurm, cells: readonly Cell[], meanwhile = () => {}, jobs = 100) {
  const events: CellEvent[] = [];
  const lines: string[] = [];
  const controller = new AbortController();
  const pause = () => {
    meanwhile();
    return 0;
  };
  const options = {
    place: {node: "node", checkout: "/checkout", store, program: "task.ts"},
    taskSeconds: 3,
    isStored: async ({key}: Cell) => cluster.stored.has(key),
    pause
  };
  const run = () =>
    slurm(options, cluster).run(cells, {
      jobs,
      signal: controller.signal,
      report: (event) => events.push(event),
      say: (line) => lines.push(line)
    });
  const statesOf = ({key}: Cell) => events.filter((event) => event.key === key).map(({state}) => state);
  return {run, events, lines, controller, statesOf};
}

/** The fates of cells by their names, one after the other; then, and of all others, that they are done. */
function fates(list: Readonly<Record<string, readonly Fate[]>>): (cell: Cell) => Fate {
  const left = new Map(Object.entries(list).map(([name, ones]) => [name, [...ones]]));
  return ({parameters}) => left.get(String(parameters.name))?.shift() ?? "done";
}

const six = ["a", "b", "c", "d", "e", "f"].map((name) => cellOf(name));
const [a, b] = six;
const namesOf = (cells: readonly Cell[]) => cells.map(({parameters}) => parameters.name).join("");

describe("the engine slurm", () => {
  it("submits, follows and tidies up", async () => {
    const cluster = new SimulatedSlurm(store);
    const {run, lines, statesOf} = sweepOn(cluster, six, undefined, 1);
    await run();
    expect(lines).toEqual(["submitted job 1: 6 cells in 2 tasks of at most 10 minutes"]);
    expect(cluster.submissions).toMatchObject([{tasks: 2, atOnce: 1}]);
    for (const cell of six) expect(statesOf(cell)).toEqual(["started", "done"]);
    expect(readdirSync(jobsFolder(store))).toEqual([]);
  });

  it.each(["TIMEOUT", "CANCELLED", "NODE_FAIL"] as const)("submits again what %s has cut off", async (ending) => {
    const cluster = new SimulatedSlurm(store, fates({b: [ending]}));
    const {run, lines, statesOf} = sweepOn(cluster, six);
    await run();
    expect(lines).toContain(`job 1: 1 task ended with ${ending}, 2 cells left`);
    expect(cluster.given.map(namesOf).slice(0, 3)).toEqual(["abc", "def", expect.stringMatching(/^bc?$/)]);
    expect(statesOf(b)).toEqual(["started", "started", "done"]);
    expect(cluster.stored.size).toBe(6);
  });

  it("asks for more time after a time-out", async () => {
    const cluster = new SimulatedSlurm(store, fates({dear: ["TIMEOUT", "TIMEOUT"]}));
    const {run, lines} = sweepOn(cluster, [cellOf("dear", 100)]);
    await run();
    expect(lines.filter((line) => line.startsWith("submitted")).map((line) => /\d+ minutes/.exec(line)?.[0])).toEqual([
      "10 minutes",
      "20 minutes",
      "40 minutes"
    ]);
  });

  it("leaves to Slurm what Slurm queues again by itself", async () => {
    const cluster = new SimulatedSlurm(store, fates({b: ["requeued", "requeued"]}));
    const {run, statesOf} = sweepOn(cluster, six);
    await run();
    expect(cluster.submissions).toHaveLength(1);
    expect(statesOf(b)).toEqual(["started", "started", "started", "done"]);
  });

  it("tries a failing cell twice, computes the others and says where the logs are", async () => {
    const cluster = new SimulatedSlurm(store, fates({a: ["failed"], b: ["failed", "failed"]}));
    const {run, lines, statesOf} = sweepOn(cluster, six);
    await run();
    expect(statesOf(a)).toEqual(["started", "failed", "started", "done"]);
    expect(statesOf(b)).toEqual(["started", "failed", "started", "failed"]);
    expect(cluster.stored.size).toBe(5);
    const folders = readdirSync(jobsFolder(store));
    expect(folders.length).toBeGreaterThan(0);
    for (const folder of folders) expect(lines.at(-1)).toContain(folder);
  });

  it.each([
    [true, "PREEMPTED"],
    [false, "FORGOTTEN"]
  ])("learns how a task ended from the accounts, if there are any (%s)", async (keepsAccounts, word) => {
    const cluster = new SimulatedSlurm(store, fates({b: ["forgotten"]}));
    cluster.keepsAccounts = keepsAccounts;
    const {run, lines} = sweepOn(cluster, six);
    await run();
    expect(lines).toContain(`job 1: 1 task ended with ${word}, 2 cells left`);
    expect(cluster.stored.size).toBe(6);
  });

  it("believes the store when a task has ended without a word", async () => {
    const cluster = new SimulatedSlurm(store, (cell) => {
      cluster.stored.add(cell.key);
      return "NODE_FAIL";
    });
    const {run, statesOf} = sweepOn(cluster, [a]);
    await run();
    expect(statesOf(a)).toEqual(["started", "done"]);
    expect(cluster.submissions).toHaveLength(1);
  });

  it("does not take a queue that does not answer for an empty one", async () => {
    const cluster = new SimulatedSlurm(store);
    let looks = 0;
    const {run, lines} = sweepOn(cluster, six, () => {
      cluster.complaint = ++looks === 2 || looks === 3 ? "squeue said: Unable to contact slurm controller" : undefined;
    });
    await run();
    expect(lines).toEqual([
      expect.stringMatching(/^submitted job 1/),
      "squeue said: Unable to contact slurm controller; this is tried again"
    ]);
  });

  it("says why a job waits, unless that is usual", async () => {
    const cluster = new SimulatedSlurm(store);
    const reasons = ["Priority", "PartitionTimeLimit", "PartitionTimeLimit", "Resources"];
    const {run, lines} = sweepOn(cluster, six, () => {
      const reason = reasons.shift();
      cluster.nodes = reason === undefined ? "fine" : {reason};
    });
    await run();
    expect(lines.slice(1)).toEqual(["job 1 waits: PartitionTimeLimit"]);
  });

  it("cancels its jobs when it is ended", async () => {
    const cluster = new SimulatedSlurm(store, () => "requeued");
    let looks = 0;
    const {run, lines, controller} = sweepOn(cluster, six, () => {
      if (++looks === 3) controller.abort(new Error("Ctrl-C"));
    });
    await expect(run()).rejects.toThrow("Ctrl-C");
    expect(cluster.cancelled).toEqual(["1"]);
    expect(lines.at(-1)).toBe("cancelled job 1; what is finished is stored: start the sweep again to go on");
  });

  it("refuses what sbatch refuses, and leaves nothing behind", async () => {
    const cluster = new SimulatedSlurm(store);
    cluster.submit = async () => {
      throw new Error("sbatch said: invalid partition");
    };
    await expect(sweepOn(cluster, six).run()).rejects.toThrow(new UsageError("sbatch said: invalid partition"));
    expect(readdirSync(jobsFolder(store))).toEqual([]);
  });

  it("ends and cancels its jobs when nothing can be stored", async () => {
    const cluster = new SimulatedSlurm(store, fates({b: ["unstorable"]}));
    await expect(sweepOn(cluster, six).run()).rejects.toThrow(new UsageError("no space left"));
    expect(cluster.cancelled).toEqual(["1"]);
  });

  it("waits with what sbatch refuses while it has other jobs", async () => {
    const cluster = new SimulatedSlurm(store, fates({b: ["NODE_FAIL"]}));
    const submit = cluster.submit.bind(cluster);
    let calls = 0;
    cluster.submit = async (submission) => {
      if (++calls === 2) throw new Error("sbatch said: QOSMaxSubmitJobPerUserLimit");
      return submit(submission);
    };
    // The second task has most to do, so that the sweep has a job in the queue while the first is submitted again.
    const {run, lines} = sweepOn(cluster, [cellOf("b", 3), cellOf("x", 1), cellOf("y", 1), cellOf("z", 1)]);
    await run();
    expect(lines).toContain("sbatch said: QOSMaxSubmitJobPerUserLimit; this is tried again");
    expect(cluster.stored.size).toBe(4);
  });

  it("ends when no task can begin, and says what may be wrong", async () => {
    const cluster = new SimulatedSlurm(store);
    cluster.nodes = "unable";
    const ended = expect(sweepOn(cluster, six).run()).rejects;
    await ended.toThrow(/^job 1 ended before it began .*it wrote nothing to .*POLYWIDTH_STORE.*checkout/);
    expect(cluster.submissions).toHaveLength(1);
  });

  describe("after a run that was killed", () => {
    let cluster: SimulatedSlurm;
    beforeEach(async () => {
      cluster = new SimulatedSlurm(store);
      cluster.nodes = {reason: "Priority"};
      const dying = sweepOn(cluster, six.slice(0, 4), () => {
        throw new Error("SIGKILL");
      });
      await expect(dying.run()).rejects.toThrow("SIGKILL");
    });

    it("follows what is in the queue, and submits only the rest", async () => {
      const {run, lines, statesOf} = sweepOn(cluster, six, () => {
        cluster.nodes = "fine";
      });
      await run();
      expect(lines).toEqual([
        "job 1 of an earlier run is still in the queue and is followed",
        "submitted job 2: 2 cells in 1 task of at most 10 minutes"
      ]);
      for (const cell of six) expect(statesOf(cell)).toEqual(["started", "done"]);
    });

    it("deletes what has been forgotten for a week, and nothing else", async () => {
      const [known] = readdirSync(jobsFolder(store));
      const names = ["polywidth-0000000a", "polywidth-0000000b", "else"];
      for (const name of names) mkdirSync(join(jobsFolder(store), name));
      const weekAgo = Date.now() / 1000 - 8 * 24 * 3600;
      for (const name of [known, names[0], names[2]]) utimesSync(join(jobsFolder(store), name), weekAgo, weekAgo);
      const other = sweepOn(cluster, [cellOf("stranger")], () => {
        cluster.nodes = "fine";
      });
      await other.run();
      expect(readdirSync(jobsFolder(store)).sort()).toEqual([known, names[1], names[2]].sort());
    });

    it("leaves alone what another sweep has in the queue", async () => {
      const {run, lines} = sweepOn(cluster, six.slice(1), () => {
        cluster.nodes = "fine";
      });
      await run();
      expect(lines[0]).toBe("submitted job 2: 5 cells in 2 tasks of at most 10 minutes");
    });
  });

  it("settles every cell, stores what it calls done, and never has a cell in two tasks, whatever happens", async () => {
    const fate = fc.oneof(
      {weight: 4, arbitrary: fc.constant<Fate>("done")},
      fc.constantFrom<Fate>("failed", "requeued", "forgotten", "TIMEOUT", "CANCELLED", "NODE_FAIL", "FAILED")
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fate, {maxLength: 60}), fc.boolean(), async (list, keepsAccounts) => {
        const left = [...list];
        const cluster = new SimulatedSlurm(store, () => left.shift() ?? "done");
        cluster.keepsAccounts = keepsAccounts;
        const {run, statesOf} = sweepOn(cluster, six, () => {
          const keys = cluster.underWay.map(({key}) => key);
          expect(new Set(keys).size).toBe(keys.length);
        });
        await run();
        for (const cell of six) {
          expect(statesOf(cell).at(-1)).toBe(cluster.stored.has(cell.key) ? "done" : "failed");
          expect(cluster.given.filter((cells) => cells.includes(cell)).length).toBeLessThanOrEqual(8);
        }
      }),
      {numRuns: 60}
    );
  });
});
