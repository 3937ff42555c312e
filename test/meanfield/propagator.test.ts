import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {escapeGrowth, escapeLaw} from "../../src/meanfield/escapeLaw.js";
import {localHessian} from "../../src/meanfield/hessian.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {derivative, evaluate} from "../../src/meanfield/polynomial.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {maximalPropagator, propagatorAlong} from "../../src/meanfield/propagator.js";
import {selfConcordanceFloor} from "../../src/meanfield/selfConcordance.js";

const He4 = findProblem("He4")!;

/** Coefficients a_j + b_j sin(t + j): a smooth field that changes with time. */
const moving = (a: readonly number[], b: readonly number[]) => ({
  potentialAt: (t: number) => Float64Array.from(a, (x, j) => x + b[j] * Math.sin(t + j))
});

const coefficients = fc.array(fc.double({min: -0.5, max: 0.5, noNaN: true}), {minLength: 5, maxLength: 5});

/** The flow of ẇ = −2 P_w∇Ψ_t on the sphere in ambient coordinates, by the classical Runge–Kutta method. */
function follow(potentialAt: (t: number) => Float64Array, start: number, end: number, from: number[]): number[] {
  const velocity = (t: number, w: number[]) => {
    const length = Math.hypot(...w);
    const alpha = w[0] / length;
    const force = -2 * evaluate(derivative(potentialAt(t)), alpha);
    return w.map((x, c) => force * ((c === 0 ? 1 : 0) - (alpha * x) / length));
  };
  const steps = 400;
  const h = (end - start) / steps;
  let w = from;
  for (let n = 0; n < steps; ++n) {
    const t = start + n * h;
    const k1 = velocity(t, w);
    const k2 = velocity(
      t + h / 2,
      w.map((x, c) => x + (h / 2) * k1[c])
    );
    const k3 = velocity(
      t + h / 2,
      w.map((x, c) => x + (h / 2) * k2[c])
    );
    const k4 = velocity(
      t + h,
      w.map((x, c) => x + h * k3[c])
    );
    w = w.map((x, c) => x + (h / 6) * (k1[c] + 2 * k2[c] + 2 * k3[c] + k4[c]));
    const length = Math.hypot(...w);
    w = w.map((x) => x / length);
  }
  return w;
}

describe("propagatorAlong", () => {
  it("is the tangent map of the flow on the sphere, by differences in ambient coordinates", () => {
    fc.assert(
      fc.property(coefficients, coefficients, fc.double({min: -0.95, max: 0.95, noNaN: true}), (a, b, alpha) => {
        const {potentialAt} = moving(a, b);
        const [start, end] = [0.3, 1.5];
        const curve = propagatorAlong({potentialAt}, start, alpha, [end]);
        const r = Math.sqrt(1 - alpha * alpha);
        const w = [alpha, 0.6 * r, 0.8 * r];
        const towards = [r, -0.6 * alpha, -0.8 * alpha];
        const across = [0, 0.8, -0.6];
        const h = 3e-4;
        const image = (v: number[]) => {
          const at = (s: number) =>
            follow(
              potentialAt,
              start,
              end,
              w.map((x, c) => x * Math.cos(s) + v[c] * Math.sin(s))
            );
          const [m2, m1, p1, p2] = [at(-2 * h), at(-h), at(h), at(2 * h)];
          return m2.map((_, c) => (m2[c] - 8 * m1[c] + 8 * p1[c] - p2[c]) / (12 * h));
        };
        const there = follow(potentialAt, start, end, w);
        const radius = Math.sqrt(1 - there[0] ** 2);
        expect(Math.abs(curve.alignment[0] - there[0])).toBeLessThan(1e-8);
        const directions = [
          {image: image(towards), expected: [radius, -0.6 * there[0], -0.8 * there[0]], growth: curve.parallel[0]},
          {image: image(across), expected: across, growth: curve.transverse[0]}
        ];
        for (const {image, expected, growth} of directions)
          image.forEach((x, c) => {
            expect(Math.abs(x - growth * expected[c])).toBeLessThan(1e-8 * Math.max(1, growth));
          });
      }),
      {seed: 1, numRuns: 20}
    );
  });

  it("composes: J_{t,s} = J_{t,r} J_{r,s}, and J_{s,s} = 1", () => {
    fc.assert(
      fc.property(coefficients, coefficients, fc.double({min: -1, max: 1, noNaN: true}), (a, b, alpha) => {
        const limit = moving(a, b);
        const whole = propagatorAlong(limit, 0.5, alpha, [0.5, 1.25, 2]);
        expect([whole.parallel[0], whole.transverse[0]]).toEqual([1, 1]);
        const rest = propagatorAlong(limit, 1.25, whole.alignment[1], [2]);
        for (const part of ["parallel", "transverse"] as const)
          expect(rest[part][0] * whole[part][1]).toBeCloseTo(whole[part][2], 7);
      }),
      {seed: 2, numRuns: 40}
    );
  });

  it("solves ∂_t log J = the eigenvalues of the local Hessian, at the poles too", () => {
    const limit = moving([0, 0.1, 0.2, -0.3, -0.5], [0, 0.1, -0.1, 0.2, 0.1]);
    const h = 1e-3;
    for (const alpha of [-1, -0.4, 0, 0.7, 1]) {
      const {alignment, parallel, transverse} = propagatorAlong(limit, 0, alpha, [1 - h, 1, 1 + h]);
      const {parallel: first, transverse: second} = localHessian(limit.potentialAt(1), alignment[1]);
      expect(Math.log(parallel[2] / parallel[0]) / (2 * h)).toBeCloseTo(first, 5);
      expect(Math.log(transverse[2] / transverse[0]) / (2 * h)).toBeCloseTo(second, 5);
    }
  });
});

describe("J_∥ ≤ (α_t/α_s)^{k−1} e^{∫φ_k}", () => {
  it("on random even links and paths", () => {
    const even = fc.array(fc.double({min: -0.7, max: 0.7, noNaN: true}), {minLength: 3, maxLength: 3});
    fc.assert(
      fc.property(
        even,
        even,
        fc.double({min: 0.02, max: 0.98, noNaN: true}),
        fc.constantFrom(2, 4, 6),
        (a, b, alpha, k) => {
          const spread = (c: readonly number[]) => [0, 0, c[0], 0, c[1], 0, c[2]];
          const limit = moving(spread(a), spread(b));
          const times = Array.from({length: 401}, (_, n) => n / 200);
          const curve = propagatorAlong(limit, 0, alpha, times);
          let integral = 0;
          let previous = selfConcordanceFloor(limit.potentialAt(0), k);
          for (let n = 1; n < times.length; ++n) {
            const floor = selfConcordanceFloor(limit.potentialAt(times[n]), k);
            integral += (floor + previous) / 400;
            previous = floor;
            const estimate = (k - 1) * Math.log(curve.alignment[n] / alpha) + integral;
            expect(Math.log(curve.parallel[n])).toBeLessThanOrEqual(estimate + 1e-4);
          }
        }
      ),
      {seed: 3, numRuns: 20}
    );
  });
});

describe("maximalPropagator", () => {
  it("is that of the frozen field in closed form", () => {
    for (const [k, time] of [
      [4, 0.5],
      [4, 8],
      [4, 200],
      [6, 3]
    ]) {
      const potential = new Float64Array(k + 1);
      potential[k] = -0.7;
      const problem: Problem = {name: "frozen", activation: Array.from(potential, (p) => (p ? 1 : 0)), target: [0, 1]};
      const {maximum, start, end} = maximalPropagator({problem, potentialAt: () => potential}, time);
      expect(Math.abs(maximum / Math.exp(escapeGrowth(k, 0.7 * time)) - 1)).toBeLessThan(1e-4);
      expect([start, end]).toEqual([0, time]);
    }
  });

  it("agrees with brute force over starting points and pairs of times, odd and even, to 0.1 %", () => {
    for (const [name, dimension, time] of [
      ["He4", 16, 8],
      ["He3", 8, 2],
      ["He4_misspecified", 8, 4]
    ] as const) {
      const limit = solveLagrangian(findProblem(name)!, dimension, [0, time], {tolerance: 1e-8});
      const {maximum} = maximalPropagator(limit, time);
      const brute = bruteForce(limit.potentialAt.bind(limit), time);
      expect(Math.abs(maximum / brute - 1)).toBeLessThan(1e-3);
      expect(maximum).toBeGreaterThan(brute * (1 - 1e-4));
    }
  });

  it("does not move when its tolerance is refined, and grows with time", () => {
    const limit = solveLagrangian(He4, 32, [0, 8], {tolerance: 1e-8});
    const {maximum} = maximalPropagator(limit, 8);
    expect(Math.abs(maximum / maximalPropagator(limit, 8, {tolerance: 1e-7}).maximum - 1)).toBeLessThan(1e-4);
    expect(maximalPropagator(limit, 4).maximum).toBeLessThan(maximum);
    expect(maximalPropagator(limit, 0).maximum).toBe(1);
    expect(maximalPropagator(limit, 8, {initialAlignments: [0.3, 0.9]}).maximum).toBeLessThan(maximum / 2);
  });
});

/**
 * sup over s ≤ t of J_∥ and J_⊥ over angles, by integrating θ̇ = 2 sin θ Ψ′(cos θ) and the eigenvalues along the paths with
 * the classical Runge–Kutta method: 600 paths over the sphere, then 100 around the best.
 */
function bruteForce(potentialAt: (t: number) => Float64Array, end: number): number {
  const steps = 300;
  const h = end / steps;
  const potentials = Array.from({length: 2 * steps + 1}, (_, n) => potentialAt(Math.min(end, (n * h) / 2)));
  const slopes = potentials.map(derivative);
  const rates = (n: number, theta: number) => {
    const {parallel, transverse} = localHessian(potentials[n], Math.cos(theta));
    return [2 * Math.sin(theta) * evaluate(slopes[n], Math.cos(theta)), parallel, transverse];
  };
  const growth = (theta: number) => {
    let state = [theta, 0, 0];
    const lowest = [0, 0, 0];
    let best = 0;
    for (let n = 0; n < steps; ++n) {
      const k1 = rates(2 * n, state[0]);
      const k2 = rates(2 * n + 1, state[0] + (h / 2) * k1[0]);
      const k3 = rates(2 * n + 1, state[0] + (h / 2) * k2[0]);
      const k4 = rates(2 * n + 2, state[0] + h * k3[0]);
      state = state.map((x, i) => x + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
      for (const i of [1, 2]) {
        lowest[i] = Math.min(lowest[i], state[i]);
        best = Math.max(best, state[i] - lowest[i]);
      }
    }
    return best;
  };
  const over = (low: number, high: number, n: number) =>
    Array.from({length: n + 1}, (_, i) => low + ((high - low) * i) / n)
      .map((theta) => ({theta, value: growth(theta)}))
      .reduce((a, b) => (b.value > a.value ? b : a));
  const cell = Math.PI / 600;
  const {theta} = over(0, Math.PI, 600);
  return Math.exp(over(Math.max(0, theta - cell), Math.min(Math.PI, theta + cell), 100).value);
}

describe("escapeLaw", () => {
  it("is the leading order of the frozen field, with 3√3/16 (16F)^{3/2} for k = 4", () => {
    expect(escapeLaw(4, 2)).toBeCloseTo(((3 * Math.sqrt(3)) / 16) * 32 ** 1.5, 10);
    for (const k of [3, 4, 6]) {
      const off = [1e3, 1e5].map((field) => Math.abs(Math.exp(escapeGrowth(k, field)) / escapeLaw(k, field) - 1));
      expect(off[1]).toBeLessThan(0.02);
      expect(off[1]).toBeLessThan(off[0] / 4);
    }
  });
});
