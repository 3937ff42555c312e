import {JSDOM} from "jsdom";
import {expect, test} from "vitest";
import {standing} from "../../cli/site/standing.js";
import {gapPlot} from "../../src/components/gapPlot.js";
import {staticFigure} from "../../src/components/staticFigure.js";
import {gapRows} from "../components/rows.js";

const {document} = new JSDOM("").window;
const code = "0123456789abcdef";

function drawn(experiment?: string): Element {
  const draw = (options: object) => gapPlot(gapRows, options);
  return staticFigure({id: "gap", title: "Gap", rows: gapRows, caption: "", experiment, draw}, document);
}

function placed(experiment?: string): Element {
  const holder = document.createElement("div");
  holder.innerHTML = standing("gap", drawn(experiment).outerHTML, {code});
  return holder.firstElementChild!;
}

test("a standing figure says which code drew it, and links to its files", () => {
  const figure = placed("gap");
  expect(figure.getAttribute("data-code")).toBe(code);
  expect(figure.querySelector(".figure-provenance")!.textContent).toBe("experiment gap · code 0123456789ab");
  const links = [...figure.querySelectorAll(".figure-tools > a[download]")];
  expect(links.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["SVG", "./_file/figures/gap.svg"],
    ["PNG", "./_file/figures/gap.png"],
    ["CSV", "./_file/figures/gap.csv"]
  ]);
});

test("a standing drawing is that of the figure to half a tenth of a pixel", () => {
  const numbers = (figure: Element) =>
    Array.from(figure.querySelectorAll("path"), (path) =>
      path
        .getAttribute("d")!
        .match(/-?[\d.]+/g)!
        .map(Number)
    ).flat();
  const [exact, rounded] = [drawn(), placed()].map(numbers) as [number[], number[]];
  expect(rounded).toHaveLength(exact.length);
  expect(rounded.filter((number) => Math.abs(10 * number - Math.round(10 * number)) > 1e-9)).toEqual([]);
  expect(Math.max(...exact.map((number, i) => Math.abs(number - rounded[i]!)))).toBeLessThanOrEqual(0.05 + 1e-9);
});

test("a frame without a place for that is refused", () => {
  expect(() => standing("gap", "<figure class='figure'></figure>", {code})).toThrow(/^the static figure gap has no/);
});
