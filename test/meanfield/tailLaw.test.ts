import {describe, expect, it} from "vitest";
import {leastRisk} from "../../src/meanfield/leastRisk.js";
import {solveLimit} from "../../src/meanfield/limit.js";
import {transverseMoment} from "../../src/meanfield/potential.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {lineSpeedFactor, meanExponential, rootRiskFloor} from "../../src/meanfield/rootRiskFloor.js";
import {lineNormaliser} from "../../src/meanfield/sphere.js";
import {crowdRepulsion, escapeFront, lateTail, tailCrossover, tailLaw} from "../../src/meanfield/tailLaw.js";

function pure(k: number, target = 1, activation = 1): Problem {
  const link = (value: number) => Array.from({length: k + 1}, (_, j) => (j === k ? value : 0));
  return {name: `h${k}`, activation: link(activation), target: link(target)};
}

describe("the derived tail", () => {
  it("has a front that obeys dα/dF = 2k α^{k−1} + κα backwards from the pole", () => {
    const [k, d] = [6, 16];
    const kappa = crowdRepulsion(k, d);
    // Neurons at the front at F reach infinity there: y = α^{−(k−2)} is 0. One step of the linear equation backwards.
    for (const field of [0.3, 3, 30]) {
      const y = escapeFront(k, d, field) ** -(k - 2);
      const more = escapeFront(k, d, field + 1e-6) ** -(k - 2);
      expect((more - y) / 1e-6 / ((k - 2) * (kappa * y + 2 * k))).toBeCloseTo(1, 5);
    }
  });

  it("falls with the intermediate exponent well before the crossover and like t^{−2} well after it", () => {
    const slopes = (k: number, d: number, last: number) => {
      const points = tailLaw(k, d, last);
      const slope = (i: number) =>
        Math.log(points[i + 1].risk / points[i].risk) / Math.log(points[i + 1].time / points[i].time);
      const fields = points.map(({field}) => field);
      return {slope, fields};
    };
    for (const k of [4, 6]) {
      const {slope, fields} = slopes(k, 4096, k === 4 ? 1e9 : 1e12);
      const early = fields.findIndex((field) => field > 1e-4 * tailCrossover(k, 4096));
      expect(slope(early)).toBeCloseTo(-2 / (k - 1), 2);
      const late = slopes(k, 8, 1e9);
      expect(late.slope(late.fields.length - 2)).toBeCloseTo(-2, 1);
    }
  });

  it("has dF/dt = √R, also where its first piece is closed", () => {
    const points = tailLaw(4, 1024, 1e6);
    const q = 2 / lineNormaliser(1024);
    const size = Math.sqrt(1 + transverseMoment(1024, 4));
    // κF ≪ 1: F^{3/2}·(2/3) = size·2p₀·16^{−1/2}·t.
    const first = points[0];
    expect((first.field ** 1.5 * (2 / 3)) / ((size * q * first.time) / 4)).toBeCloseTo(1, 2);
    for (let i = 0; i + 1 < points.length; i += 7) {
      const rate = (points[i + 1].field - points[i].field) / (points[i + 1].time - points[i].time);
      expect(rate / Math.sqrt(Math.sqrt(points[i].risk * points[i + 1].risk))).toBeCloseTo(1, 2);
    }
  });

  it("has the exact late constant (d−1)/(16d) for k = 2", () => {
    for (const d of [4, 8, 100]) {
      const {rate, constant} = lateTail(2, d);
      expect(rate).toBeCloseTo((4 * d) / (d - 1), 8);
      expect(constant).toBeCloseTo((d - 1) / (16 * d), 8);
    }
  });

  it("has the late constant that the solver comes to", () => {
    for (const [k, d, t, within] of [
      [2, 8, 4096, 1e-3],
      [4, 8, 16384, 2e-3],
      [6, 8, 1024, 0.1]
    ] as const) {
      const {risk} = solveLimit(pure(k), d, [t], {tolerance: 1e-8});
      expect(Math.abs((risk[0] * t * t) / lateTail(k, d).constant - 1)).toBeLessThan(within);
    }
  });

  it("tends to κ in high dimension", () => {
    const ratio = (d: number) => lateTail(4, d).rate / crowdRepulsion(4, d);
    expect(ratio(64)).toBeLessThan(ratio(1024));
    expect(ratio(1024)).toBeGreaterThan(0.97);
    expect(ratio(1024)).toBeLessThan(1);
  });

  it("refuses odd degrees", () => {
    for (const call of [() => lateTail(3, 8), () => tailLaw(5, 8, 10), () => escapeFront(2, 8, 1)])
      expect(call).toThrow(/even integer/);
  });
});

describe("the lower bound of ∫√R", () => {
  it("has E e^{−2|u|} in closed form on the sphere of dimension 3", () => {
    // α is uniform on [−1, 1] there: ∫_0^1 (1−a)/(1+a) da = 2 log 2 − 1.
    expect(meanExponential(3)).toBeCloseTo(2 * Math.log(2) - 1, 10);
  });

  it("is below what the solver integrates, and bounds every neuron’s speed", () => {
    for (const problem of [
      pure(1),
      pure(2),
      pure(3),
      pure(4),
      {name: "mixed", activation: [0, 0, 0.6, 0, 0.8], target: [0, 0, 0.6, 0, 0.8]},
      {name: "part", activation: [0, 1, 1], target: [0, 0.3, 1]}
    ]) {
      const d = 6;
      const times = Array.from({length: 101}, (_, i) => i / 10);
      const limit = solveLimit(problem, d, times, {tolerance: 1e-8});
      const least = rootRiskFloor(problem, d);
      const v = lineSpeedFactor(problem);
      let sum = 0;
      for (let i = 1; i < times.length; ++i) {
        sum += 0.05 * (Math.sqrt(limit.risk[i]) + Math.sqrt(limit.risk[i - 1]));
        expect(least(times[i])).toBeLessThan(sum * 1.001);
        const p = limit.potentialAt(times[i]);
        for (let a = -1; a <= 1; a += 0.25) {
          let slope = 0;
          for (let j = 1; j < p.length; ++j) slope += j * p[j] * a ** (j - 1);
          expect(2 * Math.abs(slope)).toBeLessThanOrEqual(v * Math.sqrt(limit.risk[i]) + 1e-6);
        }
      }
      expect(least(10)).toBeGreaterThan(0.01);
    }
  });

  it("claims nothing without a well-specified degree", () => {
    expect(rootRiskFloor(pure(4, 0.5), 8)(10)).toBeNaN();
  });
});

describe("the least risk", () => {
  it.each([
    [2, 0.5],
    [4, 0.5],
    [4, 0.8],
    [3, 0.5]
  ])("of target %d, b = %d, is where the flow ends or below it", (k, b) => {
    const least = leastRisk(pure(k, b), 8);
    const {risk} = solveLimit(pure(k, b), 8, [2, 400], {tolerance: 1e-8});
    expect(risk[0]).toBeGreaterThan(least + 1e-4);
    expect(risk[1]).toBeGreaterThan(least - 1e-8);
    if (k % 2 === 0) expect(risk[1] - least).toBeLessThan(1e-6);
  });

  it("of h₂ is (1−b)²/d, over-specified (b−c)², and scales with the activation", () => {
    expect(leastRisk(pure(2, 0.3), 10)).toBeCloseTo(0.49 / 10, 14);
    expect(leastRisk(pure(4, 1.5), 10)).toBeCloseTo(0.25, 14);
    expect(leastRisk(pure(4, 1, 2), 10)).toBeCloseTo(4 * leastRisk(pure(4, 0.5), 10), 14);
    expect(leastRisk({name: "", activation: [0, 1], target: [0, 1, 0.5]}, 10)).toBeCloseTo(0.25, 14);
    expect(leastRisk({name: "", activation: [0, 1, 1], target: [0, 1, 0.5]}, 10)).toBeNaN();
  });
});
