// @vitest-environment jsdom
import {expect, it, vi} from "vitest";
import {figureOnceRun} from "../../src/components/figureOnceRun.js";

const spec = {
  id: "own",
  title: "A run",
  rows: [{time: 0}],
  caption: "t",
  draw: () => document.createElementNS("http://www.w3.org/2000/svg", "svg")
};

it("leaves what the page was built with until there are rows, and nothing of a run with other inputs", () => {
  document.body.innerHTML =
    '<div id="figure-own"><observablehq-loading class="static-figure"><p>built</p></observablehq-loading></div>';
  const place = document.getElementById("figure-own")!;
  const make = vi.fn(() => spec as never);
  expect(figureOnceRun("own", [], make).textContent).toBe("built");
  place.replaceChildren(figureOnceRun("own", [1], make));
  expect(place.querySelector(".figure-title")!.textContent).toBe("A run");
  const first = place.querySelector("figure")!;
  first.querySelector<HTMLDetailsElement>(".figure-data")!.open = true;
  place.replaceChildren(figureOnceRun("own", [], make));
  expect([place.textContent, place.querySelectorAll("observablehq-loading.static-figure:empty").length]).toEqual([
    "",
    1
  ]);
  expect(make).toHaveBeenCalledTimes(1);
  place.replaceChildren(figureOnceRun("own", [1], make));
  const again = place.querySelector("figure")!;
  expect([again, again.querySelector<HTMLDetailsElement>(".figure-data")!.open]).toEqual([first, true]);
  expect(place.querySelectorAll("figure")).toHaveLength(1);
});
