import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {
  exponentsFigure,
  lazyNeuronsFigure,
  lazyTrainingFigure,
  scalingFigure
} from "../../src/components/figures/lazyFigures.js";
import {noisyFigure, sharpeningFigure, staircaseFigure} from "../../src/components/figures/staircaseFigures.js";
import {staticFigure} from "../../src/components/staticFigure.js";
import {exponentRows, lawRows, lazyNeuronRows, lazyRows, levelRows, stepRows} from "./rows.js";

const {document} = new JSDOM("").window;
const base = {id: "figure", parameters: {seed: 1}};
const captionOf = (spec: Parameters<typeof staticFigure>[0]) =>
  staticFigure(spec, document).textContent!.replace(/\s+/g, " ");

it("the neurons' caption has their mean distance in the half plane at the time shown", () => {
  const caption = captionOf(lazyNeuronsFigure(lazyNeuronRows, {...base, width: 12, time: 8}));
  // Along by 0.8γ or −0.4γ, across by −0.4γ for exponent γ.
  const mean = (gamma: number) => (gamma * (Math.hypot(0.8, 0.4) + Math.hypot(0.4, 0.4))) / 2;
  expect(caption).toContain(`moved ${Number(mean(0.5).toPrecision(2))} on average`);
  expect(caption).toContain(`${Number(mean(1).toPrecision(2))} with 1/N`);
});

it("the training caption has the losses at the end of the run", () => {
  const rows = lazyRows.filter(({width, seed}) => width === 64 && seed === 1);
  const caption = captionOf(lazyTrainingFigure(rows, {...base, width: 64, time: 4}));
  expect(caption).toContain("At t = 8 the training loss is 0.14 with 1/√N and 0.069 with 1/N");
});

it("the scaling captions have slopes with intervals, and count those that hold the theory", () => {
  const rows = lazyRows.filter(({time}) => time === 8);
  const setting = {...base, model: "relu-twins"} as const;
  const caption = captionOf(scalingFigure(rows, exponentRows, {...setting, quantity: "distance"}));
  expect(caption).toContain("1/√N: −0.52 ± 0.05 (theory −0.5)");
  expect(caption).toContain("within 1 % of a power law");
  expect(captionOf(exponentsFigure(exponentRows, setting))).toContain(
    "12 of 12 intervals contain it; the largest difference is 0.02"
  );
});

const curves = {
  kernel: stepRows,
  network: stepRows.slice(2, 7).map((step) => ({...step, mean: step.mean / 5})),
  law: stepRows.map(({samples}, i) => ({samples, risk: (i < 4 ? 9 : 3) / samples})),
  levels: levelRows
};

it("the staircase's caption compares network and kernel on the same samples, and counts intervals that hold the law", () => {
  const setting = {...base, dimension: 16, threshold: 0, runs: [{seed: 1}, {seed: 2}]};
  const spec = staircaseFigure(curves, setting);
  const caption = captionOf(spec);
  expect(caption).toContain("5 times less than the kernel with as many");
  expect(caption).toContain("inside 13 of the 17 intervals");
  expect(spec.command?.split("\n")).toHaveLength(2);
  const odd = levelRows.map((row) => (row.degree === 3 ? {...row, power: 0.0123} : row));
  const shifted = captionOf(staircaseFigure({...curves, network: [], levels: odd}, {...setting, threshold: 1}));
  expect(shifted).toContain("0.012 is of degree 3, 5 or 7, which this kernel can never learn");
  expect(shifted).not.toContain("network reaches");
});

it("the noisy caption names both ridges", () => {
  const caption = captionOf(
    noisyFigure(curves, {...base, dimension: 16, threshold: 0, runs: [{seed: 1}], noise: 1, ridge: 1, lawRidge: 4})
  );
  expect(caption).toContain("kernel with ridge 1");
  expect(caption).toContain("expected with ridge 4");
});

it("the sharpening caption has one ratio a dimension", () => {
  const levels = [8, 16, 64].flatMap((dimension) => levelRows.map((row) => ({...row, dimension})));
  const caption = captionOf(sharpeningFigure(lawRows, levels, base));
  expect(caption.match(/for d = \d+/g)).toEqual(["for d = 64", "for d = 8", "for d = 16", "for d = 64"]);
});
