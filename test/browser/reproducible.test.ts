import {spawnSync} from "node:child_process";
import {cp, mkdtemp, readdir, readFile, rm, symlink} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, relative, sep} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {dist, figuresFolder, root} from "../../cli/site/folders.js";
import {hash} from "../../store/key.js";
import {chromiumPath} from "./chromium.js";

/** What a checkout does not hold, but for the loaders' outputs, which are most of the work; figures are drawn again. */
const left = [".git", ".polywidth", "coverage", "dist", "figures", "node_modules", relative(root, figuresFolder)];

/** Half a year ahead, also in child processes. */
const clock = `data:text/javascript,${encodeURIComponent(
  "const D = Date, ahead = 180 * 864e5; globalThis.Date = class extends D { constructor(...given) " +
    "{ super(...(given.length ? given : [D.now() + ahead])); } static now() { return D.now() + ahead; } };"
)}`;

/** The hash of every file below a folder, by its path in it. */
async function hashesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const paths = entries.filter((entry) => entry.isFile()).map(({parentPath, name}) => join(parentPath, name));
  const hashes = paths.map(async (path) => [relative(folder, path).split(sep).join("/"), hash(await readFile(path))]);
  return Object.fromEntries((await Promise.all(hashes)).sort());
}

/** The site is built a second time: in another folder, with files of other times, by another clock and in another place. */
describe.skipIf(!chromiumPath)("a second build", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "polywidth-"));
    await cp(root, folder, {recursive: true, filter: (path) => !left.includes(relative(root, path))});
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    const {status, stderr} = spawnSync(process.execPath, ["--import", "tsx", "cli/build.ts"], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        NODE_OPTIONS: `--import ${clock}`,
        SOURCE_DATE_EPOCH: "1000000000",
        TZ: "Pacific/Kiritimati",
        LANG: "de_DE.UTF-8",
        POLYWIDTH_STORE: join(folder, "store")
      }
    });
    if (status !== 0) throw new Error(`the second build failed:\n${stderr}`);
  }, 600_000);
  afterAll(() => rm(folder, {recursive: true, force: true}));

  test("makes the same files", async () => {
    const [first, second] = [await hashesIn(dist), await hashesIn(join(folder, "dist"))];
    expect(Object.keys(second)).toEqual(Object.keys(first));
    expect(second).toEqual(first);
    expect(first).toHaveProperty("_file/figures/gap.png");
  });
});
