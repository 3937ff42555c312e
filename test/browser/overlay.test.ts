import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import {type Browser, chromium} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {withOverlay} from "../../cli/dev/overlay.js";
import {Problems} from "../../cli/dev/problems.js";
import {chromiumPath} from "./chromium.js";

/** What the preview answers, by address; an Error with 500, as Framework does. */
const answers: Record<string, string | Error> = {
  "/gap": "<!DOCTYPE html><html><head></head><body><main></main></body></html>"
};

describe.skipIf(!chromiumPath)("the overlay of a preview", () => {
  const problems = new Problems();
  let server: Server;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const answer = answers[request.url!];
      const failed = answer instanceof Error;
      response.statusCode = failed ? 500 : answer === undefined ? 404 : 200;
      response.setHeader("Content-Type", failed ? "text/plain; charset=utf-8" : "text/html; charset=utf-8");
      response.end(failed ? answer.message : (answer ?? ""));
    });
    await withOverlay(server, {
      problems,
      folder: "/home/poly",
      make: async (path) => {
        const answer = answers[path];
        if (answer instanceof Error) throw answer;
      }
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({executablePath: chromiumPath!, args: ["--no-sandbox", "--disable-dev-shm-usage"]});
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  test("shows a cell's error until the cell has none, and what a loader said until it has run", async () => {
    const page = await browser.newPage();
    await page.goto(`${origin}/gap`);
    const overlay = page.getByRole("alert", {name: "Problems"});
    await page.evaluate(() => {
      const cell = document.createElement("div");
      cell.className = "observablehq--error";
      cell.textContent = "RangeError: width must be positive";
      document.querySelector("main")!.append(cell);
      const error = new RangeError("width must be positive");
      error.stack = `RangeError: width must be positive\n    at run (${location.origin}/_import/experiments/gap.js?sha=1:2:3)`;
      console.error(error);
    });
    await overlay.waitFor();
    expect(await overlay.textContent()).toContain("RangeError: width must be positive");
    expect(await overlay.locator(".file").textContent()).toBe("src/experiments/gap.ts");
    await page.evaluate(() => document.querySelector(".observablehq--error")!.remove());
    await overlay.waitFor({state: "detached"});

    answers["/_file/data/a.json"] = new Error(
      "src/data/a.json.ts failed (1):\nTypeError: no rows\n    at run (/home/poly/src/experiments/a.ts:7:1)"
    );
    await page.evaluate(() => fetch("/_file/data/a.json"));
    await overlay.waitFor();
    expect(await overlay.textContent()).toContain("TypeError: no rows");
    expect(await overlay.locator(".file").textContent()).toBe("src/experiments/a.ts:7");
    await page.keyboard.press("Escape");
    await overlay.waitFor({state: "detached"});
    answers["/_file/data/a.json"] = "{}";
    await page.evaluate(() => fetch("/_file/data/a.json"));
    expect(await overlay.count()).toBe(0);
    await page.close();
  });

  test("stands in for a page that cannot be read, which loads again when its source has changed", async () => {
    answers["/broken"] = new Error("src/broken.md has the prerequisite x, which is no page");
    const page = await browser.newPage();
    const answer = await page.goto(`${origin}/broken`);
    expect(answer!.status()).toBe(500);
    const overlay = page.getByRole("alert", {name: "Problems"});
    await overlay.waitFor();
    expect(await overlay.textContent()).toContain("which is no page");
    expect(await overlay.locator(".file").textContent()).toBe("src/broken.md");
    answers["/broken"] = answers["/gap"]!;
    problems.changed();
    await page.locator("main").waitFor({state: "attached"});
    expect(await overlay.count()).toBe(0);
    await page.close();
  });
});
