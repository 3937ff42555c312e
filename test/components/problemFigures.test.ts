import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {
  collapseOverviewFigure,
  problemGapFigure,
  problemNeuronsFigure,
  problemPathsFigure,
  sampleErrorFigure,
  trainingFigure
} from "../../src/components/figures/problemFigures.js";
import {staticFigure} from "../../src/components/staticFigure.js";
import {collapseReadings, hessianReading, problemGapReading} from "../../src/experiments/problemReadings.js";
import {neuronRun} from "../../src/experiments/problemShown.js";
import {sampleErrors, sampleReading} from "../../src/experiments/sampleReading.js";
import {problemRunRows, sampleErrorRows} from "./rows.js";

const {document} = new JSDOM("").window;
const text = (spec: Parameters<typeof staticFigure>[0]) =>
  staticFigure(spec, document).textContent!.replace(/\s+/g, " ");

const setting = {
  id: "p",
  problem: "He4_orth",
  dimension: 16,
  experiment: "problem-flow",
  parameters: {problem: "He4_orth"},
  command: "npm run sweep -- problems",
  reference: undefined,
  samples: undefined
};
const hessian = hessianReading(problemRunRows);

it("a collapse is said where its interval contains −1, with the constant of the Hessian and the command", () => {
  const reading = problemGapReading(problemRunRows, "functionGap");
  const words = text(problemGapFigure(problemRunRows, {...setting, gap: "functionGap", hessian, ...reading}));
  expect(words).toContain("its exponent of m is −1 [−1, −1]: m‖fm − f∞‖² collapses, as far as the interval tells");
  expect(words).toContain("at most 2.9 times the logarithmic velocity");
  expect(words).toContain("and 7.5 times for the worst");
  expect(words).toContain("npm run sweep -- problems");
  expect(words).not.toContain("divided by");
});

it("no collapse is claimed where there is none, or where it is not resolved", () => {
  const slow = problemRunRows.map((row) => ({...row, functionGap: row.functionGap * Math.sqrt(row.width)}));
  const reading = problemGapReading(slow, "functionGap");
  expect(text(problemGapFigure(slow, {...setting, gap: "functionGap", hessian, ...reading}))).toContain(
    "does not collapse"
  );
  const few = problemRunRows.filter(({width}) => width < 512);
  expect(
    text(problemGapFigure(few, {...setting, gap: "meanGap", hessian, ...problemGapReading(few, "meanGap")}))
  ).toContain("is not resolved");
});

it("an interval that is too long decides nothing", () => {
  const wild = problemRunRows.map((row) => ({
    ...row,
    functionGap: row.functionGap * row.width ** (0.4 * (row.seed - 2))
  }));
  const reading = problemGapReading(wild, "functionGap");
  const words = text(problemGapFigure(wild, {...setting, gap: "functionGap", hessian, ...reading}));
  expect(words).toContain("the interval is too long to tell");
  const overview = collapseReadings(new Map([["A", wild]]), () => undefined);
  expect(text(collapseOverviewFigure(overview, {id: "o", dimension: 16, command: "c"}))).toContain(
    "contains −1 in 0 of 0 problems (in 1 more it is longer than 0.75 and decides nothing)"
  );
});

it("a finite reference is named wherever it stands in", () => {
  const wide = {...setting, reference: 2048, samples: 8192};
  const reading = problemGapReading(problemRunRows, "meanGap", 2048);
  const words = text(problemGapFigure(problemRunRows, {...wide, gap: "meanGap", hessian, ...reading}));
  expect(words).toContain("divided by 1 − m/2048");
  expect(words).toContain("8192 training samples, 3 seeds");
  const trained = text(trainingFigure(problemRunRows, wide));
  expect(trained).toContain("a network of 2048 neurons");
  expect(trained).toContain("Dotted: the training loss");
  expect(text(trainingFigure(problemRunRows, setting))).not.toContain("Dotted");
});

it("an overview counts the problems whose interval contains −1", () => {
  const slow = problemRunRows.map((row) => ({...row, functionGap: row.functionGap * Math.sqrt(row.width)}));
  const readings = collapseReadings(
    new Map([
      ["A", problemRunRows],
      ["B", slow]
    ]),
    () => undefined
  );
  const words = text(collapseOverviewFigure(readings, {id: "o", dimension: 16, command: "npm run sweep -- problems"}));
  expect(words).toContain(
    "that of Ω² contains −1 in 2 of 2 problems, and that of ‖fm − f∞‖² contains −1 in 1 of 2 problems"
  );
});

it("single neurons have their median, their largest and their mean", () => {
  const rows = [1, 2, 3].map((gap) => ({width: 64, finalGap: gap / 8, largestGap: gap}));
  expect(text(problemNeuronsFigure(rows, {...setting, gap: "finalGap"}))).toContain("m = 64: median 2, largest 3");
  const {command: _, ...alone} = setting;
  expect(text(problemNeuronsFigure(rows, {...alone, ...neuronRun("XOR_4", 16), gap: "finalGap"}))).toContain(
    "npm run -s simulate -- problem-paths --problem XOR_4"
  );
  const paths = [0, 1].flatMap((neuron) =>
    [0, 1].map((time) => ({neuron, time, gap: time * (neuron + 1), alignment: 0.5}))
  );
  const means = [0, 1].map((time) => ({time, meanGap: 1.5 * time, alignment: 0.5}));
  const words = text(problemPathsFigure(paths, means, {...setting, width: 64, quantity: "gap"}));
  expect(words).toContain("of the first 2 neurons");
  expect(words).toContain("the mean is 1.5, and the largest of those drawn 2");
  expect(text(problemPathsFigure(paths, means, {...setting, width: 64, quantity: "alignment"}))).toContain(
    "least and largest"
  );
});

it("samples and neurons have an exponent each, at the least and the greatest of the other", () => {
  const exponents = sampleReading(sampleErrorRows);
  expect(exponents.width[1].exponent!.value).toBeLessThan(exponents.width[0].exponent!.value);
  const words = text(
    sampleErrorFigure(sampleErrorRows, {id: "s", problem: "He4", dimension: 8, time: 4, command: "c", exponents})
  );
  expect(words).toMatch(/Exponent of n: −0\.\d+ \[.*\] at m = 32, −0\.\d+ \[.*\] at m = 512/);
  expect(words).toMatch(/Exponent of m: .* at n = 512, .* at n = 8192/);
  expect(() => sampleErrors("width,samples,seed\n1,2,3\n")).toThrow(/the column error/);
});
