import {spawnSync} from "node:child_process";
import {chmod, mkdir, mkdtemp, readdir, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test, vi} from "vitest";
import {root} from "../../cli/site/folders.js";
import {Store} from "../../store/store.js";
import {writeWhole} from "../../store/whole.js";

vi.mock("../../store/whole.js", async (original) => {
  const {writeWhole} = await original<typeof import("../../store/whole.js")>();
  return {writeWhole: vi.fn(writeWhole)};
});

const identity = {experiment: "gap", parameters: {}, code: "c"};
const rows = [{time: 1}];

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
});
afterEach(async () => {
  vi.mocked(writeWhole).mockReset();
  await rm(folder, {recursive: true});
});

async function files(): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries.filter((entry) => entry.isFile()).map(({name}) => name);
}

/** What is said where nothing can be stored: the folder, the reason and the remedy. */
const complaint = (where: string, reason: string) =>
  `no result can be stored in ${where} (${reason}); make room or give write permission there, or name another folder in POLYWIDTH_STORE`;

describe("a full disk", () => {
  test.each([
    ["no space is left for the timing", 0, "ENOSPC", "no space left on the device"],
    ["no space is left for the result", 1, "ENOSPC", "no space left on the device"],
    ["the quota is used up", 1, "EDQUOT", "the disk quota is used up"]
  ])("is named where %s", async (_, after, code, reason) => {
    const store = new Store(folder);
    const original = vi.mocked(writeWhole).getMockImplementation()!;
    let writes = 0;
    vi.mocked(writeWhole).mockImplementation(async (path, content) => {
      if (writes++ === after) throw Object.assign(new Error(code), {code});
      return original(path, content);
    });
    await expect(store.recall(identity, async () => rows)).rejects.toThrow(complaint(folder, reason));
    expect(await files()).toEqual([]);
    vi.mocked(writeWhole).mockImplementation(original);
    expect(await store.recall(identity, async () => rows)).toEqual(rows);
  });
});

/** A file system in memory with room for a few kilobytes; only root may mount one, and not everywhere. */
function mounted(options: string): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  return spawnSync("mount", ["-t", "tmpfs", "-o", options, "none", folder]).status === 0;
}

test("on a small file system nothing stays of what does not fit", async ({skip}) => {
  if (!mounted("size=64k")) return skip();
  try {
    const store = new Store(folder);
    const many = Array.from({length: 20_000}, (_, time) => ({time}));
    await expect(store.recall(identity, async () => many)).rejects.toThrow(
      complaint(folder, "no space left on the device")
    );
    expect(await files()).toEqual([]);
    expect(await store.recall(identity, async () => rows)).toEqual(rows);
    await writeFile(join(folder, "filler"), Buffer.alloc(100_000)).catch(() => {});
    const compute = vi.fn(async () => rows);
    await expect(store.recall({...identity, code: "d"}, compute)).rejects.toThrow("no space left on the device");
    expect(compute).not.toHaveBeenCalled();
    expect(await store.recall(identity, compute)).toEqual(rows);
  } finally {
    spawnSync("umount", [folder]);
  }
});

describe("a store that cannot be written is refused before anything is computed", () => {
  const compute = vi.fn(async () => rows);

  test("where its folder is a file", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(new Store(file).recall(identity, compute)).rejects.toThrow(
      complaint(file, "a part of its path is not a folder")
    );
    expect(compute).not.toHaveBeenCalled();
  });

  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)("where it is read-only", async () => {
    const store = new Store(folder);
    await store.recall(identity, async () => rows);
    const places = await readdir(join(folder, "results"));
    await chmod(join(folder, "results"), 0o500);
    await chmod(join(folder, "results", places[0]!), 0o500);
    await expect(store.recall({...identity, code: "d"}, compute)).rejects.toThrow(
      complaint(folder, "permission denied")
    );
    expect(await store.recall(identity, compute)).toEqual(rows);
    expect(compute).not.toHaveBeenCalled();
    await chmod(join(folder, "results"), 0o700);
    await chmod(join(folder, "results", places[0]!), 0o700);
  });

  test("where its file system is read-only", async ({skip}) => {
    if (!mounted("size=64k,ro")) return skip();
    try {
      // Node 20 says that the folder is not there when it cannot make it.
      await expect(new Store(folder).recall(identity, compute)).rejects.toThrow(
        /^no result can be stored in .* \((the file system is read-only|its folder is not there and cannot be made)\);/
      );
      expect(compute).not.toHaveBeenCalled();
    } finally {
      spawnSync("umount", [folder]);
    }
  });
});

test("a loader then fails and writes nothing", async () => {
  const file = join(folder, "file");
  await mkdir(join(folder, "cwd"));
  await writeFile(file, "");
  const loader = join(root, "src", "data", "propagator.json.ts");
  const env = {...process.env, POLYWIDTH_STORE: file};
  const {status, stdout, stderr} = spawnSync(process.execPath, ["--import", "tsx", loader], {cwd: root, env});
  expect(status).not.toBe(0);
  expect(stdout).toHaveLength(0);
  expect(stderr.toString()).toContain(complaint(file, "a part of its path is not a folder"));
});
