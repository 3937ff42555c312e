import {execFileSync, spawnSync} from "node:child_process";
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {logPath, readArrayJob, scriptPath, wordOfLog, writeArrayJob} from "../../../cli/sweep/slurm/arrayJob.js";
import {entriesOf, journalPath, readJournal} from "../../../cli/sweep/slurm/journal.js";
import {runTask} from "../../../cli/sweep/slurm/runTask.js";
import {StoreError} from "../../../store/storeError.js";
import {cellOf} from "./cells.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "polywidth-"));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const place = () => ({node: process.execPath, checkout: folder, store: join(folder, "store"), program: "task.ts"});

const cells = ["a", "b", "c"].map((name) => cellOf(name));

describe("a task", () => {
  it("computes its cells in order and notes what becomes of them", async () => {
    const job = await writeArrayJob([[cellOf("x")], cells], 10, place());
    expect(await readJournal(journalPath(job.folder, 1))).toBeUndefined();
    await runTask(job.folder, 1, async ({parameters}) => {
      if (parameters.name === "b") throw new Error("b cannot be computed");
      return {seconds: 7};
    });
    const [a, b, c] = cells.map(({key}) => key);
    expect(await readJournal(journalPath(job.folder, 1))).toEqual([
      {key: a, state: "started"},
      {key: a, state: "done", seconds: 7},
      {key: b, state: "started"},
      {key: b, state: "failed", message: "b cannot be computed"},
      {key: c, state: "started"},
      {key: c, state: "done", seconds: 7}
    ]);
  });

  it("ends where nothing can be stored, and says so", async () => {
    const {folder: of} = await writeArrayJob([cells], 10, place());
    const full = Object.assign(new Error("ENOSPC"), {code: "ENOSPC"});
    const task = runTask(of, 0, async () => {
      throw new StoreError("/store", full);
    });
    await expect(task).rejects.toThrow(StoreError);
    expect((await readJournal(journalPath(of, 0)))!.at(-1)).toMatchObject({state: "failed", hopeless: true});
  });

  it("goes on where Slurm had ended it, also in the middle of a line", async () => {
    const {folder: of} = await writeArrayJob([cells], 10, place());
    const [a, b, c] = cells.map(({key}) => key);
    const before = [
      JSON.stringify({key: a, state: "failed", message: "no"}),
      JSON.stringify({key: b, state: "started"}),
      '{"key":"b'
    ];
    writeFileSync(journalPath(of, 0), before.join("\n"));
    const computed: string[] = [];
    await runTask(of, 0, async ({key}) => {
      computed.push(key);
      return {seconds: 1};
    });
    expect(computed).toEqual([b, c]);
    expect((await readJournal(journalPath(of, 0)))!.map(({key, state}) => [key, state])).toEqual([
      [a, "failed"],
      [b, "started"],
      [b, "started"],
      [b, "done"],
      [c, "started"],
      [c, "done"]
    ]);
  });
});

it("a journal is read up to its last whole line", () => {
  const line = JSON.stringify({key: "k", state: "started"});
  expect(entriesOf("")).toEqual([]);
  expect(entriesOf(line)).toEqual([]);
  expect(entriesOf(`\n${line}\n`)).toHaveLength(1);
  expect(entriesOf(`${line}\n{"key\n\n${line}\n${line}`)).toHaveLength(2);
});

it("an array job is read as it was written", async () => {
  const tasks = Array.from({length: 12}, (_, i) => [cellOf(`${i}`), cellOf(`${i} too`)]);
  const written = await writeArrayJob(tasks, 10, place());
  expect(written.name).toMatch(/^polywidth-[0-9a-f]{8}$/);
  expect(await readArrayJob(place().store, written.name)).toEqual(written);
});

it("of a log the line is quoted that names the error, and of Slurm's own lines only if there are no others", async () => {
  const job = await writeArrayJob([cells, cells, cells], 10, place());
  writeFileSync(
    logPath(job.folder, 0),
    "starting\nFATAL ERROR: heap\n\n at native\nslurmstepd: error: Exceeded job memory\n"
  );
  writeFileSync(logPath(job.folder, 1), "slurmstepd: error: *** JOB 7 CANCELLED DUE TO TIME LIMIT ***\n");
  expect(await Promise.all([0, 1, 2].map((index) => wordOfLog(job, index)))).toEqual([
    "FATAL ERROR: heap",
    "slurmstepd: error: *** JOB 7 CANCELLED DUE TO TIME LIMIT ***",
    ""
  ]);
});

describe.skipIf(process.platform === "win32")("the batch script", () => {
  it("starts the task in the checkout with the store, whatever their names", async () => {
    const odd = join(folder, `it's a "checkout" $HOME`);
    mkdirSync(odd);
    const node = join(odd, "no'de");
    writeFileSync(node, '#!/bin/sh\nprintf "%s\\n" "$PWD" "$POLYWIDTH_STORE" "$@"\n');
    chmodSync(node, 0o755);
    const job = await writeArrayJob([cells], 40, {node, checkout: odd, store: join(odd, "store"), program: "task.ts"});
    const text = readFileSync(scriptPath(job.folder), "utf8");
    expect(text.split("\n").slice(1, 6)).toEqual([
      "#SBATCH --ntasks=1",
      "#SBATCH --cpus-per-task=1",
      "#SBATCH --mem=2G",
      "#SBATCH --time=40",
      "#SBATCH --requeue"
    ]);
    const printed = execFileSync("/bin/sh", [scriptPath(job.folder)], {
      encoding: "utf8",
      env: {...process.env, SLURM_ARRAY_TASK_ID: "3"}
    });
    expect(printed.trim().split("\n")).toEqual([
      odd,
      join(odd, "store"),
      "--import",
      "tsx",
      "task.ts",
      job.folder,
      "3"
    ]);
  });

  it("says what is wrong where there is no checkout", async () => {
    const job = await writeArrayJob([cells], 10, {...place(), checkout: join(folder, "elsewhere")});
    const {status, stderr} = spawnSync("/bin/sh", [scriptPath(job.folder)], {encoding: "utf8"});
    expect(status).toBe(1);
    expect(stderr).toMatch(/the checkout must be in a folder that the nodes share/);
  });
});
