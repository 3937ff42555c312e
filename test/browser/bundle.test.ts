import {existsSync} from "node:fs";
import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {type Browser, chromium} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {diskFiles} from "../../cli/bundle/files.js";
import {dist} from "../../cli/site/folders.js";
import {chromiumPath} from "./chromium.js";
import {paths} from "./site.js";

describe.skipIf(!chromiumPath)("the site from disk", () => {
  let folder: string;
  let files: Map<string, Uint8Array>;
  let browser: Browser;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "polywidth-"));
    files = diskFiles(dist);
    for (const [name, bytes] of files) {
      await mkdir(dirname(join(folder, name)), {recursive: true});
      await writeFile(join(folder, name), bytes);
    }
    browser = await chromium.launch({executablePath: chromiumPath!, args: ["--no-sandbox", "--disable-dev-shm-usage"]});
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, {recursive: true, force: true});
  });

  test("has every page, and neither scripts nor their copies", () => {
    for (const path of paths) expect(files.has(`${path || "index"}.html`), path).toBe(true);
    expect([...files.keys()].filter((name) => /\.(js|br|wasm|arrow)$/.test(name))).toEqual([]);
  });

  test("opens without a fault, with its fonts and figures and without controls, and leads to its other pages", async () => {
    const page = await browser.newPage({viewport: {width: 1280, height: 900}});
    const faults: string[] = [];
    page.on("console", (message) => faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("requestfailed", (request) => faults.push(request.url()));
    page.on("request", (request) => {
      if (!/^(file|data):/.test(request.url())) faults.push(request.url());
    });
    await page.goto(pathToFileURL(join(folder, "approximation-gap.html")).href);
    const fonts = () =>
      page.evaluate(async () => {
        await document.fonts.ready;
        return [...document.fonts].filter(({status}) => status === "loaded").map(({family}) => family);
      });
    await expect.poll(fonts).toContain("KaTeX_Main");
    const sizes = await page
      .locator("figure.figure .figure-plot")
      .evaluateAll((plots) =>
        plots.map(
          (plot) => [...plot.querySelectorAll("svg")].filter((svg) => svg.getBoundingClientRect().height > 200).length
        )
      );
    expect(sizes.length).toBeGreaterThan(3);
    expect(new Set(sizes)).toEqual(new Set([1]));
    expect(await page.locator("script").count()).toBe(0);
    expect(await page.locator(".controls, button, main input, #figure-own").filter({visible: true}).count()).toBe(0);
    const links = await page
      .locator("a[href]")
      .evaluateAll((list) =>
        list.map((link) => (link as HTMLAnchorElement).href).filter((href) => href.startsWith("file:"))
      );
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) expect(existsSync(fileURLToPath(link.replace(/#.*/, ""))), link).toBe(true);
    await page.locator("main").getByRole("link", {name: "the paper"}).first().click();
    await page.waitForURL(/references\.html#GWB$/);
    expect(faults).toEqual([]);
    await page.close();
  });
});
