import type {Server} from "node:http";
import type {AddressInfo} from "node:net";
import {createServer} from "node:net";
import lighthouse from "lighthouse";
import {type Browser, chromium} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {dist} from "../../cli/site/folders.js";
import {serve} from "../../cli/site/serve.js";
import {chromiumPath} from "./chromium.js";
import {paths} from "./site.js";

/** Under CI, where a minute is dear: the first page, and one without figures. */
const sample = ["", "references"];
const audited = process.env.CI ? sample : paths;

/** Under CI, whose machines are as fast as it happens, speed is printed and not judged. */
const isSpeed = (name: string): boolean => name === "performance" || name in most;
const isJudged = (name: string): boolean => !process.env.CI || !isSpeed(name);

/** The least of each score, from 0 to 100. */
const least = {performance: 95, accessibility: 95, "best-practices": 95, seo: 95};
/** The most of each time, in ms. */
const most = {"first-contentful-paint": 1000, "largest-contentful-paint": 1800};

/** How often a page is audited before it fails: whatever else this machine does makes a page slower, and nothing makes it faster. */
const tries = 3;

type Marks = Record<keyof typeof least | keyof typeof most, number>;

/** What falls short, in words. */
function shortOf(marks: Marks): string[] {
  const low = Object.entries(least).filter(([name, limit]) => isJudged(name) && marks[name as keyof Marks] < limit);
  const slow = Object.entries(most).filter(([name, limit]) => isJudged(name) && marks[name as keyof Marks] > limit);
  return [
    ...low.map(([name, limit]) => `${name} ${marks[name as keyof Marks]}, at least ${limit}`),
    ...slow.map(([name, limit]) => `${name} ${marks[name as keyof Marks]} ms, at most ${limit}`)
  ];
}

function better(a: Marks, b: Marks): Marks {
  const best = {...a};
  for (const name of Object.keys(least) as (keyof typeof least)[]) best[name] = Math.max(a[name], b[name]);
  for (const name of Object.keys(most) as (keyof typeof most)[]) best[name] = Math.min(a[name], b[name]);
  return best;
}

describe.skipIf(!chromiumPath)("Lighthouse's audit for phones, of the site as npm start serves it", () => {
  let server: Server;
  let browser: Browser;
  let port: number;
  let origin: string;

  beforeAll(async () => {
    server = await serve(dist, 0);
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    port = await freePort();
    browser = await chromium.launch({
      executablePath: chromiumPath!,
      args: ["--no-sandbox", "--disable-dev-shm-usage", `--remote-debugging-port=${port}`]
    });
  });

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  async function audit(path: string): Promise<Marks> {
    const result = await lighthouse(`${origin}/${path}`, {
      port,
      logLevel: "error",
      onlyCategories: Object.keys(least)
    });
    const {categories, audits} = result!.lhr;
    const scores = Object.keys(least).map((name) => [name, Math.round(100 * (categories[name]?.score ?? 0))]);
    const times = Object.keys(most).map((name) => [
      name,
      Math.round(audits[name]?.numericValue ?? Number.POSITIVE_INFINITY)
    ]);
    return Object.fromEntries([...scores, ...times]);
  }

  test.each(audited)(
    "/%s",
    async (path) => {
      let marks = await audit(path);
      for (let n = 1; n < tries && shortOf(marks).length > 0; ++n) marks = better(marks, await audit(path));
      console.log(
        `/${path}: ${Object.entries(marks)
          .map(([name, value]) => `${name} ${value}`)
          .join(", ")}`
      );
      expect(shortOf(marks)).toEqual([]);
    },
    300_000
  );
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const {port} = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
