import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {equatorPlot} from "../../src/components/equatorPlot.js";
import {equatorFigure, neuronGapFigure} from "../../src/components/figures/neuronGapFigures.js";
import {ownWidthFigure} from "../../src/components/figures/ownWidthFigure.js";
import {
  neededWidthFigure,
  widthCollapseFigure,
  widthExponentsFigure,
  widthLawFigure
} from "../../src/components/figures/widthFigures.js";
import {gapHistogramPlot} from "../../src/components/gapHistogramPlot.js";
import {neededWidthPlot, widthText} from "../../src/components/neededWidthPlot.js";
import {staticFigure} from "../../src/components/staticFigure.js";
import {widthCollapsePlot} from "../../src/components/widthCollapsePlot.js";
import {seedAverage} from "../../src/experiments/widthFits.js";
import {dimensionLawRows, neededWidthRows, neuronGapRows, scaledGapRows, widthLevelRows} from "./rows.js";

const {document} = new JSDOM("").window;
const text = (spec: Parameters<typeof staticFigure>[0]) =>
  staticFigure(spec, document).textContent!.replace(/\s+/g, " ");

const setting = {id: "w", problem: "He4", level: 0.5, sweep: "small"};
const interval = {value: -0.98, low: -1.05, high: -0.91};

it("a collapse's caption has the exponent of every dimension, says where −1 is left out, and names its sweep", () => {
  const exponents = [
    {dimension: 8, exponent: interval as never},
    {dimension: 16, exponent: {value: -0.8, low: -0.9, high: -0.7} as never},
    {dimension: 64, exponent: undefined}
  ];
  const words = text(
    widthCollapseFigure(scaledGapRows, {
      ...setting,
      quantity: "meanGap",
      average: seedAverage("meanGap"),
      limits: [],
      exponents
    })
  );
  expect(words).toContain("d = 8: −0.98 [−1.05, −0.91]; d = 16: −0.8 [−0.9, −0.7], which does not contain −1");
  expect(words).toContain("Not resolved for d = 64");
  expect(words).not.toContain("Diamonds");
  expect(words).toContain("npm run sweep -- small");
});

it("a collapse has a range a point, and a diamond at ∞ for each predicted limit", () => {
  const limits = [8, 16].map((dimension) => ({dimension, scaled: 0.4}));
  const svg = widthCollapsePlot(scaledGapRows, {document, label: "m · Ω²", limits});
  expect(svg.querySelectorAll(".limit path")).toHaveLength(2);
  expect(svg.querySelectorAll('g[data-mark="link"] path')).toHaveLength(9);
  expect(svg.textContent).toContain("∞");
  expect(widthCollapsePlot(scaledGapRows, {document, label: "m · Ω²"}).textContent).not.toContain("∞");
});

const law = (member: string) => ({
  ...{value: 0.5, low: 0.4, high: 0.6, seeds: 8, range: 8, residual: 1.05, extended: undefined},
  points: dimensionLawRows.filter((row) => row.member === member),
  bend: {value: -0.1, low: member === "He3" ? -0.2 : -0.3, high: member === "He3" ? -0.05 : 0.1}
});

it("a law's caption has exponents with intervals and residuals, says where they bend and where there are none", () => {
  const curves = [
    {problem: "He3", law: law("He3"), points: law("He3").points},
    {problem: "He4", law: law("He4"), points: law("He4").points},
    {problem: "He6", law: undefined, points: law("He6").points.slice(0, 2)}
  ];
  const words = text(widthLawFigure(curves, {id: "l", sweep: "small", level: 0.5, quantity: "functionGap"}));
  expect(words).toContain(
    "He3 0.5 [0.4, 0.6] for d = 8 to 64 (8 seeds, largest residual 5 %; it bends down, so that this is an average over the range)"
  );
  expect(words).toContain("He4 0.5 [0.4, 0.6] for d = 8 to 64 (8 seeds, largest residual 5 %)");
  expect(words).toMatch(/Not resolved, .*: He6\./);
  const [all, last] = [curves, curves.slice(2)].map((some) =>
    widthLawFigure(some, {id: "l", sweep: "small", level: 0.5, quantity: "meanGap"}).draw({document})
  );
  expect([all, last].map((drawing) => drawing.querySelectorAll("circle").length)).toEqual([2 * 8 + 2, 2]);
  expect(all.textContent).toContain("measured ÷ law");
  expect(last.textContent).not.toContain("measured ÷ law");
});

it("the exponents' caption has their span and counts those that are not resolved", () => {
  const entries = [
    {problem: "He4", level: 0.5, measured: {value: 0.3, low: 0.1, high: 0.55}, predicted: undefined},
    {problem: "He4", level: 0.3, measured: undefined, predicted: undefined}
  ];
  const words = text(widthExponentsFigure(entries, {id: "e", sweep: "small", quantity: "meanGap"}));
  expect(words).toContain(
    "lie between 0.3 and 0.3; the upper end of the highest interval is 0.55. Not resolved in 1 case"
  );
  expect(text(widthExponentsFigure([], {id: "e", sweep: "small", quantity: "meanGap"}))).toContain(
    "No exponent is resolved"
  );
});

it("the needed width says what every source asks for in the dimension of the statement", () => {
  const power = {value: 4.9, low: 4.1, high: 5, from: 8, to: 10000};
  const powers = {prediction: undefined, selfConcordanceBound: power};
  const needed = {...setting, gap: 0.02, statedAt: 1000, extrapolated: {value: 3, low: 2.5, high: 3.5}, powers};
  const words = text(neededWidthFigure(neededWidthRows, needed));
  expect(words).toContain(
    "by the prediction 4000, by the self-concordance bound 10⁸, by Grönwall’s inequality 10¹⁰⁰⁰, "
  );
  expect(words).toContain("extended far beyond its range, 1000 [320, 3200]");
  expect(words).toContain("open ones");
  expect(words).toContain(
    "The width of the self-concordance bound goes like d to the power 4.9 for d = 8 to 10000 (local slopes 4.1 to 5)."
  );
  const wild = {...needed, powers: {...powers, selfConcordanceBound: {...power, low: -9}}};
  expect(text(neededWidthFigure(neededWidthRows, wild))).toContain("bound follows no power of d for d = 8 to 10000");
  const few = neededWidthRows.filter(({source, dimension}) => source !== "measured" && dimension < 1000);
  const silent = text(neededWidthFigure(few, {...needed, extrapolated: undefined}));
  expect(silent).toContain("No network was run");
  expect(silent).not.toContain("asked for at d = 1000");
});

it("the needed width is drawn beyond the largest number, and compressed only where it has to be", () => {
  const svg = neededWidthPlot(neededWidthRows, {document, at: 1000});
  expect(svg.textContent).toContain("log of the log above");
  expect(svg.outerHTML).not.toMatch(/NaN|Infinity/);
  const useful = neededWidthRows.filter(({source}) => source !== "gronwall");
  expect(neededWidthPlot(useful, {document}).textContent).not.toContain("log of the log");
  expect([2.5, 46, Number.NaN].map(widthText)).toEqual(["320", "10⁴⁶", "–"]);
});

const neurons = {id: "n", problem: "He4", dimension: 16, time: 4, parameters: {problem: "He4", time: 4}};

it("the neurons' captions count networks, and say which neurons make up the gap", () => {
  const words = text(neuronGapFigure(neuronGapRows, {...neurons, gap: "finalGap", shape: "histogram"}));
  expect(words).toContain("m = 128 (1 network): median");
  expect(words).toContain("--width 512 --seed 1");
  const who = text(equatorFigure(neuronGapRows, {...neurons, gap: "largestGap", width: 512, seed: 1}));
  const shares = [...who.matchAll(/([\d.]+) % of the sum/g)].map(([, share]) => Number(share));
  expect(shares).toHaveLength(3);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, -0.5);
  const counts = [...who.matchAll(/: (\d+), median/g)].map(([, count]) => Number(count));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(512);
});

it("a histogram has every neuron: its outline encloses 1 in the logarithm, from 0 to 0, and is at 0 where a bin is empty", () => {
  const gaps = neuronGapRows.filter(({width}) => width === 512);
  const one = [...gaps, {...gaps[0]!, gap: 1e4 * Math.max(...gaps.map(({gap}) => gap))}];
  const svg = gapHistogramPlot(one, {document, symbol: "g", width: 720});
  const [path] = svg.querySelectorAll('g[data-mark="line"] path');
  const points = path!
    .getAttribute("d")!
    .match(/[\d.]+,[\d.]+/g)!
    .map((point) => point.split(",").map(Number));
  const tick = (axis: string, words: string) => {
    const node = [...svg.querySelectorAll(`g[data-mark="${axis}-axis tick label"] text`)].find(
      (t) => t.textContent === words
    )!;
    const [, x, y] = /\(([\d.]+),([\d.]+)\)/.exec(node.getAttribute("transform")!)!;
    return axis === "x" ? Number(x) : Number(y);
  };
  const [decade, zero] = [(tick("x", "10⁴") - tick("x", "1")) / 4, tick("y", "0")];
  const heights = points.map(([, y]) => ((zero - y!) / (zero - tick("y", "1"))) ** 2);
  const area = points.slice(1).reduce((sum, [x], i) => sum + ((x! - points[i]![0]!) / decade) * heights[i + 1]!, 0);
  expect(area).toBeCloseTo(1, 1);
  expect([heights[0], heights.at(-1)]).toEqual([0, 0]);
  // Between the others and the last neuron there is nothing for decades.
  expect(heights.filter((height) => height === 0).length).toBeGreaterThan(20);
});

it("the neurons at the equator are coloured by where the limit has them", () => {
  const rows = [0.1, 0.5, 0.95].map((finalAlignment) => ({initialAlignment: 0.1, finalAlignment, scaledGap: 1}));
  const fills = [...equatorPlot(rows, {document, symbol: "g"}).querySelectorAll("circle")].map((dot) =>
    dot.getAttribute("fill")
  );
  expect(new Set(fills).size).toBe(3);
});

it("a run of one's own is compared with the mean of the table and with itself there", () => {
  const table = [1, 2].flatMap((seed) => widthLevelRows.map((row) => ({...row, seed, scaled: seed * row.scaled})));
  const run = {...neurons, width: 256, seed: 2, quantity: "meanGap" as const, sweep: "small", table, parameters: {}};
  const own = widthLevelRows.map((row) => ({level: row.level, scaled: 2 * row.scaled}));
  const words = text(ownWidthFigure([], {...run, own}));
  expect(words).toContain("at most 1 of their standard deviations from the mean of the table’s 2 runs");
  expect(words).toContain("differs from yours by at most nothing, to the last bit");
  expect(text(ownWidthFigure([], {...run, seed: 3, own}))).not.toContain("differs from yours");
  expect(text(ownWidthFigure([], {...run, own, table: []}))).toContain("The table has no run in this dimension");
});
