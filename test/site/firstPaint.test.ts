import {JSDOM} from "jsdom";
import {describe, expect, test, vi} from "vitest";
import {withEarlyPaint} from "../../cli/site/firstPaint.js";
import {withInputPlaces} from "../../cli/site/inputPlaces.js";

test("a page holds what it needs of its style sheets, and all of them without scripts", async () => {
  const html = [
    '<head><link rel="preload" as="style" href="./a/site.css">',
    '<link rel="stylesheet" type="text/css" href="./a/site.css">',
    '<link rel="stylesheet" media="print" href="./a/print.css">',
    '<link rel="icon" href="./i.svg"></head><body><p>text<q>text</q></p>',
    "</body>"
  ].join("\n");
  const css = 'p{color:red}q{background:url("data:image/svg+xml,%3Csvg")}/* $& */em{color:red}';
  const page = await withEarlyPaint(html, async (path) => `/*${path}*/${css}`);
  expect(page).toBe(
    [
      '<head><style data-sheet="./a/site.css">/*a/site.css*/p{color:red}q{background:url("data:image/svg+xml,%3Csvg")}/* $& */</style><noscript><link rel="stylesheet" href="./a/site.css"></noscript>',
      '<link rel="stylesheet" media="print" href="./a/print.css">',
      '<link rel="icon" href="./i.svg"></head><body><p>text<q>text</q></p>',
      "</body>"
    ].join("\n")
  );
});

test("addresses in a sheet that does not come again are seen from the page; others must not stand in one", async () => {
  const page = (folder: string) =>
    withEarlyPaint(
      `<head><link rel="stylesheet" href="./${folder}/a.css"></head><body><p>text</p></body>`,
      async () => "p{background:url(fonts/f.svg)}"
    );
  expect(await page("katex")).toContain(
    '<style data-sheet="./katex/a.css">p{background:url(./katex/fonts/f.svg)}</style></head>'
  );
  await expect(page("style")).rejects.toThrow("style/a.css names a file with url(…)");
});

test("modules and the faces of fonts wait in a template until the page is painted; without scripts the faces are there", async () => {
  const html = [
    '<head><link rel="stylesheet" href="./katex/math.css">',
    '<link rel="modulepreload" href="./b.js">',
    '<script type="module" src="./b.js"></script></head><body>',
    "<script>{early}</script><i>text</i></body>"
  ].join("\n");
  const face = (folder: string) => `@font-face{font-family:M;src:url(${folder}m.woff2)}`;
  const page = await withEarlyPaint(html, async () => `${face("")}i{font-family:M}`);
  const {document} = new JSDOM(page).window;
  const {content} = document.querySelector<HTMLTemplateElement>("#after-paint")!;
  expect(Array.from(content.children, ({outerHTML}) => outerHTML)).toEqual([
    `<style>${face("./katex/")}</style>`,
    '<link rel="modulepreload" href="./b.js">',
    '<script type="module" src="./b.js"></script>'
  ]);
  expect(document.querySelector("noscript")!.innerHTML).toBe(`<style>${face("./katex/")}</style>`);
  expect(document.querySelector("style")!.textContent).toBe("i{font-family:M}");
  expect(Array.from(document.querySelectorAll("script"), ({text}) => text)).toEqual([
    "{early}",
    expect.stringContaining("after-paint")
  ]);
});

describe("what waits for the first paint", () => {
  const html = '<head><script type="module" src="./b.js"></script></head><body>text</body>';
  const withSheet = html.replace("<head>", '<head><link rel="stylesheet" href="./site.css">');
  const css = "body{color:red}p{color:blue}";

  /** Opens the page in a window that is looked at or not, with or without word of paints; `paint` gives that word, `answer` that of the server. */
  async function opened(pretendToBeVisual: boolean, hasPaints: boolean, source = html) {
    let paint = () => {};
    let answer = (_ok: boolean) => {};
    const page = await withEarlyPaint(source, async () => css);
    const {window} = new JSDOM(page, {
      runScripts: "dangerously",
      pretendToBeVisual,
      beforeParse(own) {
        own.fetch = (path) =>
          new Promise((resolve) => {
            expect(path).toBe("./site.css");
            answer = (ok) => resolve({ok, text: async () => (ok ? css : "no such file")} as Response);
          });
        if (hasPaints)
          own.PerformanceObserver = class {
            static supportedEntryTypes = ["paint"];
            constructor(callback: () => void) {
              paint = callback;
            }
            observe() {}
          } as unknown as typeof PerformanceObserver;
      }
    });
    const {head} = window.document;
    return {
      paint: () => paint(),
      answer: (ok: boolean) => answer(ok),
      modules: () => head.querySelectorAll('[type="module"]').length,
      style: () => head.querySelector("style")!.textContent
    };
  }

  const come = (modules: () => number, timeout = 500) => vi.waitFor(() => expect(modules()).toBe(1), {timeout});

  test("comes with it, once", async () => {
    const {paint, modules} = await opened(true, true);
    expect(modules()).toBe(0);
    for (let n = 0; n < 2; ++n) paint();
    await come(modules);
  });

  test.each([
    {isSeen: false, hasPaints: true},
    {isSeen: true, hasPaints: false}
  ])("comes at once where there is none to wait for: %o", async ({isSeen, hasPaints}) => {
    await come((await opened(isSeen, hasPaints)).modules);
  });

  test("comes after a second at the latest", async () => {
    await come((await opened(true, true)).modules, 5000);
  });

  test.each([true, false])("modules run once the whole sheet is there, or cannot be had: %o", async (ok) => {
    const {paint, answer, modules, style} = await opened(true, true, withSheet);
    const beginning = style();
    expect(beginning).toBe("body{color:red}");
    paint();
    await new Promise((done) => setTimeout(done, 100));
    expect(modules()).toBe(0);
    answer(ok);
    await come(modules);
    expect(style()).toBe(ok ? css : beginning);
  });

  test("modules run after three seconds without the sheet, which comes when it can", async () => {
    const {paint, answer, modules, style} = await opened(true, true, withSheet);
    paint();
    await come(modules, 8000);
    answer(true);
    await vi.waitFor(() => expect(style()).toBe(css));
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
