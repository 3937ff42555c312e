import {describe, expect, it} from "vitest";
import {parseParameters} from "../../src/experiments/parameters.js";
import {
  collapseReadings,
  hessianReading,
  type ProblemRun,
  problemExponent,
  problemGapReading,
  problemSquare
} from "../../src/experiments/problemReadings.js";
import {neuronExtremes, neuronRun, problemNames, widestPaths} from "../../src/experiments/problemShown.js";
import {
  flowProblems,
  problemSettings,
  problemSweepName,
  problemSweeps,
  problemsIn,
  sampledProblems
} from "../../src/experiments/problemSweeps.js";
import {allProblemRuns, problemKindOf, problemParameters, problemRunsOf} from "../../src/experiments/problemTable.js";
import {experiments} from "../../src/experiments/registry.js";

/** Runs whose squared gap at time 1 is a power of m, beside a reference of M neurons. */
function runs(power: number, M = Number.POSITIVE_INFINITY): ProblemRun[] {
  return [64, 128, 256, 512].flatMap((width) =>
    [1, 2, 3].flatMap((seed) =>
      [0, 1].map((time) => {
        const square = (time + 0.1) * width ** power * (1 + 0.01 * seed) * (1 - width / M);
        return {
          width,
          seed,
          time,
          loss: Number.NaN,
          risk: 1,
          limitRisk: 1,
          meanGap: Math.sqrt(square),
          functionGap: square,
          alignment: 0.5,
          hessianMedian: time === 0 ? Number.NaN : 3,
          hessianLargest: width / 100
        };
      })
    )
  );
}

describe("readings of the paper's problems", () => {
  it("find the power of m in both squared gaps at the last time, whatever the reference", () => {
    for (const gap of ["meanGap", "functionGap"] as const) {
      expect(problemExponent(runs(-1), gap)!.value).toBeCloseTo(-1, 10);
      expect(problemExponent(runs(-0.6), gap)!.value).toBeCloseTo(-0.6, 10);
      expect(problemExponent(runs(-1, 2048), gap, 2048)!.value).toBeCloseTo(-1, 10);
      expect(problemExponent(runs(-1, 1024), gap)!.value).toBeLessThan(-1.1);
    }
  });

  it("square the mean gap, and divide by what a finite reference takes away", () => {
    const [row] = runs(-1);
    expect(problemSquare(row, "meanGap")).toBeCloseTo(row.meanGap ** 2, 15);
    expect(problemSquare(row, "functionGap", 128)).toBeCloseTo(2 * row.functionGap, 15);
    const {squares, average} = problemGapReading(runs(-1), "meanGap");
    expect(squares).toHaveLength(24);
    expect(average([1, 9])).toBe(4);
  });

  it("take the Hessian from the widest networks, and nothing where it was not measured", () => {
    expect(hessianReading(runs(-1))).toEqual({median: 3, largest: 5.12});
    const none = runs(-1).map((row) => ({...row, hessianMedian: Number.NaN}));
    expect(Number.isFinite(hessianReading(none).median)).toBe(false);
  });

  it("have two exponents a problem", () => {
    const all = collapseReadings(
      new Map([
        ["A", runs(-1)],
        ["B", runs(-0.5)]
      ]),
      () => undefined
    );
    expect(all.map(({problem, gap}) => `${problem} ${gap}`)).toEqual([
      "A meanGap",
      "A functionGap",
      "B meanGap",
      "B functionGap"
    ]);
    expect(all[2].exponent!.value).toBeCloseTo(-0.5, 10);
  });
});

describe("the tables of the paper's problems", () => {
  it("are of all 26 problems, each in one of them", () => {
    expect([...flowProblems, ...sampledProblems].sort()).toEqual([...problemNames].sort());
    expect(problemNames).toHaveLength(26);
    expect(problemKindOf("He4")).toEqual({table: "flow", reference: undefined, samples: undefined});
    expect(problemKindOf("He4_random_16_16").reference).toBe(problemSettings.flowReference);
    expect(problemKindOf("XOR_4")).toMatchObject({table: "sampled", samples: problemSettings.samples});
    expect(() => problemKindOf("He5")).toThrow(/He5/);
  });

  it.each(problemSettings.dimensions)("have in dimension %d the problems that fit, as their sweeps make them", (d) => {
    const made = (["flow", "sampled"] as const).flatMap((kind) =>
      problemSweeps[problemSweepName(kind, d)]!.parts.flatMap(({grid}) => grid.problem)
    );
    expect([...made].sort()).toEqual([...problemsIn(d)].sort());
    expect(problemsIn(d).includes("He4_random_16_16")).toBe(d >= 16);
  });

  it.each(problemsIn(16))("%s has parameters that its experiments accept", (problem) => {
    const {table} = problemKindOf(problem);
    const {experiment: name, parameters} = neuronRun(problem, 16);
    for (const [experiment, input] of [
      [table === "flow" ? "problem-flow" : "problem", {...problemParameters(problem, 16), width: "64,128"}],
      [name, parameters]
    ] as const) {
      const {schema} = experiments.find((one) => one.name === experiment)!.parameters;
      expect(parseParameters(schema, input)).toMatchObject({dimension: 16});
    }
  });

  it("name a column that is missing", () => {
    expect(() => problemRunsOf([{problem: "He4", width: 64}], "flow")).toThrow(/the column seed/);
    const header = "problem,width,seed,time,meanGap,functionGap,alignment";
    const flow = `${header},risk,limitRisk,hessianRatio,medianHessianRatio\nHe4,64,1,0,0,0.1,0.2,1,1,,\n`;
    const sampled = `${header},trainLoss,testRisk,referenceTestRisk\nXOR_2,64,1,0,0,0.1,0.2,1,1.1,1.2\n`;
    const all = allProblemRuns({flow, sampled});
    expect(all.get("He4")![0]).toMatchObject({loss: Number.NaN, risk: 1, hessianMedian: Number.NaN});
    expect(all.get("XOR_2")![0]).toMatchObject({loss: 1, risk: 1.1, limitRisk: 1.2});
  });
});

describe("single neurons", () => {
  const rows = [0, 1].flatMap((time) =>
    [0, 1].map((neuron) => ({width: 64, time, neuron, gap: time === 0 ? neuron : 0.5, alignment: neuron}))
  );

  it("have a final and a largest gap", () => {
    expect(neuronExtremes(rows)).toEqual([
      {width: 64, finalGap: 0.5, largestGap: 0.5},
      {width: 64, finalGap: 0.5, largestGap: 1}
    ]);
  });

  it("are followed in the widest network, with means over all of it", () => {
    const narrow = rows.map((row) => ({...row, width: 32, gap: 9}));
    const {width, rows: drawn, means} = widestPaths([...narrow, ...rows]);
    expect(width).toBe(64);
    expect(drawn).toHaveLength(4);
    expect(means).toEqual([
      {time: 0, meanGap: 0.5, alignment: 0.5},
      {time: 1, meanGap: 0.5, alignment: 0.5}
    ]);
  });
});
