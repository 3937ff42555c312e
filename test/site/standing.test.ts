import {JSDOM} from "jsdom";
import {expect, test} from "vitest";
import {standing} from "../../cli/site/standing.js";
import {staticFigure} from "../../src/components/figure.js";
import {gapPlot} from "../../src/components/gapPlot.js";
import {gapRows} from "../components/rows.js";

const {document} = new JSDOM("").window;
const code = "0123456789abcdef";

function placed(experiment?: string): Element {
  const draw = (options: object) => gapPlot(gapRows, options);
  const still = staticFigure({id: "gap", title: "Gap", rows: gapRows, caption: "", experiment, draw}, document);
  const holder = document.createElement("div");
  holder.innerHTML = standing("gap", still.outerHTML, {code});
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

test("a frame without a place for that is refused", () => {
  expect(() => standing("gap", "<figure class='figure'></figure>", {code})).toThrow(/^the static figure gap has no/);
});
