import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {emphasise, fix, release} from "../../src/components/emphasis.js";
import {KeyButtons} from "../../src/components/keyButtons.js";
import {lineChart} from "../../src/components/lineChart.js";
import {keyOf, quantityOf} from "../../src/components/quantityMarks.js";
import {linearAxis, ordinalSeries, seriesOf} from "../../src/components/series.js";

const points = [
  {x: 0, y: 0},
  {x: 1, y: 1}
];

/** A page with a symbol and two plots, of which the second has no measured curve. */
function page() {
  const {document} = new JSDOM(
    '<p><b class="q q-measured">Ω</b></p><div class="figure-plot"></div><div class="figure-plot"></div>'
  ).window;
  const plots = [...document.querySelectorAll<HTMLElement>(".figure-plot")];
  const axis = linearAxis("x", [0, 1]);
  const draw = (series: Parameters<typeof lineChart>[0]["series"]) =>
    lineChart({title: "t", x: axis, y: axis, xName: "x", series}, {document});
  const first = () => draw([seriesOf("measured", points), seriesOf("meanField", points)]);
  plots[0]!.append(first());
  plots[1]!.append(draw([seriesOf("meanField", points), ...ordinalSeries([1, 2], String, () => points)]));
  const lit = () =>
    [...document.querySelectorAll(".lit")].map((element) => element.getAttribute("data-quantity") ?? element.className);
  return {document, plots, first, lit};
}

describe("the marks of a chart", () => {
  it("have the names of their quantities, and so have the words beside them", () => {
    const {plots} = page();
    const names = (selector: string) => [...plots[0]!.querySelectorAll(selector)].map((mark) => quantityOf(mark));
    expect(names('[data-mark="line"] path')).toEqual(["measured", "mean-field"]);
    expect(names(".end-labels text")).toEqual(["measured", "mean-field"]);
    expect(names('[data-mark="y-grid"]')).toEqual([undefined]);
    expect([...keyOf(plots[1]!)]).toEqual([
      ["mean-field", "mean field"],
      ["step-1", "1"],
      ["step-6", "2"]
    ]);
  });

  it("light up with their symbol in every plot that has them, where the others step back", () => {
    const {document, plots, lit} = page();
    emphasise(document, quantityOf(document.querySelector(".q")!)!);
    expect(new Set(lit())).toEqual(new Set(["q q-measured lit", "measured"]));
    expect(plots.map((plot) => plot.querySelector("svg")!.getAttribute("data-lit"))).toEqual(["measured", null]);
    release(document);
    expect(lit()).toEqual([]);
    expect(document.querySelector("[data-lit]")).toBeNull();
  });

  it("of an ordered scale light up only in the plot that is pointed at", () => {
    const {document, plots} = page();
    plots[0]!.append(plots[1]!.firstElementChild!.cloneNode(true));
    emphasise(document, "step-1", plots[1]);
    expect(plots.map((plot) => plot.querySelector("[data-lit]") !== null)).toEqual([false, true]);
  });
});

describe("the key as buttons", () => {
  it("is one stop of the tab key, and keeps what is pressed lit when the plot is drawn again", () => {
    const {document, plots, first, lit} = page();
    const [plot] = plots as [HTMLElement];
    const key = new KeyButtons(plot, "t");
    document.body.append(key.element);
    key.update();
    const buttons = [...key.element.querySelectorAll("button")];
    expect(buttons.map(({textContent, tabIndex}) => [textContent, tabIndex])).toEqual([
      ["measured", 0],
      ["mean field", -1]
    ]);
    buttons[0]!.focus();
    buttons[0]!.dispatchEvent(new document.defaultView!.KeyboardEvent("keydown", {key: "ArrowRight", bubbles: true}));
    expect(document.activeElement).toBe(buttons[1]);
    buttons[1]!.click();
    expect(buttons.map((button) => button.getAttribute("aria-pressed"))).toEqual(["false", "true"]);
    plot.replaceChildren(first());
    key.update();
    expect(plot.querySelector("svg")!.getAttribute("data-lit")).toBe("mean-field");
    expect(document.activeElement).toBe(buttons[1]);
    buttons[1]!.click();
    expect(lit()).toEqual([]);
  });

  it("takes up again what was pressed, and who was there, when a run that had drawn nothing draws it", () => {
    const {document, plots, first, lit} = page();
    const [plot] = plots as [HTMLElement];
    const key = new KeyButtons(plot, "t");
    document.body.append(key.element);
    key.update();
    const pressed = key.element.querySelectorAll("button")[1]!;
    pressed.focus();
    pressed.click();
    plot.replaceChildren();
    key.update();
    expect([plot.dataset.fixed, lit()]).toEqual([undefined, []]);
    plot.replaceChildren(first());
    key.update();
    const again = key.element.querySelectorAll("button")[1]!;
    expect([again.getAttribute("aria-pressed"), plot.dataset.fixed]).toEqual(["true", "mean-field"]);
    expect(document.activeElement).toBe(again);
    again.click();
    plot.replaceChildren();
    key.update();
    plot.replaceChildren(first());
    key.update();
    expect([plot.dataset.fixed, lit()]).toEqual([undefined, []]);
  });

  it("forgets what is not drawn any more", () => {
    const {document, plots, first} = page();
    const [plot] = plots as [HTMLElement];
    const key = new KeyButtons(plot, "t");
    fix(plot, "gronwall");
    plot.replaceChildren(first());
    key.update();
    expect(plot.dataset.fixed).toBeUndefined();
    expect(document.querySelector("[data-lit]")).toBeNull();
  });
});
