import {describe, expect, it} from "vitest";
import {solveEulerian} from "../../src/meanfield/eulerian.js";
import {fieldEscapeTime} from "../../src/meanfield/fieldEscape.js";
import {hittingTime} from "../../src/meanfield/hittingTime.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {massBelow, uniformLineMass} from "../../src/meanfield/massBelow.js";
import type {Problem} from "../../src/meanfield/problem.js";

function pure(k: number, target = 1): Problem {
  const link = (value: number) => Array.from({length: k + 1}, (_, j) => (j === k ? value : 0));
  return {name: `h${k}`, activation: link(1), target: link(target)};
}

describe("the escape of one neuron", () => {
  it("has closed forms for k = 2, 3, 4", () => {
    const [a, b] = [0.01, 0.5];
    const log = (x: number) => Math.log(x) - Math.log1p(-x * x) / 2;
    expect(fieldEscapeTime(pure(2), a, b)).toBeCloseTo((log(b) - log(a)) / 4, 10);
    const odd = (x: number) => Math.atanh(x) - 1 / x;
    expect(fieldEscapeTime(pure(3), a, b)).toBeCloseTo((odd(b) - odd(a)) / 6, 8);
    const even = (x: number) => log(x) - 1 / (2 * x * x);
    expect(fieldEscapeTime(pure(4), a, b) / ((even(b) - even(a)) / 8)).toBeCloseTo(1, 10);
  });

  it("never ends against the field, and refuses alignments out of order", () => {
    expect(fieldEscapeTime(pure(4, -1), 0.1, 0.5)).toBe(Number.POSITIVE_INFINITY);
    expect(() => fieldEscapeTime(pure(4), 0.5, 0.1)).toThrow(RangeError);
  });
});

describe("the hitting time", () => {
  it("is where the other solver has that risk", () => {
    for (const [k, d] of [
      [2, 64],
      [3, 16],
      [4, 32]
    ] as const) {
      const time = hittingTime(pure(k), d, 0.5, 1e-8);
      expect(solveEulerian(pure(k), d, [time], {tolerance: 1e-8}).risk[0]).toBeCloseTo(0.5, 6);
    }
  });

  it("is in closed form for k = 2: sinh u grows by e^θ, and θ̇ = −4p", () => {
    // R = (1−M)² d/(d−1) and p = −(1−M) d/(d−1); M(θ) by quadrature over the uniform law, d = 3.
    const d = 3;
    const mean = (theta: number): number => {
      const n = 2000;
      let sum = 0;
      for (let i = 0; i < n; ++i) {
        const a = (i + 0.5) / n;
        const s = (Math.exp(2 * theta) * a * a) / (1 - a * a);
        sum += s / (1 + s) / n;
      }
      return sum;
    };
    const wanted = 1 - Math.sqrt((0.5 * (d - 1)) / d);
    let theta = 0;
    let time = 0;
    const step = 1e-3;
    while (mean(theta) < wanted) {
      time += step / ((4 * (1 - mean(theta + step / 2)) * d) / (d - 1));
      theta += step;
    }
    expect(Math.abs(hittingTime(pure(2), d, 0.5, 1e-9) - time)).toBeLessThan(1e-3);
  });

  it("is not a number where the risk never comes down", () => {
    expect(hittingTime(pure(4, 1.5), 8, 0.1, 1e-6)).toBeNaN();
    expect(hittingTime(pure(4, -1), 8, 0.1, 1e-6)).toBeNaN();
  });
});

describe("masses", () => {
  it("of the uniform law on the sphere in dimension 3 are lengths", () => {
    const mass = uniformLineMass(3);
    for (const a of [-0.9, -0.2, 0.4, 0.99]) expect(mass(Math.atanh(a))).toBeCloseTo(a / 2, 12);
  });

  it("are conserved along the flow and agree with the density", () => {
    for (const k of [3, 4]) {
      const limit = solveLagrangian(pure(k), 12, [3], {tolerance: 1e-8});
      const below = (a: number) => massBelow(limit.snapshots[0], 12, k % 2 === 0, a);
      const [from, to] = [0.2, 0.7];
      const n = 4000;
      const grid = Array.from({length: n}, (_, i) => from + ((to - from) * (i + 0.5)) / n);
      const integral = limit.density(0, grid).reduce((sum, p) => sum + (p * (to - from)) / n, 0);
      expect(below(to) - below(from)).toBeCloseTo(integral, 5);
      expect(below(-0.999999)).toBeLessThan(below(-0.1));
      if (k === 4) expect(below(0)).toBeCloseTo(0.5, 7);
    }
  });
});
