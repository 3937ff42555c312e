import {spawnSync} from "node:child_process";
import {mkdtemp, readFile, rm, utimes, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test, vi} from "vitest";
import {root} from "../../cli/site/folders.js";
import {store as command} from "../../cli/store/main.js";
import {count, seconds, size} from "../../cli/store/sizes.js";
import {hessian} from "../../src/experiments/hessian.js";
import {loadRows} from "../../store/experiment.js";
import {inventory} from "../../store/inventory.js";
import {keyOf} from "../../store/key.js";
import {newOwner} from "../../store/owner.js";
import {Store} from "../../store/store.js";

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  store = new Store(folder);
  vi.stubEnv("POLYWIDTH_STORE", folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, {recursive: true});
});

async function run(...args: string[]): Promise<{code: number; lines: string[]; stderr: string}> {
  let [stdout, stderr] = ["", ""];
  const code = await command(args, {
    stdout: {write: (text: string) => (stdout += text)},
    stderr: {write: (text: string) => (stderr += text)}
  });
  return {code, lines: stdout.split("\n").slice(0, -1), stderr};
}

const old = {experiment: "hessian", parameters: {dimension: "8"}, code: "c"};
const unknown = {experiment: "no-more", parameters: {text: "x".repeat(50), list: [1, 2]}, code: "c"};

/** One result of each kind: current, of other code, of an experiment that is no more. */
async function fill(): Promise<void> {
  await loadRows(hessian, {dimension: 16, times: "0", alignments: "0.5"}, store);
  for (const identity of [old, unknown]) await store.recall(identity, async () => [{time: 1}]);
}

const placeOf = (identity: typeof old) => store.path(keyOf(identity as never));
const age = (path: string, seconds: number) => utimes(path, Date.now() / 1000 - seconds, Date.now() / 1000 - seconds);

describe("store list", () => {
  test("shows each result with what differs from the defaults", async () => {
    await fill();
    const {code, lines, stderr} = await run("list");
    expect([code, stderr]).toEqual([0, ""]);
    expect(lines[0]).toMatch(/^experiment +size +seconds +code +parameters$/);
    expect(lines[2]).toMatch(
      /^hessian +[\d.]+ k?B +[\d.]+ +current +problem=He4 dimension=16 times=0 alignments=0\.5$/
    );
    expect(lines[1]).toMatch(/^hessian +[\d.]+ k?B +[\d.]+ +stale +dimension=8$/);
    expect(lines[3]).toMatch(/^no-more +[\d.]+ k?B +[\d.]+ +stale +list=\[1,2\] text=x{39}…$/);
    expect(lines[4]).toMatch(/^3 results in .*, [\d.]+ kB, 2 stale$/);
  });

  test("names what is damaged", async () => {
    await fill();
    await writeFile(placeOf(old), "no");
    await writeFile(`${placeOf(old)}.damaged`, "no");
    const {code, lines} = await run("list");
    expect(code).toBe(0);
    expect(lines[3]).toBe(`${placeOf(old)} is damaged or was cut off: its checksum does not match`);
    expect(lines[4]).toMatch(/^2 results in .*, 1 stale, 1 damaged, 1 set aside$/);
  });

  test("of a store that does not exist is empty", async () => {
    vi.stubEnv("POLYWIDTH_STORE", join(folder, "none"));
    expect((await run("list")).lines).toEqual([`0 results in ${join(folder, "none")}, 0 B, 0 stale`]);
  });
});

describe("store verify", () => {
  test("finds no fault in what was stored", async () => {
    await fill();
    expect(await run("verify")).toEqual({code: 0, lines: [`3 results in ${folder}, 0 damaged`], stderr: ""});
  });

  test("names each damaged result and fails", async () => {
    await fill();
    const file = await readFile(placeOf(old));
    await writeFile(placeOf(old), file.subarray(1));
    await writeFile(placeOf(unknown as never), file);
    const {code, lines} = await run("verify");
    expect(code).toBe(1);
    expect(lines.slice(0, 2).sort()).toEqual(
      [
        `${placeOf(old)} is damaged or was cut off: its checksum does not match`,
        `${placeOf(unknown as never)} belongs to other parameters, another experiment or other code`
      ].sort()
    );
    expect(lines[2]).toBe(`3 results in ${folder}, 2 damaged`);
  });
});

describe("store prune", () => {
  const remaining = async () => (await inventory(folder)).map(({path}) => path).sort();

  test("removes what no one will read again, and nothing else", async () => {
    await fill();
    const current = (await inventory(folder)).filter(({key}) => ![old, unknown].some((gone) => key === keyOf(gone)));
    const [result] = current.filter(({kind}) => kind === "result").map(({path}) => path);
    const place = result!.replace(/\.arrow$/, "");
    const {pid} = spawnSync(process.execPath, ["-e", ""]);
    const files = {
      ended: [`${place}.lock`, JSON.stringify({...newOwner(), pid})],
      live: [`${placeOf(old)}.lock`.replace(".arrow", ""), JSON.stringify(newOwner())],
      aside: [`${place}.arrow.damaged`, "x"],
      olderFormat: [place, "x"],
      abandoned: [`${place}.arrow.1-1.tmp`, "x"],
      written: [`${place}.arrow.1-2.tmp`, "x"],
      foreign: [join(folder, "results", "notes.txt"), "x"]
    } as const;
    for (const [path, text] of Object.values(files)) await writeFile(path, text);
    await age(files.abandoned[0], 3600);
    const before = await remaining();

    const dry = await run("prune", "--dry-run");
    expect(dry.code).toBe(0);
    expect(await remaining()).toEqual(before);
    const wet = await run("prune");
    expect(wet.lines).toEqual(dry.lines.map((line) => line.replace("would remove", "removed")));
    expect(await remaining()).toEqual([...current.map(({path}) => path), files.live[0], files.written[0]].sort());
    expect(await readFile(files.foreign[0], "utf8")).toBe("x");

    const gone = before.length - current.length - 2;
    expect(wet.lines).toHaveLength(gone + 1);
    expect(wet.lines.at(-1)).toMatch(new RegExp(`^removed ${gone} files in .*, [\\d.]+ k?B$`));
    expect(wet.lines).toContain(`removed ${placeOf(old)} (hessian of other code)`);
    expect(wet.lines).toContain(`removed ${files.ended[0]} (its owner has ended)`);
    expect((await run("prune")).lines).toEqual([`removed 0 files in ${folder}, 0 B`]);
  });

  test("removes damaged results and timings that are left over", async () => {
    await fill();
    await writeFile(placeOf(old), "no");
    await rm(placeOf(unknown as never));
    await age(placeOf(unknown as never).replace(".arrow", ".timing.json"), 3600);
    await run("prune");
    expect((await inventory(folder)).map(({kind}) => kind).sort()).toEqual(["result", "timing"]);
    expect((await run("verify")).code).toBe(0);
  });
});

describe("the command line", () => {
  test.each([
    [[], "store must be followed by list, verify or prune, got nothing; try store list or store --help"],
    [["lst"], "store must be followed by list, verify or prune, got lst; did you mean list?"],
    [["prune", "--dry"], "prune takes only --dry-run, --help, got --dry; see store prune --help"],
    [["prune", "--dry-runs"], "prune takes only --dry-run, --help, got --dry-runs; did you mean --dry-run?"],
    [["list", "gap"], "list takes only --help, got gap; see store list --help"]
  ])("%j is refused", async (args, message) => {
    expect(await run(...args)).toEqual({code: 2, lines: [], stderr: `store: ${message}\n`});
  });

  test("a store that is no folder is refused", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    vi.stubEnv("POLYWIDTH_STORE", file);
    const {code, stderr} = await run("list");
    expect(code).toBe(2);
    expect(stderr).toBe(
      `store: the results store must be a folder, got ${file} (it is not a folder); name another one in POLYWIDTH_STORE\n`
    );
  });

  test("help names the commands", async () => {
    const {code, lines} = await run("--help");
    expect(code).toBe(0);
    expect(lines.join("\n")).toMatch(/list .*\n[\s\S]*verify .*\n[\s\S]*prune .*\n[\s\S]*POLYWIDTH_STORE/);
    expect((await run("prune", "--help")).lines.join("\n")).toContain("--dry-run");
  });

  test("runs as a program", () => {
    const env = {...process.env, POLYWIDTH_STORE: folder};
    const {status, stdout} = spawnSync(process.execPath, ["--import", "tsx", "cli/store.ts", "verify"], {
      cwd: root,
      env
    });
    expect([status, stdout.toString()]).toEqual([0, `0 results in ${folder}, 0 damaged\n`]);
  });
});

test("sizes and times are short", () => {
  expect([0, 999, 1000, 12_345, 999_400, 1.5e9].map(size)).toEqual([
    "0 B",
    "999 B",
    "1.00 kB",
    "12.3 kB",
    "999 kB",
    "1.50 GB"
  ]);
  expect([0.012345, 3, 123.4, 98_765].map(seconds)).toEqual(["0.012", "3.00", "123", "98765"]);
  expect([0, 1, 2].map((number) => count(number, "file"))).toEqual(["0 files", "1 file", "2 files"]);
});
