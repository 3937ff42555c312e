import {describe, expect, it} from "vitest";
import {alignmentOf, flowAlong, lineVelocity, radiusOf} from "../../src/meanfield/flow.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {evaluate} from "../../src/meanfield/polynomial.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {uniformLineDensity} from "../../src/meanfield/sphere.js";

const starts = Float64Array.of(-Infinity, -21, -1.3, -1e-9, 0, 1e-5, 0.4, 3, Infinity);

describe("flowAlong", () => {
  it("reproduces sinh u_t = e^{2t} sinh u_0 for Ψ = −α²/2, with its stretching", () => {
    const limit = {potentialAt: () => Float64Array.of(0, 0, -0.5)};
    for (const {time, u, logStretch, logRadius} of flowAlong(limit, 0.5, starts, [0.5, 1, 3.25])) {
      const growth = Math.exp(2 * (time - 0.5));
      starts.forEach((u0, i) => {
        if (!Number.isFinite(u0)) return;
        expect(Math.abs(u[i] - Math.asinh(growth * Math.sinh(u0)))).toBeLessThan(1e-9);
        expect(Math.abs(logStretch[i] - Math.log((growth * Math.cosh(u0)) / Math.cosh(u[i])))).toBeLessThan(1e-9);
        expect(Math.abs(logRadius[i] - Math.log(Math.cosh(u0) / Math.cosh(u[i])))).toBeLessThan(1e-9);
      });
    }
  });

  it("keeps α = ±1 and gives the limits of its logarithms from inside", () => {
    const limit = {potentialAt: (t: number) => Float64Array.of(0, -0.3, Math.sin(t), -0.2 * t)};
    const [{u, logStretch, logRadius}] = flowAlong(limit, 0, starts, [2]);
    expect(u[0]).toBe(-Infinity);
    expect(u[8]).toBe(Infinity);
    const inside = flowAlong(limit, 0, Float64Array.of(-30, 30), [2])[0];
    expect(Math.abs(logRadius[0] - inside.logRadius[0])).toBeLessThan(1e-9);
    expect(Math.abs(logRadius[8] - inside.logRadius[1])).toBeLessThan(1e-9);
    expect([logStretch[0], logStretch[8]]).toEqual([0, 0]);
    expect(Math.abs(inside.logStretch[0])).toBeLessThan(1e-9);
  });

  it("composes: s → t′ → t is s → t, and the logarithms add up", () => {
    const limit = {potentialAt: (t: number) => Float64Array.of(0, 0.1, -0.4 / (1 + t), 0.3, -1)};
    const u0 = Float64Array.of(-2, 0.1, 0.7);
    const [middle, end] = flowAlong(limit, 0, u0, [1.5, 4]);
    const [rest] = flowAlong(limit, 1.5, middle.u, [4]);
    u0.forEach((_, i) => {
      expect(Math.abs(rest.u[i] - end.u[i])).toBeLessThan(1e-9);
      expect(Math.abs(middle.logStretch[i] + rest.logStretch[i] - end.logStretch[i])).toBeLessThan(1e-9);
      expect(Math.abs(middle.logRadius[i] + rest.logRadius[i] - end.logRadius[i])).toBeLessThan(1e-9);
    });
  });

  it("carries the uniform law to the law of the limit it is given", () => {
    const [problem, d, times] = [findProblem("He4")!, 16, [1, 3]];
    const limit = solveLagrangian(problem, d, times);
    const n = 1200;
    const u0 = Float64Array.from({length: 2 * n + 1}, (_, i) => (3 * (i - n)) / n);
    const mass = u0.map(uniformLineDensity(d));
    const total = mass.reduce((sum, x) => sum + x, 0);
    flowAlong(limit, 0, u0, times).forEach(({u}, index) => {
      for (const power of [2, 4]) {
        const pushed = u.reduce((sum, x, i) => sum + mass[i] * alignmentOf(x) ** power, 0) / total;
        expect(Math.abs(pushed - limit.average(index, (alpha) => alpha ** power))).toBeLessThan(1e-9);
      }
    });
  });

  it("refuses times that decrease or precede the start", () => {
    const limit = {potentialAt: () => Float64Array.of(0, 1)};
    expect(() => flowAlong(limit, 1, starts, [0.5])).toThrow(RangeError);
    expect(() => flowAlong(limit, 0, starts, [2, 1])).toThrow(RangeError);
  });
});

describe("lineVelocity", () => {
  it("is −2Ψ′ and −2Ψ″ sech²u, by central differences of Ψ", () => {
    const p = Float64Array.of(0.2, -0.7, 0.3, 1.1, -0.9);
    const u = Float64Array.of(-1.2, -0.1, 0.8);
    const velocity = new Float64Array(3);
    const stretching = new Float64Array(3);
    lineVelocity(p, u, velocity, stretching);
    const h = 1e-4;
    u.forEach((ui, i) => {
      const x = alignmentOf(ui);
      const first = (evaluate(p, x + h) - evaluate(p, x - h)) / (2 * h);
      const second = (evaluate(p, x + h) - 2 * evaluate(p, x) + evaluate(p, x - h)) / (h * h);
      expect(velocity[i]).toBeCloseTo(-2 * first, 6);
      expect(stretching[i]).toBeCloseTo(-2 * second * radiusOf(ui) ** 2, 6);
    });
  });
});
