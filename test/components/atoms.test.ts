import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {atomPathsPlot, stepText} from "../../src/components/atomPathsPlot.js";
import {atomsPlot, stages} from "../../src/components/atomsPlot.js";
import {heightOf} from "../../src/components/chart.js";
import {
  atomPathsFigure,
  atomsFigure,
  positionsAfter,
  stepNoiseFigure
} from "../../src/components/figures/atomsFigures.js";
import {activationsFigure, interactionsFigure, riskTermsFigure} from "../../src/components/figures/networkFigures.js";
import {planeAspects} from "../../src/components/planeChart.js";
import {activationRows, atomPathRows, atomRows, riskTermRows, stepNoiseRows} from "./rows.js";

const {document} = new JSDOM("").window;
const sample = atomRows.filter(({average}) => average === 0);
const teacher = [
  {x: 1, y: 1},
  {x: -1, y: 0.5}
];

const arrows = (svg: Element, name: string): number => svg.querySelectorAll(`.arrows-${name} path`).length;

describe.each([320, 390, 640, 1040])("planes at %d px", (width) => {
  it.each([
    ["atoms", () => atomsPlot(sample, {width, document, teacher, id: "a", description: "what it shows"})],
    ["paths", () => atomPathsPlot(atomPathRows, {width, document, teacher, id: "a", description: "what it shows"})]
  ])("%s are images with a name, axes and no broken coordinate", (_name, make) => {
    const svg = make();
    expect(svg.getAttribute("role")).toBe("img");
    expect(svg.getAttribute("aria-label")).toMatch(/\w/);
    expect(svg.getAttribute("viewBox")).toBe(`0 0 ${width} ${heightOf(width, planeAspects)}`);
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.textContent).toContain("second coordinate of θ");
    expect(make().outerHTML).toBe(svg.outerHTML);
    for (const {id} of svg.querySelectorAll("[id]")) expect(id).toMatch(/^a-/);
  });
});

describe("atomsPlot", () => {
  it("shows one more vector a stage, and the neurons twice when they have moved", () => {
    const counts = stages.map((stage) => {
      const svg = atomsPlot(sample, {document, stage});
      return [
        ...["externalField", "repulsion", "netDirection", "finite"].map((name) => arrows(svg, name)),
        svg.querySelectorAll(".atoms circle").length,
        svg.querySelectorAll(".atoms-before circle").length
      ];
    });
    expect(counts).toEqual([
      [0, 0, 0, 0, 3, 0],
      [3, 0, 0, 0, 3, 0],
      [3, 3, 0, 0, 3, 0],
      [3, 3, 3, 0, 3, 0],
      [3, 3, 3, 3, 3, 0],
      [3, 3, 3, 3, 3, 3]
    ]);
  });

  it("draws the input of a sample and none for the average", () => {
    const average = atomRows.filter((row) => row.average === 1);
    expect(atomsPlot(sample, {document}).querySelectorAll(".input-arrow path")).toHaveLength(1);
    expect(atomsPlot(average, {document}).querySelectorAll(".input-arrow path")).toHaveLength(0);
    expect(atomsPlot(average, {document}).textContent).toContain("−∇V");
  });

  it.each([
    ["no rows", []],
    ["rows without numbers", sample.map((row) => ({...row, w1: Number.NaN, field1: Number.NaN}))],
    [
      "vectors without numbers",
      sample.map((row) => ({...row, field1: Number.NaN, net2: Number.NaN, next1: Number.NaN}))
    ],
    ["an input at the origin", sample.map((row) => ({...row, input1: 0, input2: 0}))]
  ])("draws %s", (_name, rows) => {
    for (const stage of stages)
      expect(atomsPlot(rows, {document, stage}).outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("atomPathsPlot", () => {
  it("draws two paths a neuron, up to the time that is asked for", () => {
    const lines = (time?: number) => [
      ...atomPathsPlot(atomPathRows, {document, time}).querySelectorAll("[class^=path-] path")
    ];
    expect(lines()).toHaveLength(6);
    const length = (path: Element) => path.getAttribute("d")!.split(/[LC]/).length;
    expect(length(lines(1)[0])).toBeLessThan(length(lines(2)[0]));
  });

  it("draws no rows, and rows without numbers", () => {
    for (const rows of [[], atomPathRows.map((row) => ({...row, w1: Number.NaN}))])
      expect(atomPathsPlot(rows, {document}).outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("captions", () => {
  const setting = {id: "a", teacher: [1, 1], parameters: {}, stepSize: 0.25, draw: 0};

  it("of a step say what the sample asks and what it does to the risk", () => {
    const spec = atomsFigure(atomRows, {...setting, stage: "net", arrows: "sample"});
    expect(spec.caption).toContain("label <i>y</i> = 0.5");
    expect(spec.caption).toContain("takes the risk from 3 to 2.5.");
    expect(spec.rows).toHaveLength(3);
    const worse = atomRows.map((row) => ({...row, nextRisk: 4}));
    expect(atomsFigure(worse, {...setting, stage: "net", arrows: "sample"}).caption).toContain("leads astray");
    expect(atomsFigure(atomRows, {...setting, stage: "net", arrows: "average"}).caption).toContain(
      "No sample is drawn"
    );
    expect(positionsAfter(atomRows, "sample").slice(0, 2)).toEqual([-0.9, -0.8]);
  });

  it("of the paths name the distance at the last time that has been reached", () => {
    const caption = (time: number) => atomPathsFigure(atomPathRows, {...setting, time}).caption;
    expect(caption(1)).toContain("after 4 steps");
    expect(caption(0.3)).toContain("after 1 step,");
    expect(caption(2)).toContain("0.2 away");
  });

  it("of the noise give an interval, or say that no power fits", () => {
    const noise = {id: "n", parameters: {}, time: 1, runs: 400, fitBelow: 0.1};
    const caption = stepNoiseFigure(stepNoiseRows, noise).caption;
    expect(caption).toContain("to the power 0.5 (95 % interval 0.48 to 0.52");
    expect(caption).toContain("1/256 ≤ ε ≤ 1/16");
    const bad = stepNoiseRows.map((row) => ({...row, largestResidual: 7}));
    expect(stepNoiseFigure(bad, noise).caption).toContain("no single power of ε fits");
    const none = stepNoiseRows.map((row) => ({...row, exponent: Number.NaN}));
    expect(stepNoiseFigure(none, noise).caption).toContain("Too few step sizes");
  });

  it("of the network are sums and values of its rows", () => {
    const {caption} = riskTermsFigure(riskTermRows, {id: "r", parameters: {samples: 4000}});
    expect(caption).toContain("0.2 − 0.3 + 0.25 = 0.15");
    expect(caption).toContain("4000 fresh samples");
    expect(activationsFigure(activationRows, {id: "x", parameters: {}}).caption).toContain("at most 0.084 here");
    expect(interactionsFigure(activationRows, {id: "x", parameters: {}}).caption).toContain("0.5 for ReLU");
  });

  it("write step sizes as fractions where they are", () => {
    expect([1 / 64, 0.3, 1].map(stepText)).toEqual(["1/64", "0.3", "1"]);
  });
});
