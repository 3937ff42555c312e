import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {stretchCollapseFigure, stretchLevelsFigure} from "../../src/components/figures/levelFigures.js";
import {stepCrossingFigure, stepErrorFigure} from "../../src/components/figures/stepFigures.js";
import {staticFigure} from "../../src/components/staticFigure.js";
import {fitLevels, reachedRows} from "../../src/experiments/levelFit.js";
import {readSteps} from "../../src/experiments/stepReading.js";

const {document} = new JSDOM("").window;
const text = (spec: Parameters<typeof staticFigure>[0]) =>
  staticFigure(spec, document).querySelector("figcaption")!.textContent!.replace(/\s+/g, " ");

const levelRows = ["He4", "He6"].flatMap((problem) =>
  [0.8, 0.5].flatMap((level) =>
    [8, 16, 32, 64].map((dimension) => ({
      problem,
      dimension,
      level,
      time: dimension / 10,
      maximum: dimension ** 1.5 / level,
      integralRootRisk: dimension / 12,
      initialAlignment: 0.1,
      endAlignment: 0.86,
      escapeLaw: dimension ** 1.5 / level / 1.02,
      crowdFree: level === 0.5 ? null : dimension ** 1.5,
      leading: dimension ** 1.5
    }))
  )
) as Parameters<typeof reachedRows>[0];

it("the levels' caption has each level's exponent, interval, residual and distance from the law", () => {
  const parameters = {problem: "He4", reach: 2};
  const spec = stretchLevelsFigure(reachedRows(levelRows, "He4"), fitLevels(levelRows, "He4"), {
    id: "levels",
    problem: "He4",
    parameters
  });
  const words = text(spec);
  expect(words).toContain("neurons that start at |α| ≤ 2/√d");
  expect(words).toContain("δ = 0.8: 1.5 (1.5 to 1.5) for d = 8 to 64, largest residual");
  expect(words).toContain("at d = 64 Jmax is 25 % above the law. δ = 0.5");
  expect(words).toContain("The law’s slope for large d is 1.5.");
  expect(spec.rows).toHaveLength(8);
});

it("without an eight-fold range no exponent is told, and none where local slopes still move", () => {
  const told = (rows: typeof levelRows) =>
    text(stretchLevelsFigure(rows, fitLevels(rows, "He4"), {id: "a", problem: "He4", parameters: {reach: 2}}));
  expect(told(levelRows.filter(({dimension}) => dimension < 64))).toContain("not resolved, for want of");
  const bent = levelRows.map((row) => ({...row, maximum: Math.log(row.dimension / 4)}));
  expect(told(bent)).toContain("not resolved since the local slopes still move");
});

it("the collapse's caption has the ratios to the escape law of each link, and a command a run", () => {
  const runs = [{problem: "He4"}, {problem: "He6"}];
  const spec = stretchCollapseFigure(levelRows, {id: "collapse", runs});
  expect(text(spec)).toContain("From d = 32 on, Jmax over the law is 1.02 to 1.02 for He4, 1.02 to 1.02 for He6.");
  expect(spec.command?.split("\n")).toHaveLength(2);
});

const stepRows = [1, 2, 3].flatMap((seed) =>
  [1 / 8, 1 / 16, 1 / 32, 1 / 64].map((step) => ({
    seed,
    step,
    functionDistance: 0.1 * seed * step,
    meanDistance: 0.2 * seed * step,
    predictedFunctionDistance: 0.08 * seed * step,
    predictedMeanDistance: 0.2 * seed * step,
    tangentialFunctionDistance: 0.04 * seed * step,
    tangentialMeanDistance: 0.2 * seed * step,
    limitFunctionDistance: 0.16 * step,
    limitMeanDistance: 0.3 * step,
    widthFunctionError: 0.05,
    widthMeanGap: 0.04,
    totalFunctionError: 0.06,
    totalMeanGap: 0.05
  }))
);
const gapRows = [64, 128].map((width) => ({
  time: 2,
  width,
  functionGap: 0.5 / width,
  meanGap: 0.6 / Math.sqrt(width),
  predictedFunctionGap: 0.64 / width,
  predictedMeanGap: 0.7 / Math.sqrt(width)
}));
const setting = {
  id: "step-error",
  problem: "He4",
  dimension: 16,
  width: 128,
  time: 2,
  fartherWidths: [8192],
  markedStep: 0.01,
  parameters: {problem: "He4"}
};

it("the step error's caption has its order with an interval, and what it is beside the prediction and the width", () => {
  const words = text(stepErrorFigure(stepRows, readSteps(stepRows, gapRows, 2, "functions"), setting));
  expect(words).toContain("its order in η is 1 (95 % interval 1 to 1, over a range of 8");
  expect(words).toContain("At η = 1/64 it is 25 % above the prediction");
  expect(words).toContain("that prediction would be 0.5 times what it is");
  expect(words).toContain("The flow itself is 0.05 from the limit");
  const single = stepRows.filter(({seed}) => seed === 1);
  const neurons = text(stepErrorFigure(single, readSteps(single, gapRows, 2, "neurons"), setting));
  expect(neurons).toContain("its order in η is not resolved");
  expect(neurons).toContain("The mean distance of descent’s neurons");
});

it("the crossing's caption has η* and the width that the marked step stands for", () => {
  const words = text(stepCrossingFigure(readSteps(stepRows, gapRows, 2, "functions"), setting));
  expect(words).toContain("0.44 for m = 128, 0.055 for m = 8192");
  expect(words).toContain("The step η = 0.01 errs as much as a width of m = 2.5 × 10⁵.");
  expect(() => text(stepCrossingFigure(readSteps(stepRows, gapRows, 1, "functions"), setting))).not.toThrow();
});
