import {describe, expect, it} from "vitest";
import {Stepper} from "../../src/meanfield/integrate.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {derivative, evaluate} from "../../src/meanfield/polynomial.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {integral, linearLink, quadraticLink} from "./closedForms.js";

const he3 = findProblem("He3")!;
const he4 = findProblem("He4")!;

const times = [0, 0.5, 1, 2, 4, 8, 16];
const coarse = solveLagrangian(he4, 32, times);

it("has at the equator of an even problem the density beside it, however long it has run", () => {
  for (const dimension of [8, 32, 64]) {
    const limit = solveLagrangian(he4, dimension, times);
    times.forEach((_, k) => {
      const [left, middle, right] = limit.density(k, [-1e-6, 0, 1e-6]);
      expect(left).toBe(right);
      expect(Math.abs(middle - right)).toBeLessThan(1e-6 * right);
    });
  }
});

describe("the Lagrangian solver against closed forms", () => {
  it("starts from R(0) = 1 − 3/(d(d+2)) for He4", () => {
    for (const d of [2, 3, 4, 8, 33, 1000, 100000]) {
      const {risk} = solveLagrangian(he4, d, [0]);
      expect(Math.abs(risk[0] - (1 - 3 / (d * (d + 2))))).toBeLessThan(1e-13);
    }
  });

  it("follows degree 1 in dimension 3", () => {
    for (const [c, b] of [
      [1, 1],
      [0.7, 3],
      [-1.2, 0.5]
    ]) {
      const curve = [0.05, 0.3, 1, 1.8].map((s) =>
        linearLink(c, b, Math.sign(c * b) * (Math.abs(b) < Math.abs(c) ? s / 4 : s))
      );
      const problem = {name: "linear", activation: [0, c], target: [0, b]};
      const {risk} = solveLagrangian(
        problem,
        3,
        curve.map(({time}) => time)
      );
      curve.forEach((exact, i) => {
        expect(Math.abs(risk[i] - exact.risk)).toBeLessThan(1e-9);
      });
    }
  });

  it("follows degree 2 in dimension 3", () => {
    for (const [c, b] of [
      [1, 1],
      [0.6, 2]
    ]) {
      const curve = [0.01, 0.2, 1, 3].map((tau) => quadraticLink(c, b, tau));
      const problem = {name: "quadratic", activation: [0, 0, c], target: [0, 0, b]};
      const {risk} = solveLagrangian(
        problem,
        3,
        curve.map(({time}) => time)
      );
      curve.forEach((exact, i) => {
        expect(Math.abs(risk[i] - exact.risk)).toBeLessThan(1e-9);
      });
    }
  });

  it("stays at rest when nothing can move", () => {
    const still: [Problem, number][] = [
      [{name: "constant", activation: [0.5], target: [2]}, 2.25],
      [{name: "no neuron", activation: [0], target: [0, 0, 3]}, 9],
      [{name: "unseen, odd against even", activation: [0, 0, 0, 1], target: [0, 0, 0, 0, 1]}, 1]
    ];
    for (const [problem, risk] of still)
      expect(Array.from(solveLagrangian(problem, 7, [0, 3]).risk)).toEqual([risk, risk]);
  });
});

describe("the Lagrangian solver against reference values", () => {
  it("meets the table of two independent codes for He4, d = 32, to 1e−9", () => {
    const table = [0.9972426471, 0.9339460628, 0.7651158533, 0.5377517582, 0.3525960667, 0.2248393322, 0.1404417209];
    table.forEach((risk, i) => {
      expect(Math.abs(coarse.risk[i] - risk)).toBeLessThan(1e-9);
    });
  });

  it("keeps the risk within the tolerance that was asked for, from 1e−6 to 1e−11", () => {
    for (const [problem, d] of [
      [he4, 16],
      [he3, 24]
    ] as const) {
      const exact = solveLagrangian(problem, d, [1, 4, 8], {tolerance: 1e-12});
      for (const tolerance of [1e-6, 1e-8, 1e-11]) {
        const {risk} = solveLagrangian(problem, d, [1, 4, 8], {tolerance});
        risk.forEach((value, i) => {
          expect(Math.abs(value - exact.risk[i])).toBeLessThan(tolerance);
        });
      }
    }
  });

  it("has order 5 in the number of steps", () => {
    const exact = solveLagrangian(he4, 8, [1, 2, 4], {tolerance: 1e-13});
    const points = [1e-8, 1e-9, 1e-10, 1e-11].map((tolerance) => {
      const {risk, steps} = solveLagrangian(he4, 8, [1, 2, 4], {tolerance});
      const error = Math.max(...risk.map((value, i) => Math.abs(value - exact.risk[i])));
      return [Math.log(steps), Math.log(error)];
    });
    const slope = (points[3][1] - points[0][1]) / (points[3][0] - points[0][0]);
    expect(Math.abs(slope + 5)).toBeLessThan(0.5);
  });

  it("reaches the late tail R ~ t^{−2} of even links", () => {
    const {risk} = solveLagrangian(he4, 10, [4096, 8192], {tolerance: 1e-7});
    expect(Math.abs(Math.log2(risk[1] / risk[0]) + 2)).toBeLessThan(0.01);
  });
});

describe("the potential between the steps", () => {
  const {potentialAt, knots} = coarse;

  it("is that of a much finer solution at any time", () => {
    const fine = solveLagrangian(he4, 32, times, {tolerance: 1e-11});
    for (let i = 0; i < 200; ++i) {
      const t = 16 * ((i + 0.37) / 200) ** 2;
      const p = fine.potentialAt(t);
      potentialAt(t).forEach((value, k) => {
        expect(Math.abs(value - p[k])).toBeLessThan(1e-8);
      });
    }
  });

  it("is continuous with its slope across knots", () => {
    const h = 1e-7;
    for (let i = 1; i + 1 < knots.length; i += 17) {
      const [before, at, after] = [-h, 0, h].map((shift) => potentialAt(knots[i] + shift)[4]);
      expect(Math.abs(after - 2 * at + before)).toBeLessThan(1e-11);
    }
  });

  it("covers [0, last time] and refuses the rest", () => {
    expect([knots[0], knots[knots.length - 1]]).toEqual([0, 16]);
    expect(() => potentialAt(16.01)).toThrow("time 16.01 is outside the solved range [0, 16]");
    expect(() => potentialAt(-1e-9)).toThrow("outside the solved range");
    expect(() => potentialAt(Number.NaN)).toThrow("outside the solved range");
  });
});

describe("the characteristics", () => {
  it("are those of the potential, with their stretch", () => {
    for (const [problem, d, time] of [
      [he4, 32, 16],
      [he3, 16, 6]
    ] as const) {
      const limit = solveLagrangian(problem, d, [time]);
      const {initial, current, logStretch} = limit.snapshots[0];
      const chosen = [0.1, 0.3, 0.45, 0.55, 0.7].map((share) => Math.floor(share * initial.length));
      const h = 1e-6;
      const start = Float64Array.from(chosen.flatMap((i) => [initial[i], initial[i] * (1 - h), initial[i] * (1 + h)]));
      const stepper = new Stepper(
        (t, u, du) => {
          const slope = derivative(limit.potentialAt(Math.min(t, time)));
          for (let i = 0; i < u.length; ++i) du[i] = -2 * evaluate(slope, Math.tanh(u[i]));
        },
        0,
        start,
        {absolute: 1e-12}
      );
      while (stepper.time < time) stepper.advance(time);
      chosen.forEach((i, j) => {
        const [at, below, above] = stepper.state.slice(3 * j, 3 * j + 3);
        const stretch = (above - below) / (2 * h * initial[i]);
        expect(Math.abs(current[i] - at) / stretch).toBeLessThan(1e-7);
        expect(Math.abs(Math.exp(logStretch[i]) / stretch - 1)).toBeLessThan(1e-3);
      });
    }
  });

  it("are sorted, carry mass 1, and their panels tile the line", () => {
    for (const snapshot of solveLagrangian(he3, 12, [0, 1, 5]).snapshots) {
      const {edges, initial, current, weights, logStretch} = snapshot;
      expect([initial.length, weights.length, logStretch.length]).toEqual(Array(3).fill(current.length));
      expect(initial.every((u, i) => i === 0 || u > initial[i - 1])).toBe(true);
      expect(current.every((u, i) => i === 0 || u > current[i - 1])).toBe(true);
      expect(edges.every((edge, i) => i === 0 || edge > edges[i - 1])).toBe(true);
      expect(Math.abs(weights.reduce((sum, w) => sum + w, 0) - 1)).toBeLessThan(1e-12);
    }
  });

  it("in an odd problem cross the equator", () => {
    const {initial, current} = solveLagrangian(he3, 8, [8]).snapshots[0];
    expect(initial.some((u, i) => u < 0 && current[i] > 0)).toBe(true);
  });

  it("spread mass with the density that the averages see", () => {
    for (const [problem, d, time] of [
      [he4, 16, 1],
      [he3, 16, 1],
      [{name: "mixed", activation: [0, 0.5, 0, 1], target: [0, 0.2, 0, 1]}, 5, 0.7]
    ] as const) {
      const limit = solveLagrangian(problem, d, [time]);
      const against = (phi: (alignment: number) => number) =>
        integral(
          (u) => {
            const alignment = Math.tanh(u);
            return (phi(alignment) * limit.density(0, [alignment])[0]) / Math.cosh(u) ** 2;
          },
          -12,
          12,
          400
        );
      for (const phi of [() => 1, (a: number) => a, (a: number) => Math.exp(a), (a: number) => a ** 4])
        expect(Math.abs(against(phi) - limit.average(0, phi))).toBeLessThan(1e-6);
    }
  });

  it("spread mass right at late times too, where α = 1 to rounding for most of it", () => {
    const limit = solveLagrangian(he4, 32, [16]);
    const fades = (alignment: number) => (1 - alignment * alignment) * (1 + alignment ** 2);
    const total = integral(
      (u) => (fades(Math.tanh(u)) * limit.density(0, [Math.tanh(u)])[0]) / Math.cosh(u) ** 2,
      -6,
      6,
      400
    );
    expect(Math.abs(total - limit.average(0, fades))).toBeLessThan(1e-6);
  });
});

describe("arguments", () => {
  it.each([
    ["unsorted times", () => solveLagrangian(he4, 8, [0, 2, 1]), "time 1 follows 2; give strictly increasing times"],
    ["a time given twice", () => solveLagrangian(he4, 8, [1, 1]), "time 1 follows 1"],
    ["a negative time", () => solveLagrangian(he4, 8, [-1]), "time -1 is not a finite number ≥ 0"],
    ["NaN as a time", () => solveLagrangian(he4, 8, [Number.NaN]), "time NaN is not a finite number ≥ 0"],
    ["no time", () => solveLagrangian(he4, 8, []), "no output times; give at least one"],
    ["dimension 1", () => solveLagrangian(he4, 1, [1]), "dimension 1 is not an integer ≥ 2; choose"],
    ["a fractional dimension", () => solveLagrangian(he4, 2.5, [1]), "dimension 2.5 is not an integer ≥ 2"],
    [
      "a coarse tolerance",
      () => solveLagrangian(he4, 8, [1], {tolerance: 0.1}),
      "tolerance 0.1 is outside [1e-13, 0.001]"
    ],
    ["a fine tolerance", () => solveLagrangian(he4, 8, [1], {tolerance: 0}), "tolerance 0 is outside"],
    [
      "degree 13",
      () => solveLagrangian({name: "x", activation: [...Array(13).fill(0), 1], target: [1]}, 8, [1]),
      "the links of x have degree 13, above 12; drop"
    ],
    [
      "a coefficient that is not finite",
      () => solveLagrangian({name: "x", activation: [1, Number.NaN], target: [1]}, 8, [1]),
      "Hermite coefficient NaN of x is not a finite number"
    ]
  ])("refuse %s", (_, call, message) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });
});
