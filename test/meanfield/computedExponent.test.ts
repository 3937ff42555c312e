import {expect, it} from "vitest";
import {computedExponent} from "../../src/meanfield/computedExponent.js";

const xs = [8, 16, 32, 64, 128];
const points = (y: (x: number) => number) => xs.map((x) => ({x, y: y(x)}));

it("is that of a power law, without residual", () => {
  const exponent = computedExponent(points((x) => 3 * x ** 1.5))!;
  expect(exponent).toMatchObject({from: 16, to: 128, isResolved: true});
  expect(exponent.value).toBeCloseTo(1.5, 12);
  expect(exponent.high - exponent.low).toBeLessThan(1e-12);
  expect(exponent.residual).toBeCloseTo(1, 12);
});

it("has an interval and local slopes that show where there is none", () => {
  const {value, low, high, locals, isResolved, residual} = computedExponent(points((x) => Math.log(x / 4)))!;
  expect(isResolved).toBe(false);
  expect(locals[0]).toBeGreaterThan(locals[2] + 0.1);
  expect(low).toBeLessThan(value);
  expect(high).toBeGreaterThan(value);
  expect(residual).toBeGreaterThan(1.01);
});

it("is left out for fewer than three points, less than an eight-fold range, and values that are not positive", () => {
  const all = points((x) => x);
  expect(computedExponent(all.slice(0, 3))).toBeUndefined();
  expect(computedExponent([all[0], all[4]])).toBeUndefined();
  expect(computedExponent([])).toBeUndefined();
  expect(computedExponent([...all, {x: 256, y: Number.NaN}])).toMatchObject({to: 128});
});
