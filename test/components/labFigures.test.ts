// @vitest-environment jsdom
import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {labGapFigure, labRiskFigure} from "../../src/components/figures/labCurves.js";
import {labDensityFigure, labHessianFigure, labNeuronsFigure} from "../../src/components/figures/labFigures.js";
import {labLinksFigure} from "../../src/components/figures/labLinksFigure.js";
import type {LabMoment} from "../../src/components/lab/labSetting.js";
import {staticFigure} from "../../src/components/staticFigure.js";

const {document: other} = new JSDOM("").window;
const setting = {
  links: "σ = <b>",
  dimension: 16,
  width: 4,
  noise: 0,
  parameters: {problem: "He4", width: 4, times: "0,1,2", seed: 1}
};
const grid = [-1, -0.5, 0, 0.5, 1];

const row = (time: number) => ({
  time,
  riskFinite: 1 / (1 + time),
  riskMeanField: 0.9 / (1 + time),
  functionGap: 0.1,
  meanGap: 0.02 * time,
  rmsGap: 0.03 * time,
  maxGap: 0.1 * time,
  largestEigenvalue: 4.5,
  floor: 0
});

const moment = (time: number): LabMoment => ({
  frame: {
    time,
    alignment: Float64Array.of(-0.95, 0.05, 0.3 + time / 10, 0.99),
    across: Float64Array.of(0.1, 0.9, -0.5, 0),
    alignmentRate: Float64Array.of(-0.01, 0.001, 0.2, 0.001),
    parallel: Float64Array.of(-4, 0.05, 1.5, 9),
    density: Float64Array.of(0.1, 0.3, 1.2, 0.3, 30)
  },
  row: row(time),
  start: row(0),
  rows: [0, 1, 2].map(row),
  theory: []
});

const nothing: LabMoment = {frame: undefined, row: undefined, start: undefined, rows: [], theory: []};

const figures = {
  neurons: labNeuronsFigure("neurons", setting),
  density: labDensityFigure("density", setting, grid),
  risk: labRiskFigure("risk", setting),
  gap: labGapFigure("gap", {...setting, theoryParameters: {problem: "He4"}, before: [], seed: 1}),
  hessian: labHessianFigure("hessian", {...setting, degree: 4})
};

describe.each(Object.entries(figures))("the lab's figure %s", (name, figure) => {
  it("stands in a page without JavaScript, with a caption and without a hole", () => {
    const text = staticFigure(figure(moment(1)), other).outerHTML;
    expect(text).toContain("<svg");
    expect(text).not.toMatch(/NaN|undefined|<b>/);
    expect(text).toContain("σ = &lt;b&gt;");
  });

  it("says that nothing has been run", () => {
    expect(figure(nothing).caption).toContain("has not been run yet");
    expect(() => figure(nothing).draw({width: 400})).not.toThrow();
  });

  it("moves what it has drawn and draws anew only what it must", () => {
    const options = {width: 400, id: name};
    const first = figure(moment(1)).draw(options);
    const before = first.outerHTML;
    const second = figure(moment(2)).draw(options);
    if (name !== "risk" && name !== "gap") expect(second).toBe(first);
    expect(second.outerHTML).not.toBe(before);
    expect(figure(moment(2)).draw({...options, width: 500})).not.toBe(first);
  });
});

describe("the lab's curves", () => {
  it("are kept, with their rule moved, while the rows stay the same", () => {
    const {rows, theory} = moment(1);
    for (const name of ["risk", "gap"] as const) {
      const first = figures[name]({...moment(1), rows, theory}).draw({width: 400});
      const at = () => first.querySelector(".moving-rule")!.getAttribute("x1");
      const before = at();
      expect(figures[name]({...moment(2), rows, theory}).draw({width: 400})).toBe(first);
      expect(at()).not.toBe(before);
      expect(figures[name]({...moment(2), rows: [...rows], theory}).draw({width: 400})).not.toBe(first);
    }
  });

  it("state the largest deviation from the site's own run of the seed, or that there is none", () => {
    const before = [1, 2, 3].flatMap((seed) =>
      [0, 1, 2].map((time) => ({time, seed, meanGap: 0.02 * time * (seed === 1 ? 1.25 : 1)}))
    );
    const of = (seed: number) =>
      labGapFigure("gap", {...setting, theoryParameters: {}, before, seed})(moment(1)).caption;
    expect(of(1)).toContain("differs from yours by at most 20 %");
    expect(of(2)).toContain("to the last bit");
    expect(of(9)).toContain("This seed is not among them; it differs from their mean by at most 7.7 %");
    expect(figures.gap(moment(1)).caption).toContain("no runs of this setting that were computed beforehand");
  });
});

describe("the lab's figures with noise", () => {
  const noisy = {...setting, noise: 0.01, parameters: {...setting.parameters, noise: 0.01}};
  const gap = labGapFigure("gap", {...noisy, theoryParameters: {problem: "He4"}, before: [], seed: 1});

  it("name the temperature, and the experiments that have noise", () => {
    for (const figure of [
      gap,
      labNeuronsFigure("neurons", noisy),
      labRiskFigure("risk", noisy),
      labHessianFigure("hessian", {...noisy, degree: 4})
    ]) {
      const {caption, parameters} = figure(moment(1));
      expect(caption).toContain("noise <i>τ</i> = 0.01");
      expect(parameters).toMatchObject({noise: 0.01});
      expect(figure(nothing).caption).toContain("has not been run yet");
    }
    expect(gap(moment(1)).experiment).toBe("lab");
    const density = labDensityFigure("density", noisy, grid)(moment(1));
    expect(density.experiment).toBe("lab-density");
    expect(density.parameters).toMatchObject({noise: 0.01, times: "1"});
    expect(labDensityFigure("density", setting, grid)(moment(1)).experiment).toBe("density");
  });

  it("draw both gaps and no bound, and say why", () => {
    const text = staticFigure(gap(moment(1)), other).outerHTML;
    expect(text).toContain("neurons from twins");
    expect(text).toContain("functions, ‖fₘ − fₜ‖");
    expect(text).not.toMatch(/propagator|computed beforehand|NaN|undefined/);
    expect(gap(moment(1)).caption).toContain("No bound or prediction is drawn");
    expect(staticFigure(figures.gap(moment(1)), other).outerHTML).not.toContain("twins");
    expect(labHessianFigure("hessian", {...noisy, degree: 4})(moment(1)).caption).toContain("is the drift alone");
  });
});

describe("the lab's neurons", () => {
  it("are one path, a dot each", () => {
    const svg = figures.neurons(moment(1)).draw({width: 500});
    expect(svg.querySelector("path.neurons")!.getAttribute("d")!.match(/M/g)).toHaveLength(4);
    expect(figures.neurons(moment(1)).rows).toHaveLength(4);
    expect(figures.neurons(moment(1)).caption).toContain("50 % have");
  });

  it("are counted above the line of self-concordance and outside its frame", () => {
    const {caption} = figures.hessian(moment(1));
    expect(caption).toContain("1 neuron above it");
    expect(caption).toContain("1 neuron outside the frame");
    expect(caption).toContain("<i>k</i> = 4");
  });
});

it("the links' caption states what is left out", () => {
  const rows = [-1, 0, 1].map((z) => ({z, activation: z, target: z * z, typedActivation: Math.abs(z)}));
  const shared = {links: "σ", parameters: {}, highestDegree: 12};
  const {caption} = labLinksFigure("links", rows, {...shared, remainders: {activation: 0.07, target: 0}});
  expect(caption).toContain("7 % of E <i>σ</i>² lies in Hermite degrees above 12");
  const whole = labLinksFigure("links", rows, {...shared, remainders: {activation: 0, target: 0}});
  expect(whole.caption).toContain("without a remainder");
  expect(staticFigure(whole, other).textContent).toContain("as typed");
});
