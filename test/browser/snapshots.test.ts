import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {nameOf} from "../../cli/figures/entry.js";
import {pages} from "../../cli/figures/pages.js";
import {figuresFolder} from "../../cli/site/folders.js";
import {hash} from "../../store/key.js";
import {chromiumPath} from "./chromium.js";

/** A number with a decimal point or an exponent. */
const decimal = /-?\d+\.\d+(?:e[+-]?\d+)?/g;

/** A picture by what can be seen of it: coordinates to a thousandth of a pixel, without what is only read aloud. */
function seen(svg: string): string {
  const rounded = svg
    .replaceAll(/ aria-\w+="[^"]*"/g, "")
    .replace(decimal, (number) => String(Math.round(Number(number) * 1000) / 1000));
  const count = (tag: string) => rounded.split(`<${tag}`).length - 1;
  return `${hash(rounded).slice(0, 12)}, ${count("path")} paths, ${count("text")} texts`;
}

/** Another release of Node, or another kind of processor, may round otherwise, which a run that is chaotic shows. */
const isKnown = process.versions.node.startsWith("20.") && process.arch === "x64";

describe.skipIf(!chromiumPath || !isKnown)("the figures of the built site", () => {
  test("look as they did: if they should not, npx vitest run --project browser test/browser/snapshots.test.ts -u", () => {
    const ids = Object.values(pages)
      .flatMap((figures) => Object.keys(figures))
      .sort();
    const looks = Object.fromEntries(
      ids.map((id) => [id, seen(readFileSync(join(figuresFolder, nameOf(id, "svg")), "utf8"))])
    );
    expect(looks).toMatchSnapshot();
  });
});
