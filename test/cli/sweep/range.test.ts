import * as fc from "fast-check";
import {expect, test} from "vitest";
import {countOf, leads, numbersOf} from "../../../cli/sweep/range.js";

test.each([
  [{from: 64, to: 8192, times: 2}, [64, 128, 256, 512, 1024, 2048, 4096, 8192]],
  [{from: 0, to: 1, step: 0.25}, [0, 0.25, 0.5, 0.75, 1]],
  [{from: 0.1, to: 0.35, step: 0.1}, [0.1, 0.2, 0.3]],
  [{from: 1, to: 4}, [1, 2, 3, 4]],
  [{from: 3, to: 3}, [3]],
  [{from: 1000, to: 1, times: 0.1}, [1000, 100, 10, 1]],
  [{from: 1, to: -1, step: -1}, [1, 0, -1]]
])("%j", (range, numbers) => {
  expect(leads(range)).toBe(true);
  expect(numbersOf(range)).toEqual(numbers);
});

test("numbers go from one end to no farther than the other, and the next would", () => {
  const steps = fc.record({
    from: fc.integer({min: -50, max: 50}),
    count: fc.nat(60),
    step: fc.integer({min: 1, max: 40})
  });
  fc.assert(
    fc.property(steps, fc.integer({min: 1, max: 9}), ({from, count, step}, tenths) => {
      const size = step / 10;
      // The end lies a part of a step beyond the last number, or on it.
      const to = from + count * size + (tenths > 5 ? 0 : (tenths / 10) * size);
      const numbers = numbersOf({from, to, step: size});
      expect(numbers).toHaveLength(count + 1);
      numbers.forEach((number, i) => {
        expect(number).toBeCloseTo(from + i * size, 9);
      });
    }),
    {seed: 1, numRuns: 300}
  );
});

test("factors reach their end exactly", () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 1000}), fc.integer({min: 2, max: 10}), fc.nat(8), (from, times, count) => {
      const to = from * times ** count;
      expect(numbersOf({from, to, times}).at(-1)).toBe(to);
      expect(countOf({from, to, times})).toBe(count + 1);
    }),
    {seed: 1, numRuns: 300}
  );
});

test.each([
  {from: 1, to: 8, step: -1},
  {from: 8, to: 1},
  {from: 1, to: 8, times: 0.5},
  {from: 1, to: 8, times: 1},
  {from: 0, to: 8, times: 2},
  {from: 8, to: -8, times: 0.5},
  {from: 8, to: 8, times: 1}
])("%j does not lead to its end", (range) => {
  expect(leads(range)).toBe(false);
});
