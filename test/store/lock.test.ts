import {spawnSync} from "node:child_process";
import {statSync} from "node:fs";
import {mkdtemp, readdir, readFile, rm, utimes, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {keepFresh, letAge} from "../../store/heartbeat.js";
import {holdingOf, removeHolding} from "../../store/holding.js";
import {abandonedAfter, isAbandonedLock, Lock} from "../../store/lock.js";
import {hasEnded, newOwner, type Owner} from "../../store/owner.js";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  path = join(folder, "some", "place.lock");
});
afterEach(() => rm(folder, {recursive: true}));

const files = () => readdir(join(folder, "some"));

/** Leaves a lock of another owner. */
async function leave(owner: Partial<Owner> | undefined): Promise<void> {
  const first = new Lock(path);
  await first.take();
  await first.release();
  await writeFile(path, owner ? JSON.stringify({...newOwner(), ...owner}) : "");
}

/** The number of a process that has ended. */
const endedPid = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

test("one holds a lock at a time", async () => {
  const [first, second] = [new Lock(path), new Lock(path)];
  expect(await first.take()).toBe(true);
  expect(await second.take()).toBe(false);
  await second.release();
  expect(await second.take()).toBe(false);
  await first.release();
  expect(await files()).toEqual([]);
  expect(await second.take()).toBe(true);
  await second.release();
});

test("of many who want it at once, one gets it", async () => {
  const taken = await Promise.all(Array.from({length: 30}, () => new Lock(path).take()));
  expect(taken.filter(Boolean)).toHaveLength(1);
});

/** The lock at `path` is respected at first and taken over when it has not been touched for long, though its time lies ahead. */
async function takenOverAfterAWait(): Promise<void> {
  const ahead = Date.now() / 1000 + 3600;
  await utimes(path, ahead, ahead);
  const lock = new Lock(path, 20);
  expect(await lock.take()).toBe(false);
  await setTimeout(30);
  expect(await lock.take()).toBe(true);
  await lock.release();
}

describe("a lock whose owner has ended", () => {
  test("is taken over at once", async () => {
    await leave({pid: endedPid()});
    expect(await isAbandonedLock(path)).toBe(true);
    const lock = new Lock(path);
    expect(await lock.take()).toBe(true);
    expect(await isAbandonedLock(path)).toBe(false);
    await lock.release();
    expect(await files()).toEqual([]);
  });

  test("is taken over by one of many", async () => {
    const pid = endedPid();
    for (let round = 0; round < 20; ++round) {
      await leave({pid});
      const locks = Array.from({length: 20}, () => new Lock(path));
      const taken: Lock[] = [];
      for (let turn = 0; turn < 3; ++turn) {
        const got = await Promise.all(locks.map((lock) => lock.take()));
        taken.push(...locks.filter((_, i) => got[i]));
      }
      expect(taken).toHaveLength(1);
      await taken[0]!.release();
      expect(await files()).toEqual([]);
    }
  });
});

test("who saw an abandoned lock does not remove that of who was faster", async () => {
  await leave({pid: endedPid()});
  const seen = (await holdingOf(path))!;
  const faster = new Lock(path);
  expect(await faster.take()).toBe(true);
  await removeHolding(path, seen, abandonedAfter);
  expect(await new Lock(path).take()).toBe(false);
  await faster.release();
  expect(await files()).toEqual([]);
});

describe("a lock of another machine", () => {
  const elsewhere = {host: "elsewhere", pid: 1};

  test("is respected as long as it is touched", async () => {
    await leave(elsewhere);
    const lock = new Lock(path, 20);
    for (let touch = 1; touch <= 5; ++touch) {
      const time = Date.now() / 1000 + touch;
      await utimes(path, time, time);
      expect(await lock.take()).toBe(false);
      await setTimeout(30);
    }
  });

  test("is taken over when it has not been touched for long, whatever the machine's clock says", async () => {
    await leave(elsewhere);
    await takenOverAfterAWait();
  });

  test("is taken over at once when it is very old", async () => {
    await leave(elsewhere);
    expect(await isAbandonedLock(path)).toBe(false);
    const old = (Date.now() - 6 * abandonedAfter) / 1000;
    await utimes(path, old, old);
    expect(await isAbandonedLock(path)).toBe(true);
    const lock = new Lock(path);
    expect(await lock.take()).toBe(true);
    await lock.release();
  });
});

test("a lock whose file is empty, as while it is being written, is respected until it is old", async () => {
  await leave(undefined);
  await takenOverAfterAWait();
});

test("who was taken over does not give back what is another's", async () => {
  const first = new Lock(path);
  await first.take();
  await leaveInstead();
  const text = await readFile(path, "utf8");
  await first.release();
  expect(await readFile(path, "utf8")).toBe(text);

  async function leaveInstead(): Promise<void> {
    await rm(path);
    await writeFile(path, JSON.stringify(newOwner()));
  }
});

test("a lock can be taken over although someone ended while taking it over", async () => {
  await leave({pid: endedPid()});
  await writeFile(`${path}.guard`, JSON.stringify({...newOwner(), pid: endedPid()}));
  const lock = new Lock(path);
  let turns = 0;
  while (!(await lock.take())) expect(++turns).toBeLessThan(5);
  await lock.release();
  expect(await files()).toEqual([]);
});

test("a held lock is touched while its owner is busy", async () => {
  await leave({});
  await utimes(path, 1, 1);
  keepFresh(path, 20);
  const end = performance.now() + 25_000;
  // Without a turn of the event loop.
  while (statSync(path).mtimeMs < 2000 && performance.now() < end);
  letAge(path);
  expect(statSync(path).mtimeMs).toBeGreaterThan(2000);
});

test("an owner counts as ended only if it ran here and is gone", () => {
  expect(hasEnded(newOwner())).toBe(false);
  expect(hasEnded({...newOwner(), pid: process.ppid})).toBe(false);
  const gone = {...newOwner(), pid: endedPid()};
  expect(hasEnded(gone)).toBe(true);
  expect(hasEnded({...gone, host: "elsewhere"})).toBe(false);
});
