import {JSDOM} from "jsdom";
import {expect, test} from "vitest";
import {withEarlyPaint} from "../../cli/site/firstPaint.js";
import {withInputPlaces} from "../../cli/site/inputPlaces.js";

test("a page holds its style sheets, whose addresses are seen from the page", async () => {
  const html = [
    '<head><link rel="preload" as="style" href="./a/site.css">',
    '<link rel="stylesheet" type="text/css" href="./a/site.css">',
    '<link rel="icon" href="./i.svg"></head><body>text',
    "</body>"
  ].join("\n");
  const css = 'p{background:url(fonts/f.woff2)}q{background:url("data:image/svg+xml,%3Csvg")}/* $& */';
  const page = await withEarlyPaint(html, async (path) => `/*${path}*/${css}`);
  expect(page).toBe(
    [
      '<head><style data-sheet="./a/site.css">/*a/site.css*/p{background:url(./a/fonts/f.woff2)}q{background:url("data:image/svg+xml,%3Csvg")}/* $& */</style>',
      '<link rel="icon" href="./i.svg"></head><body>text',
      "</body>"
    ].join("\n")
  );
});

test("modules and the faces of fonts wait in a template until the page is painted; without scripts the faces are there", async () => {
  const html = [
    '<head><link rel="stylesheet" href="./a/math.css">',
    '<link rel="modulepreload" href="./b.js">',
    '<script type="module" src="./b.js"></script></head><body>',
    "<script>{early}</script>text</body>"
  ].join("\n");
  const face = (folder: string) => `@font-face{font-family:M;src:url(${folder}m.woff2)}`;
  const page = await withEarlyPaint(html, async () => `${face("")}i{font-family:M}`);
  const {document} = new JSDOM(page).window;
  const {content} = document.querySelector<HTMLTemplateElement>("#after-paint")!;
  expect(Array.from(content.children, ({outerHTML}) => outerHTML)).toEqual([
    `<style>${face("./a/")}</style>`,
    '<link rel="modulepreload" href="./b.js">',
    '<script type="module" src="./b.js"></script>'
  ]);
  expect(document.querySelector("noscript")!.innerHTML).toBe(`<style>${face("./a/")}</style>`);
  expect(document.querySelector("style")!.textContent).toBe("i{font-family:M}");
  expect(Array.from(document.querySelectorAll("script"), ({text}) => text)).toEqual([
    "{early}",
    expect.stringContaining("after-paint")
  ]);
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
