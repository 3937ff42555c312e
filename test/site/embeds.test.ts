import {readFileSync} from "node:fs";
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {embedPage, embedStyle} from "../../cli/site/embeds.js";
import {colorVariables} from "../../src/components/colors.js";
import {embedCode} from "../../src/components/embedCode.js";

const style = embedStyle(readFileSync("src/style/figure.css", "utf8"), colorVariables());
const place = {path: "/approximation-gap#figure-gap", page: "The gap & more"};

describe("the page of an embedded figure", () => {
  const figure =
    '<figure id="gap"><a href="./_file/gap.svg" download="gap.svg">SVG</a><a href="./references#GWB">paper</a><a href="#eq-1">(1)</a></figure>';
  const {document} = new JSDOM(embedPage(figure, {title: 'A "gap" < 1', place}, style)).window;

  test("holds the figure, says where it is from, and leads back, in a window of its own", () => {
    expect(document.title).toBe('A "gap" < 1 | Polywidth');
    expect(document.querySelector(".polywidth-source")!.textContent).toBe("From The gap & more, Polywidth");
    const links = [...document.querySelectorAll(".polywidth a")];
    expect(links.map((link) => [link.getAttribute("href"), link.getAttribute("target")])).toEqual([
      ["../_file/gap.svg", null],
      ["../references#GWB", "_blank"],
      ["../approximation-gap#eq-1", "_blank"],
      ["../approximation-gap#figure-gap", "_blank"]
    ]);
  });

  test("leads from the first page's figures to the first page", () => {
    const page = embedPage(figure, {title: "", place: {path: "/#figure-hero", page: "First"}}, style);
    expect(page).toContain('href="../#figure-hero"');
  });
});

describe("the style of an embedded figure", () => {
  test("has every colour of the site in both themes, and reaches nothing but the figure", () => {
    const {light, dark} = {light: style.split("@media")[0]!, dark: style.split('[data-theme="dark"]')[1]!};
    for (const [, name] of colorVariables().matchAll(/(--pw-[\w-]+):/g)) {
      expect(light, name).toContain(`${name}:`);
      expect(dark, name).toContain(`${name}:`);
    }
    expect(style).toMatch(/\.q-measured \{\n {2}color: var\(--pw-measured-text\);\n\}/);
    expect(style).not.toMatch(/:root|(^|[\s,}])(html|body)\b/);
  });

  test("sets every variable that the figures' stylesheet reads", () => {
    for (const [, name] of style.matchAll(/var\((--(?!plot-)[\w-]+)\)/g)) expect(style, name).toContain(`${name}:`);
  });
});

test("the code for embedding names absolute addresses, and quotes the title", () => {
  const code = embedCode(
    {id: "gap", title: 'A "gap" & more', width: 720, height: 403.2},
    "https://example.org/site/approximation-gap?d=8#figure-gap"
  );
  const {document} = new JSDOM(code).window;
  expect(document.querySelector("script")!.textContent).toContain('from "https://example.org/site/embed.js"');
  expect(document.querySelector("#polywidth-gap")).not.toBeNull();
  const frame = document.querySelector("iframe")!;
  expect([frame.src, frame.title, frame.height]).toEqual([
    "https://example.org/site/embed/gap.html",
    'A "gap" & more',
    "703"
  ]);
  const picture = document.querySelector("img")!;
  expect([picture.src, picture.alt, picture.height]).toEqual([
    "https://example.org/site/_file/figures/gap.svg",
    'A "gap" & more',
    403
  ]);
});
