import {JSDOM} from "jsdom";
import {describe, expect, test, vi} from "vitest";
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

describe("what waits for the first paint", () => {
  const html = '<head><script type="module" src="./b.js"></script></head><body>text</body>';
  /** Opens the page in a window that is looked at or not, with or without word of paints; `paint` gives that word. */
  async function opened(pretendToBeVisual: boolean, hasPaints: boolean) {
    let paint = () => {};
    const page = await withEarlyPaint(html, async () => "");
    const {window} = new JSDOM(page, {
      runScripts: "dangerously",
      pretendToBeVisual,
      beforeParse(own) {
        if (hasPaints)
          own.PerformanceObserver = class {
            static supportedEntryTypes = ["paint"];
            constructor(callback: () => void) {
              paint = callback;
            }
            observe() {}
          };
      }
    });
    return {paint: () => paint(), modules: () => window.document.head.querySelectorAll('[type="module"]').length};
  }

  test("comes with it, once", async () => {
    const {paint, modules} = await opened(true, true);
    expect(modules()).toBe(0);
    for (let n = 0; n < 2; ++n) paint();
    expect(modules()).toBe(1);
  });

  test.each([
    {isSeen: false, hasPaints: true},
    {isSeen: true, hasPaints: false}
  ])("comes at once where there is none to wait for: %o", async ({isSeen, hasPaints}) => {
    expect((await opened(isSeen, hasPaints)).modules()).toBe(1);
  });

  test("comes after a second at the latest", async () => {
    const {modules} = await opened(true, true);
    await vi.waitFor(() => expect(modules()).toBe(1), {timeout: 5000});
  });
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
