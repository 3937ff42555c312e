import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {gap} from "../../src/experiments/gap.js";
import {instrument} from "../../src/experiments/instrument.js";
import {type AssumptionName, largestResidual, readInstrument} from "../../src/experiments/instrumentReading.js";
import {instrumentOpening, instrumentShown, instrumentTimes} from "../../src/experiments/instrumentShown.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {isWellSpecified} from "../../src/meanfield/problem.js";
import {problems} from "../../src/meanfield/problems.js";

const setting = {
  problem: "He4",
  dimension: 8,
  width: 32,
  seed: 1,
  times: instrumentTimes(4).filter((_, n) => n % 2 === 0)
};

const rowsOf = (input: object) =>
  allRows(instrument.run(parseParameters(instrument.parameters.schema, {...setting, ...input})));

const statusOf = async (input: object, name: AssumptionName) =>
  readInstrument(await rowsOf(input)).assumptions.find((one) => one.name === name)!;

describe("instrument", () => {
  const wellSpecified = problems.filter(isWellSpecified).map(({name}) => name);

  it.each(wellSpecified)(
    "bounds the measured gap of %s within its warrant, on every seed and at every time",
    async (problem) => {
      for (const seed of [1, 2, 3])
        for (const [constant, allowance] of [
          [3, 0.1],
          [5, 0.1],
          [2, 1],
          [0, 5]
        ]) {
          const rows = await rowsOf({problem, seed, constant, allowance});
          const {boundEnd} = readInstrument(rows);
          for (const {time, meanGap, bound, propagatorBound, overshoot} of rows) {
            if (boundEnd !== undefined && time > boundEnd) continue;
            expect(bound).toBeGreaterThanOrEqual(meanGap - 1e-9);
            expect(bound).toBeGreaterThanOrEqual(propagatorBound * (1 - 1e-12));
            expect(overshoot).toBeLessThanOrEqual(1 + 1e-6);
          }
        }
      // With the measured constants the warrant lasts.
      const own = (await rowsOf({problem}))[0].ownConstant;
      expect(readInstrument(await rowsOf({problem, constant: own})).boundEnd).toBeUndefined();
    },
    60_000
  );

  it("has the same run as the experiment gap", async () => {
    const ours = await rowsOf({});
    const input = {...setting, include: "linear,bounds"};
    const theirs = await allRows(gap.run(parseParameters(gap.parameters.schema, input)));
    theirs.forEach((row, n) => {
      for (const key of ["meanGap", "propagatorBound", "gronwallBound", "linearMeanGap"] as const)
        expect(ours[n][key]).toBeCloseTo(row[key], 12);
    });
  });

  it("gives the same rows for constants that are asked for after others", async () => {
    const first = await rowsOf({constant: 2});
    await rowsOf({constant: 3, allowance: 1});
    expect(await rowsOf({constant: 2})).toEqual(first);
  });
});

describe("the assumptions", () => {
  it("all hold at the opening's constants, but for the one that one dimension cannot decide", async () => {
    const {constant, allowance} = instrumentOpening;
    const {assumptions, theoremEnd} = readInstrument(
      await rowsOf({width: 512, constant, allowance, times: [0, 0.5, 1]})
    );
    expect(assumptions.filter(({status}) => status !== "holds")).toEqual([{name: "root-risk", status: "not measured"}]);
    expect(theoremEnd).toBeUndefined();
  });

  it.each([
    ["well-specified", {}, {problem: "He4_small"}],
    ["exponent", {}, {problem: undefined, activation: "4:1", target: "2:1"}],
    ["even", {}, {problem: "He3"}],
    ["constant", {}, {constant: 2}],
    ["constant", {}, {constant: 6}],
    ["allowance", {}, {allowance: 0.01}],
    ["allowance", {constant: 2, allowance: 5}, {constant: 2, allowance: 0.1}],
    ["propagator", {}, {constant: 1}],
    ["width", {width: 256, times: [0, 1, 2]}, {width: 8, times: [0, 1, 2]}],
    ["horizon", {constant: 2, allowance: 2, times: [0, 1]}, {constant: 2, allowance: 2, times: [0, 1, 8]}]
  ] as const)("%s holds at %j and fails at %j", async (name, good, bad) => {
    expect(await statusOf(good, name)).toEqual({name, status: "holds"});
    const failing = await statusOf(bad, name);
    expect(failing.status).toBe("fails");
    expect(failing.from).toBeGreaterThanOrEqual(0);
  });

  it("on the forcing fails where a run's own exceeds its bound in the mean, and Grönwall's bound still holds", async () => {
    const link = {
      problem: undefined,
      activation: "1:1",
      target: "1:1",
      dimension: 16,
      width: 24,
      times: [0, 0.025, 0.1]
    };
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const runs = await Promise.all(seeds.map((seed) => rowsOf({...link, seed})));
    const statuses = runs.map((rows) => readInstrument(rows).assumptions.find(({name}) => name === "forcing")!.status);
    expect(new Set(statuses)).toEqual(new Set(["holds", "fails"]));
    for (const row of runs.flat()) expect(row.meanGap).toBeLessThanOrEqual(row.gronwallBound + 1e-9);
  });

  it("have no constants where the activation has odd degrees, and the curve stays a bound", async () => {
    const reading = readInstrument(await rowsOf({problem: "He3", constant: 0, allowance: 0}));
    const statuses = Object.fromEntries(reading.assumptions.map(({name, status}) => [name, status]));
    expect(statuses).toMatchObject({
      constant: "not measured",
      allowance: "not measured",
      even: "fails",
      propagator: "holds"
    });
    expect(reading.boundEnd).toBeUndefined();
    expect(reading.crossed).toEqual([]);
  });

  it("find the first time at which the linear equation misses too much, between the rows", async () => {
    const rows = await rowsOf({width: 8});
    const {linearEnd, theoremEnd} = readInstrument(rows);
    const n = rows.findIndex(({linearResidual}) => linearResidual > largestResidual);
    expect(linearEnd).toBeGreaterThan(rows[n - 1].time);
    expect(linearEnd).toBeLessThanOrEqual(rows[n].time);
    expect(theoremEnd).toBe(linearEnd);
  });

  it("say whether the gap crosses the curve once it is no bound", async () => {
    const crossing = readInstrument(await rowsOf({constant: 0, allowance: 0}));
    expect(crossing.crossed.length).toBeGreaterThan(0);
    expect(crossing.crossed[0]).toBeGreaterThan(crossing.boundEnd!);
    expect(readInstrument(await rowsOf({constant: 2.5, allowance: 0.1})).crossed).toEqual([]);
  });

  it("of a misspecified link run out late, whatever the constant", async () => {
    const problem = {
      problem: "He4_misspecified",
      dimension: 16,
      times: instrumentTimes(8).filter((_, n) => n % 4 === 0)
    };
    const rows = await rowsOf(problem);
    expect(readInstrument(rows).boundEnd).toBeGreaterThan(4);
    expect(rows[0].leastConstant).toBeNaN();
    expect(rows.at(-1)!.excessAlignment).toBe(1);
  });
});

describe("what the page says to try, at its own setting", () => {
  const {last, ...chosen} = instrumentOpening;
  const at = async (changes: object, time: number = last) =>
    readInstrument(await rowsOf({...chosen, times: instrumentTimes(time), ...changes}));

  it("the opening has its warrant, and small constants lose it, and then the bound", async () => {
    expect(await at({})).toMatchObject({boundEnd: undefined, theoremEnd: undefined, crossed: []});
    const [two, one] = [await at({constant: 2, allowance: 1}), await at({constant: 1})];
    expect(two.boundEnd).toBeGreaterThan(one.boundEnd!);
    expect(two.crossed).toEqual([]);
    expect(one.crossed.length).toBeGreaterThan(0);
  });

  it("sixteen neurons leave the linear equation, and keep the bound", async () => {
    const {linearEnd, boundEnd, crossed} = await at({width: 16});
    expect(linearEnd).toBeLessThan(last);
    expect([boundEnd, crossed]).toEqual([undefined, []]);
  });

  it("a misspecified link runs out late", async () => {
    const {boundEnd, theoremEnd} = await at({problem: "He4_misspecified", width: 32}, 8);
    expect(theoremEnd).toBe(0);
    expect(boundEnd).toBeGreaterThan(6);
    expect(boundEnd).toBeLessThan(8);
  });
});

it("every offered constant and allowance can be asked for", () => {
  for (const allowance of instrumentShown.allowances)
    for (const constant of [0, instrumentShown.largestConstant])
      expect(parseParameters(instrument.parameters.schema, {...setting, constant, allowance})).toMatchObject({
        constant,
        allowance
      });
});
