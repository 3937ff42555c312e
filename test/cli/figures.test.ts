import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {JSDOM} from "jsdom";
import {afterAll, afterEach, beforeAll, describe, expect, test, vi} from "vitest";
import type {Manifest} from "../../cli/figures/entry.js";
import {figures} from "../../cli/figures/main.js";
import {root} from "../../cli/site/folders.js";
import {hash} from "../../store/key.js";

let temporary: string;
beforeAll(async () => {
  process.chdir(root);
  temporary = await mkdtemp(join(tmpdir(), "polywidth-"));
  vi.stubEnv("POLYWIDTH_STORE", join(temporary, "store"));
});
afterEach(() => vi.stubEnv("SOURCE_DATE_EPOCH", undefined));
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(temporary, {recursive: true, force: true});
});

/** Runs the command with an own folder for the figures that are kept. */
async function run(args: readonly string[], kept = "kept") {
  let [stdout, stderr] = ["", ""];
  const streams = {
    stdout: {write: (text: string) => (stdout += text)},
    stderr: {write: (text: string) => (stderr += text)}
  };
  const code = await figures(args, streams, join(temporary, kept));
  return {code, stdout, stderr};
}

const out = (name: string) => join(temporary, name);
const manifestIn = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));

async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name !== "timings.json").sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, hash(await readFile(join(folder, name)))]))
  );
}

const ids = ["activations", "risk-terms"];

// A figure takes a second to load and to draw, and much longer on a busy machine.
describe("npm run figures", {timeout: 120_000}, () => {
  beforeAll(async () => {
    expect(await run([...ids, "--output", out("first"), "--threads", "1"])).toMatchObject({code: 0, stdout: ""});
  }, 120_000);

  test("writes a drawing, a picture and rows of each figure, and nothing else", async () => {
    const files = ids.flatMap((id) => ["csv", "png", "svg"].map((format) => `${id}.${format}`));
    expect((await readdir(out("first"))).sort()).toEqual([...files, "manifest.json", "timings.json"].sort());
    const csv = await readFile(join(out("first"), "risk-terms.csv"), "utf8");
    expect(csv.trimEnd().split("\n")).toHaveLength(5);
    expect(csv).not.toMatch(/NaN|undefined|null/);
    for (const id of ids) {
      const svg = await readFile(join(out("first"), `${id}.svg`), "utf8");
      const {documentElement: drawing} = new JSDOM(svg, {contentType: "image/svg+xml"}).window.document;
      expect(drawing.getAttribute("viewBox")).toMatch(/^0 0 720 \d+$/);
      expect(svg).not.toMatch(/var\(|NaN|undefined/);
      const png = await readFile(join(out("first"), `${id}.png`));
      expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
      expect(png.readUInt32BE(16)).toBe(1440);
      expect(png.readUInt32BE(20)).toBe(2 * Number(drawing.getAttribute("height")));
    }
  });

  test("says in the manifest what each was made of, and what each file is", async () => {
    const manifest = await manifestIn(out("first"));
    expect(Object.keys(manifest)).toEqual(ids);
    const {files, versions, code, ...entry} = manifest["risk-terms"]!;
    expect(entry).toMatchObject({
      experiment: "risk-terms",
      seed: entry.parameters?.seed,
      data: [],
      width: 720,
      place: {path: "/two-layer-networks#figure-risk-terms", page: "Two-layer networks"}
    });
    expect(entry.command).toMatch(/^npm run -s simulate -- risk-terms --/);
    expect(code).toMatch(/^[0-9a-f]{64}$/);
    expect(versions).toMatchObject({polywidth: "0.1.0", "@resvg/resvg-wasm": expect.any(String)});
    for (const [id, {files}] of Object.entries(manifest))
      for (const [format, {bytes, sha256}] of Object.entries(files)) {
        const content = await readFile(join(out("first"), `${id}.${format}`));
        expect([content.length, hash(content)]).toEqual([bytes, sha256]);
      }
    const timings = JSON.parse(await readFile(join(out("first"), "timings.json"), "utf8"));
    expect(timings["risk-terms"]).toMatchObject({seconds: expect.any(Number), host: expect.any(String)});
    expect(JSON.stringify(manifest)).not.toContain(timings["risk-terms"].host);
  });

  test("makes the same bytes again, from nothing, in another folder and on two threads", async () => {
    vi.stubEnv("POLYWIDTH_STORE", out("other-store"));
    await run([...ids, "--output", out("second"), "--threads", "2"], "kept-elsewhere");
    vi.stubEnv("POLYWIDTH_STORE", out("store"));
    expect(await filesIn(out("second"))).toEqual(await filesIn(out("first")));
  });

  test("keeps what a folder has when other figures or formats are added", async () => {
    await run(["activations", "--output", out("grown")]);
    await run(["risk-terms", "--format", "csv,svg", "--output", out("grown")]);
    const manifest = await manifestIn(out("grown"));
    expect(manifest.activations).toEqual((await manifestIn(out("first"))).activations);
    expect(Object.keys(manifest["risk-terms"]!.files)).toEqual(["svg", "csv"]);
    expect(await readdir(out("grown"))).not.toContain("risk-terms.png");
  });

  test("draws again a kept figure whose file is not the one that was drawn", async () => {
    await writeFile(join(temporary, "kept", "activations.png"), "not a picture");
    await run(["activations", "--output", out("mended")]);
    const picture = await readFile(join(out("mended"), "activations.png"));
    expect(hash(picture)).toBe((await manifestIn(out("first"))).activations!.files.png!.sha256);
  });

  test("gives its files the time of SOURCE_DATE_EPOCH", async () => {
    vi.stubEnv("SOURCE_DATE_EPOCH", "1000000000");
    await run(["activations", "--output", out("dated")]);
    for (const name of await readdir(out("dated")))
      expect((await stat(join(out("dated"), name))).mtime).toEqual(new Date(1e12));
    expect((await filesIn(out("dated")))["activations.png"]).toBe((await filesIn(out("first")))["activations.png"]);
  });

  test("makes the data that a figure asks for, and names it", async () => {
    expect(await run(["learned", "--output", out("with-data")])).toMatchObject({code: 0});
    const {learned} = await manifestIn(out("with-data"));
    expect(learned!.data).toEqual(["data/learned.json"]);
  });
});

describe("npm run figures refuses", () => {
  test.each([
    [
      "a figure that does not exist",
      ["activation"],
      /^figures: activation is no figure of the site; did you mean activations\? the figures are hero, /
    ],
    [
      "an unknown format",
      ["gap", "--format", "svg,pgn"],
      /^figures: --format must be some of svg, png, csv.* got svg,pgn; try --format/
    ],
    ["no format", ["gap", "--format", ""], /^figures: --format must be some of/],
    ["an unknown flag", ["gap", "--fromat", "svg"], /--fromat is not a flag of figures.* did you mean --format\?/],
    ["no number of threads", ["gap", "--threads", "many"], /--threads must be an integer from 1 to 64, got many/],
    [
      "a file for a folder",
      ["gap", "--output", "package.json"],
      /--output must be .* a folder.*package\.json.*it is a file/
    ],
    ["a flag in the place of a value", ["gap", "--output", "--format"], /--output must be followed by a value/]
  ])("%s", async (_, args, message) => {
    const {code, stderr} = await run(args);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain("\n");
    expect(code).toBe(2);
  });

  test("to replace a manifest of something else", async () => {
    await mkdir(out("foreign"));
    await writeFile(join(out("foreign"), "manifest.json"), '{"name": "an app"}');
    expect(await run(["activations", "--output", out("foreign")])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("is no manifest of figures")
    });
    expect(await readdir(out("foreign"))).toEqual(["manifest.json"]);
  });

  test("a time that is none", async () => {
    vi.stubEnv("SOURCE_DATE_EPOCH", "yesterday");
    expect(await run(["activations", "--output", out("never")])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('SOURCE_DATE_EPOCH is "yesterday"')
    });
  });

  test("nothing where help is asked for", async () => {
    const {code, stdout} = await run(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Two-layer networks\n    atoms, activations, interactions");
  });
});
