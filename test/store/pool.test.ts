import {existsSync} from "node:fs";
import {mkdtemp, readdir, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {type Job, runAll} from "../../store/pool.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
});
afterEach(() => rm(folder, {recursive: true}));

function job(name: string, code: string, weight = 1): Job {
  return {name, args: ["-e", code], output: join(folder, "out", name), weight};
}

test("writes what each program prints", async () => {
  await runAll([
    job("a", "process.stdout.write('A')"),
    job("b", "console.error('progress'); process.stdout.write('B')")
  ]);
  expect(await readFile(join(folder, "out", "a"), "utf8")).toBe("A");
  expect(await readFile(join(folder, "out", "b"), "utf8")).toBe("B");
  expect((await readdir(join(folder, "out"))).sort()).toEqual(["a", "b"]);
});

test("starts the longest first", async () => {
  const order: string[] = [];
  const jobs = [job("short", "0", 1), job("long", "0", 9), job("middle", "0", 5)];
  await runAll(jobs, {processes: 1, done: ({name}) => order.push(name)});
  expect(order).toEqual(["long", "middle", "short"]);
});

test("runs side by side, no more than asked for", async () => {
  const code = "const t = Date.now(); setTimeout(() => console.log(t, Date.now()), 300)";
  const names = ["a", "b", "c", "d"];
  await runAll(
    names.map((name) => job(name, code)),
    {processes: 2}
  );
  const spans = await Promise.all(
    names.map(async (name) => (await readFile(join(folder, "out", name), "utf8")).split(" ").map(Number))
  );
  const overlap = spans.map(([start]) => spans.filter(([from, to]) => from! <= start! && start! < to!).length);
  expect(Math.max(...overlap)).toBe(2);
});

test("the first failure ends the others and says which and why", async () => {
  const hang = job("hanging", "setTimeout(() => {}, 60000)", 9);
  const fail = job("failing", "console.error('no such problem'); process.exit(3)", 5);
  const never = job("waiting", "process.stdout.write('x')", 1);
  await expect(runAll([hang, fail, never], {processes: 2})).rejects.toThrow(/^failing failed \(3\):\nno such problem$/);
  expect(existsSync(never.output)).toBe(false);
  expect(await readdir(join(folder, "out"))).toEqual([]);
});

test("a failure leaves the former output in place", async () => {
  await runAll([job("a", "process.stdout.write('old')")]);
  await expect(runAll([job("a", "process.stdout.write('new'); process.exitCode = 1")])).rejects.toThrow("a failed (1)");
  expect(await readFile(join(folder, "out", "a"), "utf8")).toBe("old");
});
