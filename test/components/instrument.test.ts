import * as fs from "node:fs";
import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {instrumentControls, instrumentInputs} from "../../src/components/assumptionCards.js";
import {instrumentFigure} from "../../src/components/figures/instrumentFigure.js";
import {instrumentPlot} from "../../src/components/instrumentPlot.js";
import {textWidth} from "../../src/components/labels.js";
import {staticFigure} from "../../src/components/staticFigure.js";
import type {InstrumentRow} from "../../src/experiments/instrument.js";
import {assumptionNames, readInstrument} from "../../src/experiments/instrumentReading.js";
import {instrumentRows} from "./rows.js";

const {document} = new JSDOM("").window;
const never = Number.NaN;
const lasting = {boundEnd: never, linearResidual: 0.01, overshoot: 0.9};

const rowsWith = (changes: Partial<InstrumentRow>): InstrumentRow[] =>
  instrumentRows.map((row) => ({...row, ...lasting, ...changes}));

function figureOf(rows: readonly InstrumentRow[], constant = 3): HTMLElement {
  const setting = {
    id: "instrument",
    problem: "He4",
    dimension: 16,
    width: 64,
    constant,
    allowance: 0.1,
    largestResidual: 0.3
  };
  return staticFigure(instrumentFigure(rows, readInstrument(rows), {...setting, parameters: {}}), document);
}

const captionOf = (rows: readonly InstrumentRow[], constant?: number) =>
  figureOf(rows, constant).querySelector(".figure-caption")!.textContent;

const plotOf = (rows: readonly InstrumentRow[]) => instrumentPlot(rows, {document, reading: readInstrument(rows)});

const wordsOf = (svg: Element) => [...svg.querySelectorAll("text")].map(({textContent}) => textContent);

describe("the assumptions' cards", () => {
  it("are a definition list with a symbol, a value, a range, a status and a control each", () => {
    const cards = [...figureOf(rowsWith({})).querySelectorAll(".assumptions > .assumption")];
    expect(cards.map((card) => card.getAttribute("data-assumption"))).toEqual([...assumptionNames]);
    for (const card of cards) {
      expect(card.querySelector("dt")!.textContent).toMatch(/\S/);
      expect(card.querySelector(".assumption-symbol")!.textContent).toMatch(/\S/);
      const keys = [...card.querySelectorAll(".assumption-key")].map(({textContent}) => textContent);
      expect(keys).toEqual(expect.arrayContaining(["value", "needed", "control"]));
      expect(card.querySelector(".assumption-status")!.textContent).toMatch(/^(✓ holds|✗ fails|– not decided here)/);
      expect(card.textContent).not.toMatch(/NaN|undefined|null/);
    }
  });

  it("name a control that the page has, or a page that has one", () => {
    const page = fs.readFileSync(new URL("../../src/approximation-gap.md", import.meta.url), "utf8");
    expect(page).toContain(`id="${instrumentControls}"`);
    for (const name of Object.keys(instrumentInputs)) expect(page).toContain(`label: named.${name}`);
    for (const card of figureOf(rowsWith({})).querySelectorAll(".assumption")) {
      const control = [...card.querySelectorAll("dd")].at(-1)!;
      const links = [...control.querySelectorAll("a")];
      expect(links.length, control.textContent!).toBeGreaterThan(0);
      for (const link of links.filter((one) => one.getAttribute("href") === `#${instrumentControls}`))
        expect(Object.values(instrumentInputs)).toContain(link.textContent);
    }
  });

  it.each([
    ["well-specified", {misfit: 0.5}, "✗ fails from the start"],
    ["exponent", {informationExponent: never}, "✗ fails from the start"],
    ["even", {even: 0}, "✗ fails from the start"],
    ["constant", {boundEnd: 2}, "✗ fails from t = 2"],
    ["allowance", {boundEnd: 2}, "✗ fails from t = 2"],
    ["propagator", {overshoot: 1.5}, "✗ fails from the start"],
    ["width", {linearResidual: 0.5}, "✗ fails from the start"],
    ["forcing", {largestForcing: 5}, "✗ fails from the start"],
    ["horizon", {boundEnd: 7.5}, "✗ fails from t = 7.5"],
    ["constant", {even: 0}, "– not decided here"]
  ] as const)("change their status: %s with %j", (name, changes, expected) => {
    const status = (rows: readonly InstrumentRow[]) =>
      figureOf(rows).querySelector(`[data-assumption="${name}"] .assumption-status`)!.textContent;
    expect(status(rowsWith({}))).toBe("✓ holds");
    expect(status(rowsWith(changes))).toBe(expected);
  });
});

describe("the instrument's caption", () => {
  it("says that the bound has its warrant where nothing fails", () => {
    const caption = captionOf(rowsWith({}));
    expect(caption).toContain(
      "Of its 11 assumptions and constants 10 hold up to then, none fails and 1 is not decided here"
    );
    expect(caption).toContain("the bound has its warrant");
    expect(caption).not.toContain("no bound");
  });

  it("says when the warrant ends, of which assumption, and what would have helped", () => {
    const early = captionOf(rowsWith({boundEnd: 2}), 2);
    expect(early).toContain("From t = 2 on the curve is no bound: the floor has added up to more than B = 0.1");
    expect(early).toContain("7 hold up to then, 3 end together with the warrant and 1 is not decided here.");
    expect(captionOf(rowsWith({boundEnd: 2, misfit: 0.5}))).toContain(
      "6 hold up to then, 1 fails, 3 end together with the warrant and 1 is not decided here."
    );
    expect(early).toContain("C = 2 is too small, any from 2.5 to 4.5 would have lasted to the end");
    expect(captionOf(rowsWith({boundEnd: 2}), 5)).toContain("C = 5 is too large");
    expect(captionOf(rowsWith({boundEnd: 2, leastConstant: never}))).toContain("no C would have lasted to the end");
    expect(captionOf(rowsWith({boundEnd: 1e-6}))).toContain("From the start the curve is no bound");
  });

  it("says whether the gap crosses the curve, and where", () => {
    expect(captionOf(rowsWith({boundEnd: 2}))).toContain("All the same, the measured gap stays below it");
    const crossing = rowsWith({boundEnd: 2}).map((row) => ({
      ...row,
      bound: row.time > 3 ? 0.5 * row.meanGap : row.bound
    }));
    expect(captionOf(crossing)).toContain(
      "the measured gap does cross it: of the times drawn it lies above it from t = 3.25 to 8"
    );
  });

  it("says where the linear equation ends, and that a misspecified link has no theorem", () => {
    expect(captionOf(instrumentRows)).toContain("From t = 6 on terms of second order count");
    expect(captionOf(rowsWith({misfit: 0.5}))).toContain(
      "The target is misspecified, so that the theorem promises nothing"
    );
    expect(captionOf(rowsWith({even: 0}))).toContain("the curve is the pathwise estimate");
  });
});

describe("the instrument's plot", () => {
  const key = (rows: readonly InstrumentRow[]) =>
    [...plotOf(rows).querySelectorAll(".key text")].map((text) => text.textContent);

  it("draws the bound in one stroke while it has its warrant", () => {
    expect(key(rowsWith({}))).toEqual(["Grönwall", "self-concordance bound", "linear gap ODE", "measured"]);
    expect(plotOf(rowsWith({})).querySelectorAll(".warrant line, line.warrant")).toHaveLength(0);
  });

  it("breaks it where the warrant ends, with a rule that says which assumption failed and when", () => {
    const svg = plotOf(instrumentRows);
    expect(key(instrumentRows)).toEqual([
      "Grönwall",
      "self-concordance bound",
      "self-concordance, no bound any more",
      "linear gap ODE",
      "measured"
    ]);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(["∫φ > B from t = 2", "not linear from t = 6"]));
  });

  it("has a stroke of its own for a bound that the theorem does not promise", () => {
    expect(key(rowsWith({misfit: 0.5}))).toEqual([
      "Grönwall",
      "self-concordance bound, this run only",
      "linear gap ODE",
      "measured"
    ]);
    expect(wordsOf(plotOf(rowsWith({misfit: 0.5})))).toContain("target misspecified");
  });

  it("joins the strokes at the very time, with what lies between two rows", () => {
    const joined = (rows: readonly InstrumentRow[]) => {
      const drawn = [...plotOf(rows).querySelectorAll("path")].map((path) => path.getAttribute("d") ?? "");
      const starts = drawn.map((d) => /^M([\d.]+,[\d.]+)/.exec(d)?.[1]);
      return drawn.some((d) => starts.includes(/[\d.]+,[\d.]+$/.exec(d)?.[0] ?? "none"));
    };
    expect(joined(rowsWith({boundEnd: 2.1}))).toBe(true);
    expect(joined(rowsWith({}))).toBe(false);
  });

  it("keeps its words apart and inside on a narrow screen, with every note", () => {
    for (const width of [288, 320, 360]) {
      const rows = rowsWith({boundEnd: 7.5, misfit: 0.5, linearResidual: 0.5});
      const svg = instrumentPlot(rows, {document, width, reading: readInstrument(rows)});
      const heights = [...svg.querySelectorAll('[data-mark="y-axis tick label"] text')].map((text) =>
        Number(/,([\d.]+)\)/.exec(text.getAttribute("transform") ?? "")?.[1])
      );
      expect(heights.length).toBeGreaterThan(2);
      const steps = heights.slice(1).map((y, n) => Math.abs(y - heights[n]));
      expect(Math.min(...steps)).toBeGreaterThanOrEqual(14);
      expect(wordsOf(svg)).toEqual(
        expect.arrayContaining(["∫φ > B from t = 7.5", "not linear from the start", "target misspecified"])
      );
      const [title] = svg.querySelectorAll(".axis-title");
      expect(textWidth(title!.textContent!, 12)).toBeLessThan(width);
    }
  });
});
