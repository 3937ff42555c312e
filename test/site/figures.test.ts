import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, test} from "vitest";
import {pages} from "../../cli/figures.js";
import {root} from "../../cli/site/folders.js";
import config from "../../observablehq.config.js";

const drawn = pages.flatMap((specs) => Object.keys(specs));

test("every static figure has an id of its own", () => {
  expect([...new Set(drawn)]).toEqual(drawn);
});

/** Shown only once the reader has started a run. */
const onDemand = ["own"];

test("every other figure of a page is drawn beforehand", async () => {
  const paths = ["/index", ...config.pages.map(({path}) => path)];
  const texts = await Promise.all(paths.map((path) => readFile(join(root, "src", `${path}.md`), "utf8")));
  const shown = texts.flatMap((text) => [...text.matchAll(/^```js figure=(\S+)/gm)].map(([, id]) => id));
  expect([...new Set(shown)].sort()).toEqual([...drawn, ...onDemand].sort());
});
