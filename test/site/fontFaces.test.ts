import {expect, test} from "vitest";
import {facesOf, firstFaces, withoutFaces} from "../../cli/site/fontFaces.js";

const face = (family: string, style = "normal", weight = 400) =>
  `@font-face{font-family:${family};font-style:${style};font-weight:${weight};src:url(./${family}.woff2) format("woff2")}`;
const faces = [
  face("KaTeX_AMS"),
  face("KaTeX_Main"),
  face("KaTeX_Main", "italic"),
  face("KaTeX_Main", "normal", 700),
  face("KaTeX_Math", "italic"),
  face('"KaTeX_Size1"')
];
const rules =
  ".katex{font:normal 1.21em KaTeX_Main,serif}.katex .mathnormal{font-family:KaTeX_Math;font-style:italic}" +
  ".katex .mathbf{font-family:KaTeX_Main;font-weight:700}.katex .amsrm,.katex .mathbb{font-family:KaTeX_AMS}" +
  ".katex .delimsizing.size1{font-family:KaTeX_Size1}";
const css = faces.join("") + rules;

test("a face says what it takes to load it", () => {
  const [, , italic] = facesOf(css);
  const source = 'url(./KaTeX_Main.woff2) format("woff2")';
  expect(italic).toEqual({rule: faces[2], family: "KaTeX_Main", source, style: "italic", weight: "400"});
  expect(facesOf(css).at(-1)!.family).toBe("KaTeX_Size1");
  expect(withoutFaces(css)).toBe(rules);
});

const first = (main: string) => firstFaces(css, `<style>${css}</style><main>${main}</main>`).map(({rule}) => rule);
const formula = (...names: string[]) => `<span class="katex">${names.map((name) => `<i class="${name}">x</i>`)}</span>`;

test("the faces that the text begins with are those of the classes in it", () => {
  expect(first("no formula")).toEqual([]);
  expect(first(formula("mord"))).toEqual([faces[1]]);
  expect(first(formula("mord mathnormal", "mathbb", "delimsizing size1"))).toEqual([
    faces[0],
    faces[1],
    faces[4],
    faces[5]
  ]);
  expect(first(formula("mathbf"))).toEqual([faces[1], faces[3]]);
});

test("half of a rule's classes is not enough, nor what comes after the first figure", () => {
  expect(first(formula("delimsizing"))).toEqual([faces[1]]);
  expect(first(`text<div class="figure" id="figure-a"></div>${formula("mathbb")}`)).toEqual([]);
});
