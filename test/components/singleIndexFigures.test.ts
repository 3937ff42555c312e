import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {escapeSlopesFigure, escapeTimesFigure} from "../../src/components/figures/escapeFigures.js";
import {criticalFigure, halvesFigure, tailFigure, tailSlopesFigure} from "../../src/components/figures/tailFigures.js";
import {learnedFigure, ownIntegralFigure, supremumFigure} from "../../src/components/figures/uniformFigures.js";
import {staticFigure} from "../../src/components/staticFigure.js";

const {document} = new JSDOM("").window;
const text = (spec: Parameters<typeof staticFigure>[0]) =>
  staticFigure(spec, document).textContent!.replace(/\s+/g, " ");

const links = {name: "h4", label: "σ = σ* = h₄", activation: "4:1", target: "4:1"};

const tailRow = (time: number, excess: number, slope: number) => ({
  time,
  risk: excess,
  excess,
  excessError: 1e-9,
  slope,
  slopeError: 0.001,
  integralRootRisk: time,
  integralRootExcess: Math.log1p(time),
  leastIntegral: 0.01 * Math.log1p(time),
  behind: 0.5 / (1 + time),
  near: 1 - 1 / (1 + time),
  ahead: 0.5 / (1 + time)
});
const rows = [1, 2, 4, 8, 16, 32, 64].map((time) => tailRow(time, time ** -2, -2));

const escapeRows = [8, 16, 32, 64].map((dimension) => ({
  exponent: 4,
  dimension,
  time: dimension,
  error: 0,
  neuronTime: dimension / 2,
  localSlope: 0.95,
  localRate: 1
}));
const fit = {
  law: "power",
  slope: 0.95,
  halfWidth: 0.01,
  predicted: 1,
  from: 8,
  to: 64,
  residual: 0.02,
  isResolved: false,
  lastLocal: 0.95,
  line: escapeRows.map(({dimension, time}) => ({dimension, time}))
} as const;

it("an escape's caption has slope, interval, prediction and verdict, and one command a link", () => {
  const curves = [{links, rows: escapeRows, fit}];
  const words = text(escapeTimesFigure("a", curves, "power"));
  expect(words).toContain(
    "0.95 ± 0.01 for d = 8 to 64 (predicted 1, not resolved; largest residual 0.02; at the end T = 2 τ)"
  );
  expect(words).toContain("-- escape --activation 4:1 --target 4:1 --dimensions 8,16,32,64");
  expect(
    text(escapeTimesFigure("a", [{links, rows: escapeRows, fit: {...fit, isResolved: true}}], "power"))
  ).not.toContain("not resolved");
  expect(text(escapeSlopesFigure("b", curves))).toContain("0.95 at the end, predicted 1");
});

it("a tail's captions say which exponents are resolved, where, and against which constant", () => {
  const curve = {
    dimension: 8,
    rows,
    derived: {points: [{time: 1, risk: 1}], crossover: 2, constant: 1.01},
    intermediate: undefined,
    late: {from: 1, to: 64, isResolved: true}
  };
  const setting = {id: "t", links, degree: 4, command: "x"};
  expect(text(tailFigure([curve], setting))).toContain("t²R = 1 where the late law’s limit is 1.01");
  const slopes = text(tailSlopesFigure([curve], setting));
  expect(slopes).toContain("Intermediate exponent −0.667: never reached for d = 8");
  expect(slopes).toContain("Late exponent −2: resolved for d = 8 (t = 1 to 64)");
  expect(text(tailSlopesFigure([curve], {...setting, degree: 3}))).toContain("No exponent is resolved");
  expect(text(criticalFigure("c", [{links, dimension: 8, rows}], "x"))).toContain("least risk 0");
});

it("the halves add up in the caption", () => {
  const words = text(halvesFigure(rows, {id: "h", links, dimension: 8, near: 0.1, parameters: {}}));
  expect(words).toContain("At the start 25 % of the neurons are behind the equator");
  expect(words).toContain("98 % are at it");
});

it("an integral without a proved bound claims none", () => {
  const curve = {links, dimension: 8, rows};
  expect(text(ownIntegralFigure("i", curve, {}))).toContain("which grows without end");
  const silent = {...curve, rows: rows.map((row) => ({...row, leastIntegral: Number.NaN}))};
  expect(text(ownIntegralFigure("i", silent, {}))).toContain("says nothing");
});

it("what is learned says how far its runs went, and a supremum has its interval and rate", () => {
  const learned = {slope: 1, halfWidth: 0.03, residual: 0.01, from: 8, to: 64};
  const ends = [8, 64].map((dimension) => ({...tailRow(8, Number.NaN, Number.NaN), risk: 1, dimension}));
  const words = text(learnedFigure("l", [{links, rows: ends, law: "power", fit: learned}], "x"));
  expect(words).toContain("exponent of d 1 ± 0.03");
  expect(words).toContain("the excess is below rounding");
  const points = [16, 32].map((width) => ({width, seed: 1, largest: 1 / width}));
  const supremum = {points, slope: -1, halfWidth: 0.05, residual: 0.1, widths: [16, 32] as [number, number]};
  const setting = {id: "s", links, dimension: 8, command: "x"};
  const said = text(supremumFigure([{since: 0, fit: supremum}], {...setting, exponent: 2}));
  expect(said).toContain("over all times −1 ± 0.05");
  expect(said).toContain("min(1, c/6) = 0.33");
  expect(text(supremumFigure([{since: 0, fit: supremum}], {...setting, exponent: Infinity}))).toContain("every power");
});
