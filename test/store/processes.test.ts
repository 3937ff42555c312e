import {type ChildProcess, spawn} from "node:child_process";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {afterEach, beforeEach, expect, test} from "vitest";
import {root} from "../../cli/site/folders.js";
import {inventory} from "../../store/inventory.js";

let folder: string;
let log: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  log = join(folder, "log");
  await writeFile(log, "");
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, {recursive: true, maxRetries: 5});
});

/** Starts test/store/filler.ts. */
function fill(mode: string, names: readonly string[]): {child: ChildProcess; ended: Promise<unknown>} {
  const args = [
    "--import",
    "tsx",
    join(root, "test", "store", "filler.ts"),
    join(folder, "store"),
    log,
    mode,
    ...names
  ];
  const child = spawn(process.execPath, args, {cwd: root, stdio: ["ignore", "pipe", "inherit"]});
  children.push(child);
  let text = "";
  child.stdout!.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  const ended = new Promise((resolve) => {
    child.on("close", (code, signal) => resolve(code === 0 ? JSON.parse(text) : (signal ?? code)));
  });
  return {child, ended};
}

const computed = async () => (await readFile(log, "utf8")).split("\n").filter(Boolean).sort();
const rowsOf = (names: readonly string[]) => names.map((name) => ({name, length: name.length}));
const kinds = async () => (await inventory(join(folder, "store"))).map(({kind}) => kind);

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(20);
}

test("processes that fill the same store compute each result once, and all get all of them", async () => {
  const names = Array.from({length: 12}, (_, i) => `name ${i}`);
  const orders = [names, [...names].reverse(), [...names.slice(6), ...names.slice(0, 6)]];
  const found = await Promise.all(orders.map((order) => fill("30", order).ended));
  expect(found).toEqual(orders.map(rowsOf));
  expect(await computed()).toEqual([...names].sort());
  expect((await kinds()).filter((kind) => kind !== "timing")).toEqual(Array(12).fill("result"));
});

// The waiters would otherwise have to wait for two minutes, longer than the test may take.
test("where the process that computes is killed, one that waits takes over at once", async () => {
  const first = fill("hang", ["a"]);
  await until(async () => (await computed()).length === 1);
  const waiting = [fill("0", ["a", "b"]), fill("0", ["a", "b"])];
  // Both must have reached the lock, or would not wait for it.
  await setTimeout(1500);
  expect(await kinds()).toEqual(["lock"]);
  first.child.kill("SIGKILL");
  expect(await first.ended).toBe("SIGKILL");
  expect(await Promise.all(waiting.map(({ended}) => ended))).toEqual([rowsOf(["a", "b"]), rowsOf(["a", "b"])]);
  expect(await computed()).toEqual(["a", "a", "b"]);
  expect((await kinds()).sort()).toEqual(["result", "result", "timing", "timing"]);
});

test("a process that ends by itself in the middle leaves no lock", async () => {
  expect(await fill("exit", ["a"]).ended).toBe(3);
  expect(await kinds()).toEqual([]);
  expect(await fill("0", ["a"]).ended).toEqual(rowsOf(["a"]));
});
