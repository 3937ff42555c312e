import {expect, test} from "vitest";
import {withEarlyPaint} from "../../cli/site/firstPaint.js";
import {withInputPlaces} from "../../cli/site/inputPlaces.js";

test("a page holds its style sheets, whose addresses are seen from the page, and names its modules at its end", async () => {
  const html = [
    '<head><link rel="preload" as="style" href="./a/site.css">',
    '<link rel="stylesheet" type="text/css" href="./a/site.css">',
    '<link rel="modulepreload" href="./b.js">',
    '<link rel="icon" href="./i.svg"></head><body>text</body>'
  ].join("\n");
  const css = 'p{background:url(fonts/f.woff2)}q{background:url("data:image/svg+xml,%3Csvg")}/* $& */';
  const page = await withEarlyPaint(html, async (path) => `/*${path}*/${css}`);
  expect(page).toBe(
    [
      '<head><style data-sheet="./a/site.css">/*a/site.css*/p{background:url(./a/fonts/f.woff2)}q{background:url("data:image/svg+xml,%3Csvg")}/* $& */</style>',
      '<link rel="icon" href="./i.svg"></head><body>text<link rel="modulepreload" fetchpriority="low" href="./b.js">',
      "</body>"
    ].join("\n")
  );
});

test("a cell has a place for each input that it will show, and only before its own output", () => {
  const page = [
    '<script type="module">',
    'define({id: "12345678", body: () => {',
    'const d = view(rangeInput({label: "d"})), p = view(selectInput({label: "p"}));',
    "}});",
    'define({id: "87654321", body: () => { display(1) }});',
    "</script>",
    "<div><!--:12345678:--></div><div><!--:87654321:--></div>"
  ].join("\n");
  const place = (kind: string) => `<span class="input-to-come input-to-come-${kind}"></span>`;
  expect(withInputPlaces(page).split("\n").at(-1)).toBe(
    `<div>${place("range")}${place("select")}<!--:12345678:--></div><div><!--:87654321:--></div>`
  );
});
