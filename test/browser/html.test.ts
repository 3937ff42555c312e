import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {embedFolder} from "../../cli/site/embeds.js";
import {dist} from "../../cli/site/folders.js";
import {chromiumPath} from "./chromium.js";
import {mistakesOf} from "./htmlRules.js";
import {type Anchors, anchorsOf} from "./links.js";

/** The site has been built for the browser tests; no browser is needed to read it. */
describe.skipIf(!chromiumPath)("the built HTML", () => {
  const files = new Set(chromiumPath ? readdirSync(dist, {recursive: true}).map((name) => posix(String(name))) : []);
  const pages = [...files].filter((name) => name.endsWith(".html"));
  const textOf = (name: string) => readFileSync(join(dist, name), "utf8");
  const anchors = new Map<string, Anchors>(pages.map((name) => [name, anchorsOf(textOf(name))]));

  /** The links of a page that lead nowhere, as they are written. */
  function broken(page: string, links: readonly string[]): string[] {
    return links.filter((link) => {
      const {origin, pathname, hash} = new URL(link, `http://site/${page}`);
      if (origin !== "http://site") return false;
      const path = decodeURIComponent(pathname.slice(1));
      const target = [path, `${path}.html`, `${path}index.html`].find((name) => files.has(name));
      if (target === undefined) return true;
      const id = decodeURIComponent(hash.slice(1));
      return id !== "" && target.endsWith(".html") && !anchors.get(target)!.ids.includes(id);
    });
  }

  test("is of all pages", () => {
    expect(pages).toContain("index.html");
    expect(pages.length).toBeGreaterThan(15);
  });

  test.each(pages)("%s keeps the rules of HTML", async (page) => {
    expect(await mistakesOf(textOf(page))).toEqual([]);
  });

  test.each(pages)("%s names every id once, and its links lead to files and ids that are there", (page) => {
    const {links, ids} = anchors.get(page)!;
    expect(ids.filter((id, i) => ids.indexOf(id) < i)).toEqual([]);
    expect(links.length).toBeGreaterThan(page.startsWith(`${embedFolder}/`) ? 3 : 10);
    expect(broken(page, links)).toEqual([]);
  });

  test("a mistake and a broken link are found", async () => {
    expect(await mistakesOf("<p><div>a</div></p>")).not.toEqual([]);
    const {links, ids} = anchorsOf(
      '<p id="a"><a href="./nowhere">x</a><a href="#nothing">y</a><a href="./#nothing">z</a><img src="./no.png"></p>'
    );
    expect(ids).toEqual(["a"]);
    expect(broken("notation.html", links)).toEqual(links);
  });
});

function posix(path: string): string {
  return path.replaceAll("\\", "/");
}
