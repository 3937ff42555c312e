import {JSDOM} from "jsdom";
import {expect, test} from "vitest";
import {shortPath} from "../../cli/site/shortPath.js";
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
  expect(figure.getAttribute("data-code")).toBe(code.slice(0, 12));
  expect(figure.querySelector(".figure-provenance")!.textContent).toBe("experiment gap · code 0123456789ab");
  const links = [...figure.querySelectorAll(".figure-tools > a[download]")];
  expect(links.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["SVG", "./_file/figures/gap.svg"],
    ["PNG", "./_file/figures/gap.png"],
    ["CSV", "./_file/figures/gap.csv"]
  ]);
});

test("a standing drawing is that of the figure, to half a tenth of a pixel and with short paths", () => {
  const [exact, standing] = [drawn(), placed()].map((figure) => [...figure.querySelectorAll(".figure-plot *")]) as [
    Element[],
    Element[]
  ];
  expect(standing).toHaveLength(exact.length);
  const names = ["transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"];
  let compared = 0;
  for (const [i, element] of exact.entries()) {
    const path = element.getAttribute("d");
    if (path !== null) expect(standing[i]!.getAttribute("d")).toBe(shortPath(path));
    for (const name of names) {
      const numbers = element.getAttribute(name)?.match(/-?[\d.]+/g) ?? [];
      const rounded = standing[i]!.getAttribute(name)?.match(/-?[\d.]+/g) ?? [];
      expect(rounded).toHaveLength(numbers.length);
      for (const [k, number] of numbers.entries()) {
        expect(Math.abs(Number(number) - Number(rounded[k]))).toBeLessThanOrEqual(0.05 + 1e-9);
        expect(rounded[k]).toMatch(/^-?\d+(\.\d)?$/);
        ++compared;
      }
    }
  }
  expect(compared).toBeGreaterThan(50);
});

test("a frame without a place for that is refused", () => {
  expect(() => standing("gap", "<figure class='figure'></figure>", {code})).toThrow(/^the static figure gap has no/);
});
