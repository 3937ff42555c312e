import {expect, it} from "vitest";
import {stream} from "../../src/meanfield/random.js";
import {studentInterval, studentQuantile} from "../../src/meanfield/student.js";

it("has the tabulated quantiles", () => {
  // Closed forms: tan(0.475 π) for one degree of freedom, 0.95 √(2 / (1 − 0.95²)) for two; 1.959964 in the limit.
  expect(studentQuantile(1)).toBeCloseTo(Math.tan(0.475 * Math.PI), 8);
  expect(studentQuantile(2)).toBeCloseTo(0.95 * Math.sqrt(2 / (1 - 0.95 ** 2)), 10);
  expect(studentQuantile(5000)).toBeCloseTo(1.96, 2);
});

it("covers the mean of normal samples 95 times in a hundred", () => {
  const {normal} = stream(1, "coverage");
  const runs = 4000;
  let covered = 0;
  for (let run = 0; run < runs; ++run) {
    const {mean, half} = studentInterval([0, 1, 2, 3].map(() => 3 + 2 * normal()));
    if (Math.abs(mean - 3) <= half) ++covered;
  }
  expect(Math.abs(covered / runs - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / runs));
});

it("has no interval for a single value", () => expect(studentInterval([2])).toEqual({mean: 2, half: Number.NaN}));

it("has tabulated quantiles for few and many degrees of freedom, and none for others", () => {
  for (const [freedom, quantile] of [
    [3, 3.1824],
    [5, 2.5706],
    [10, 2.2281],
    [30, 2.0423],
    [100, 1.984]
  ])
    expect(studentQuantile(freedom)).toBeCloseTo(quantile, 4);
  for (const freedom of [0, 1.5, Number.NaN]) expect(() => studentQuantile(freedom)).toThrow(/integer ≥ 1/);
});
