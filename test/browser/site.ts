import type {Server} from "node:http";
import type {AddressInfo} from "node:net";
import {type Browser, type BrowserContextOptions, chromium, type Page} from "playwright-core";
import {afterAll, beforeAll, describe} from "vitest";
import {dist} from "../../cli/site/folders.js";
import {serve} from "../../cli/site/serve.js";
import config from "../../observablehq.config.js";
import {chromiumPath} from "./chromium.js";

/** Every page of the site. */
export const paths = ["", ...config.pages.map(({path}) => path.slice(1))];

const withoutFigures = ["changes", "figures", "notation", "references"];

/** Whether a page has figures of its own. */
export const hasFigures = (path: string) => !withoutFigures.includes(path);

/** A page that has been opened, and what went wrong on it so far. */
export interface Opened {
  readonly page: Page;
  /** Console errors, uncaught errors, failed requests, answers of 400 and more, requests to another origin. */
  readonly faults: string[];
}

/** The built site under one base path, in a browser. */
export interface Site {
  readonly origin: string;
  /**
   * Opens a page of the site, with a query and fragment if wanted, and waits until its cells have settled; `watch` sees the
   * page before it is loaded.
   */
  open(path: string, options?: BrowserContextOptions, watch?: (page: Page) => void): Promise<Opened>;
}

/** The browser of a file of tests, started when it is first needed; each visit has a context of its own. */
let launched: Promise<Browser> | undefined;
const launch = () => {
  launched ??= chromium.launch({
    executablePath: chromiumPath!,
    args: ["--no-sandbox", "--disable-dev-shm-usage"]
  });
  return launched;
};
afterAll(async () => (await launched)?.close());

/** Describes tests on the built site, served under `base` for them; skipped where there is no browser. */
export function describeSite(name: string, tests: (site: Site) => void, base = "/"): void {
  describe.skipIf(!chromiumPath)(name, () => {
    let server: Server;
    let browser: Browser;
    let origin = "";
    beforeAll(async () => {
      server = await serve(dist, 0, base);
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      browser = await launch();
    });
    afterAll(() => {
      server?.closeAllConnections();
      server?.close();
    });
    tests({
      get origin() {
        return origin;
      },
      open: async (path, options = {}, watch) => {
        const context = await browser.newContext(options);
        const page = await context.newPage();
        const faults = watchFaults(page, origin);
        watch?.(page);
        await page.goto(`${origin}${base}${path}`, {waitUntil: "load", timeout: 60_000});
        if (options.javaScriptEnabled !== false) await settled(page);
        return {page, faults};
      }
    });
  });
}

function watchFaults(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const {protocol, origin: to} = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && to !== origin) faults.push(`foreign: ${request.url()}`);
  });
  return faults;
}

/**
 * Waits until nothing is requested any more and no cell is pending, but those that wait for the reader: to start a run, or to come
 * near.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  const pending = "observablehq-loading:not(.static-figure:empty, [data-waiting], [data-waiting] *)";
  await page.waitForFunction((selector) => document.querySelector(selector) === null, pending, {timeout: 60_000});
}

/** Goes through the page, as a reader does, until nothing waits for one, and has its figures drawn as they are for printing. */
export async function drawAll(page: Page): Promise<void> {
  const next = () => {
    const place = document.querySelector("[data-waiting]");
    place?.scrollIntoView({behavior: "instant"});
    return place === null;
  };
  await page.waitForFunction(next, undefined, {polling: "raf", timeout: 60_000});
  await settled(page);
  await page.evaluate(() => {
    scrollTo({top: 0, behavior: "instant"});
    dispatchEvent(new Event("beforeprint"));
    for (const plot of document.querySelectorAll(".figure-plot")) plot.dispatchEvent(new Event("pointerenter"));
    dispatchEvent(new Event("afterprint"));
  });
}

/** Brings a figure into sight and points at it, as a reader does, and waits until it is drawn as it is. */
export async function look(page: Page, id: string): Promise<void> {
  await page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), id);
  const isDrawn = (id: string) => {
    const figure = document.getElementById(id);
    figure?.querySelector(".figure-plot")?.dispatchEvent(new Event("pointerenter"));
    return !figure?.hasAttribute("data-stale") && !figure?.closest(".static-figure:not(:empty)");
  };
  await page.waitForFunction(isDrawn, id, {timeout: 30_000});
}

/**
 * Waits until no run of the page is under way, of those that start by themselves and of those that show how far they are, nor
 * follows at once: for some frames, since a cell starts its run, and draws what came of it, a little after it was asked to.
 */
export async function idle(page: Page): Promise<void> {
  await page.evaluate(
    (frames) =>
      new Promise<void>((resolve) => {
        const statuses = document.getElementsByClassName("run-status");
        let still = 0;
        const look = () => {
          const isBusy =
            document.documentElement.hasAttribute("data-computing") ||
            Array.from(statuses).some(({textContent}) => textContent === "running");
          still = isBusy ? 0 : still + 1;
          if (still === frames) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
    10
  );
}
