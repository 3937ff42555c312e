import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {dist} from "../../cli/site/folders.js";
import {serve} from "../../cli/site/serve.js";
import {barriers} from "./axe.js";
import {describeSite} from "./site.js";

const origin = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

describeSite("the page of one figure", (site) => {
  test("keeps nobody out, in either theme, and fits a narrow frame", async () => {
    const {page, faults} = await site.open("embed/gap.html", {
      viewport: {width: 320, height: 700},
      colorScheme: "light"
    });
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await barriers(page)).toEqual([]);
    await page.emulateMedia({colorScheme: "dark"});
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describeSite("a figure in a page of another site", (site) => {
  let host: Server;
  let foreign: Server;
  let body = "";
  beforeAll(async () => {
    host = await serve(dist, 0, "/poly/width/");
    // Hosts such as GitHub Pages allow every origin; ours, which is for this machine, leaves that to them.
    host.prependListener("request", (_, response) => response.setHeader("Access-Control-Allow-Origin", "*"));
    foreign = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(`<!DOCTYPE html><title>Elsewhere</title><style>svg, p { display: none }</style>${body}`);
    });
    await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    for (const server of [host, foreign]) {
      server?.closeAllConnections();
      server?.close();
    }
  });

  /** The code that the figure's button offers, as it would be with the site on the other host. */
  async function offered(page: Page, id: string): Promise<string> {
    await page.locator(`#${id} .figure-embed summary`).click();
    const code = await page.locator(`#${id} .figure-embed code`).textContent();
    return code!.replaceAll(`${site.origin}/`, `${origin(host)}/poly/width/`);
  }

  async function visit(page: Page, html: string): Promise<string[]> {
    body = html;
    const faults: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("favicon")) faults.push(message.text());
    });
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(`${origin(foreign)}/`);
    return faults;
  }

  test("is drawn by the module and in the frame, in either theme, with its caption and links that lead home", async () => {
    const {page} = await site.open("");
    const code = await offered(page, "hero");
    const faults = await visit(page, code);
    const embedded = page.locator("#polywidth-hero");
    const home = `${origin(host)}/poly/width/`;
    await embedded.locator("svg.chart").first().waitFor();
    expect(await embedded.locator("svg.chart").filter({visible: true}).count()).toBe(1);
    expect((await embedded.locator(".figure-caption").textContent())!.length).toBeGreaterThan(20);
    expect(await embedded.locator(".polywidth-source a").evaluate((link) => (link as HTMLAnchorElement).href)).toBe(
      `${home}#figure-hero`
    );
    const csv = embedded.locator("a[download]").last();
    expect(await csv.evaluate((link) => (link as HTMLAnchorElement).href)).toBe(`${home}_file/figures/hero.csv`);
    const frame = page.frameLocator("iframe");
    expect(await frame.locator("svg.chart").filter({visible: true}).count()).toBe(1);
    await expect.poll(() => page.locator("img").evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(720);
    const background = () =>
      embedded.locator(".polywidth").evaluate((element) => getComputedStyle(element).backgroundColor);
    const light = await background();
    await page.emulateMedia({colorScheme: "dark"});
    expect(await background()).not.toBe(light);
    expect(faults).toEqual([]);

    await visit(page, code.replace('figure("hero")', 'figure("hero", {theme: "light"})'));
    await embedded.locator("svg.chart").first().waitFor();
    expect(await background()).toBe(light);

    const wrong = await visit(page, code.replace('figure("hero")', 'figure("heroine")'));
    await expect.poll(() => wrong.join()).toContain(`there is no figure heroine at ${home}embed/heroine.html (404)`);
    await page.context().close();
  });
});
