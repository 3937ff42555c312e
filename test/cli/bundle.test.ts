import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {strFromU8, unzipSync} from "fflate";
import {JSDOM} from "jsdom";
import {afterAll, beforeAll, describe, expect, test, vi} from "vitest";
import {archive} from "../../cli/bundle/archive.js";
import {diskPage} from "../../cli/bundle/diskPage.js";
import {diskStyle} from "../../cli/bundle/diskStyle.js";
import {bundle} from "../../cli/bundle/main.js";
import {Refusal} from "../../cli/refusal.js";

const page = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="stylesheet" crossorigin href="./_file/style.css">
<link rel="preload" as="style" href="./_file/style.css"><link rel="modulepreload" href="./client.js">
<link rel="canonical" href="https://example.org/gap">
</head><body>
<div id="observablehq-search"><input></div>
<main id="observablehq-main"><div class="controls"><div class="observablehq observablehq--block"><!--:1:--></div></div>
<div class="observablehq observablehq--block"><observablehq-loading></observablehq-loading><!--:2:--></div>
<div class="figure" id="figure-gap"><div class="observablehq observablehq--block"><observablehq-loading class="static-figure"
 data-figure="gap"><figure id="gap"><svg><use href="#a"></use></svg></figure></observablehq-loading><!--:3:--></div></div>
<div class="figure" id="figure-own"><div class="observablehq"><observablehq-loading class="static-figure"></observablehq-loading></div></div>
<a href="./">home</a><a href="./other?d=3#part">other</a><a href="#part">part</a><a href="./_file/gap.csv" download>CSV</a>
<a title="a > b" href="https://example.org/">elsewhere</a><code>a href="./nowhere"</code><img src="/_file/gap.svg" alt=""></main>
<template id="after-paint"><style>@font-face{}</style><script type="module">import "./client.js";</script></template>
<noscript><style>@font-face{}</style></noscript></body></html>`;

const files = {
  "gap.html": page,
  "index.html": page,
  "other.html":
    '<!DOCTYPE html><html><head></head><body><main id="observablehq-main"><a href="./gap">gap</a></main></body></html>',
  "404.html": "<!DOCTYPE html><html></html>",
  "client.js": "",
  "_file/style.css": 'a { background: url("gap.svg") } @font-face { src: url(fonts/a.woff2) format("woff2") }',
  "_file/style.css.br": "",
  "_file/fonts/a.woff2": "font",
  "_file/gap.svg": "<svg/>",
  "_file/gap.csv": "a,b\n",
  "_file/unused.csv": ""
};
const names = new Set(Object.keys(files));

describe("a page for reading from disk", () => {
  const {html, needs} = diskPage(page, "gap.html", names, new URL("https://example.org/site/"));
  const {document} = new JSDOM(html).window;

  test("has no script, no preload and no policy, and shows neither controls nor empty places", () => {
    for (const gone of [
      "script",
      "template, noscript",
      '[rel="modulepreload"]',
      '[rel="preload"]',
      "[http-equiv]",
      "[crossorigin]"
    ])
      expect(document.querySelectorAll(gone), gone).toHaveLength(0);
    const isShown = (selector: string) =>
      document.defaultView!.getComputedStyle(document.querySelector(selector)!).display !== "none";
    for (const gone of [".controls", "#observablehq-search", "#figure-own", "main > div > observablehq-loading"])
      expect(isShown(gone), gone).toBe(false);
    for (const kept of ["#figure-gap", "#gap svg", "main"]) expect(isShown(kept), kept).toBe(true);
  });

  test("leads to files, and leaves other addresses alone", () => {
    const links = [...document.querySelectorAll("main > a")].map((link) => link.getAttribute("href"));
    expect(links).toEqual(["./index.html", "./other.html#part", "#part", "./_file/gap.csv", "https://example.org/"]);
    expect(document.querySelector("img")!.getAttribute("src")).toBe("./_file/gap.svg");
    expect(document.querySelector("use")!.getAttribute("href")).toBe("#a");
    expect([...needs].sort()).toEqual([
      "_file/gap.csv",
      "_file/gap.svg",
      "_file/style.css",
      "index.html",
      "other.html"
    ]);
  });

  test("says what it is, and where the live one is", () => {
    const notice = document.querySelector("main > .url-note")!;
    expect(notice.textContent).toContain("A copy for reading from disk");
    expect(notice.querySelector("a")!.href).toBe("https://example.org/site/gap");
    expect(diskPage(page, "gap.html", names).html).not.toContain("The live page");
  });

  test("is not made where a link leads nowhere", () => {
    expect(() => diskPage('<a href="./nowhere">', "gap.html", names)).toThrow(
      "gap.html leads to ./nowhere, which is no file of the built site"
    );
  });
});

test("a stylesheet for reading from disk holds its fonts", () => {
  const {css, needs} = diskStyle(files["_file/style.css"], "_file/style.css", names, () => Buffer.from("font"));
  expect(css).toContain(`url(data:font/woff2;base64,${Buffer.from("font").toString("base64")}) format("woff2")`);
  expect(needs).toEqual(["_file/gap.svg"]);
});

describe("the zip", () => {
  const entries = new Map([
    ["b.txt", Buffer.from("b")],
    ["a.png", Buffer.from("a")]
  ]);

  test("has the same bytes whatever the order of its files and the time zone", () => {
    const zone = process.env.TZ;
    const zips = ["UTC", "Pacific/Kiritimati", "America/Santiago"].map((TZ, i) => {
      process.env.TZ = TZ;
      const given = i % 2 === 0 ? entries : new Map([...entries].reverse());
      return Buffer.from(archive(given, "site", new Date("2026-03-29T01:30:00Z"))).toString("hex");
    });
    process.env.TZ = zone;
    expect(new Set(zips).size).toBe(1);
    expect(Object.keys(unzipSync(Buffer.from(zips[0]!, "hex")))).toEqual(["site/a.png", "site/b.txt"]);
  });

  test("refuses a year that no zip can hold", () => {
    expect(() => archive(entries, "site", new Date(0))).toThrow(Refusal);
  });
});

describe("npm run bundle", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "polywidth-"));
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, "site", name)), {recursive: true});
      await writeFile(join(folder, "site", name), content);
    }
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, {recursive: true, force: true});
  });

  async function run(...args: string[]): Promise<{code: number; out: string; err: string}> {
    const [out, err]: [string[], string[]] = [[], []];
    const streams = {
      stdout: {write: (text: string) => out.push(text)},
      stderr: {write: (text: string) => err.push(text)}
    };
    const code = await bundle(args, streams, async () => join(folder, "site"));
    return {code, out: out.join(""), err: err.join("")};
  }

  test("packs the pages and what they need, twice the same, with the date that is asked for, and leaves nothing else", async () => {
    vi.stubEnv("SOURCE_DATE_EPOCH", "1000000000");
    const output = join(folder, "made", "site.zip");
    const {code, out} = await run("--output", output);
    expect(code).toBe(0);
    expect(out).toMatch(/site\.zip: 3 pages, 0 figures, 0\.0 MB; unpack it and open polywidth\/index\.html\n$/);
    const zip = await readFile(output);
    expect(Object.keys(unzipSync(zip))).toEqual(
      ["_file/gap.csv", "_file/gap.svg", "_file/style.css", "gap.html", "index.html", "other.html"].map(
        (name) => `polywidth/${name}`
      )
    );
    expect(strFromU8(unzipSync(zip)["polywidth/other.html"]!)).toContain('<a href="./gap.html">gap</a>');
    expect((await stat(output)).mtimeMs).toBe(1e12);
    await run("--output", output);
    expect((await readFile(output)).equals(zip)).toBe(true);
    expect(await readdir(join(folder, "made"))).toEqual(["site.zip"]);
  });

  test.each([
    [["--outptu", "a.zip"], "did you mean --output?"],
    [["a.zip"], "belongs to no flag"],
    [["--output"], "--output must be followed by a value, got nothing"],
    [["--output", "a.tar"], "that can be written, got a.tar (it does not end in .zip); try --output polywidth.zip"],
    [["--output", "a.zip", "--output", "b.zip"], "must be given once"],
    [["--output", join(import.meta.filename, "a.zip")], "(a part of its path is not a folder)"]
  ])("%s is refused in one line", async (args, words) => {
    const {code, out, err} = await run(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^bundle: [^\n]*\n$/);
    expect(err).toContain(words);
  });

  test("refuses a folder in the zip's place", async () => {
    await mkdir(join(folder, "taken.zip"));
    expect((await run("--output", join(folder, "taken.zip"))).err).toContain("taken.zip (it is a folder)");
  });

  test("prints its help", async () => {
    const {code, out} = await run("--help");
    expect(code).toBe(0);
    expect(out).toContain("--output <file>");
  });
});
