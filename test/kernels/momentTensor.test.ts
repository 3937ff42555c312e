import {expect, it} from "vitest";
import {momentCost, monomials, pairCost, throughMoments} from "../../src/kernels/costModel.js";
import {formDegrees, momentTensor, tensorFits, tensorSize} from "../../src/kernels/momentTensor.js";

it.each([
  [2, 2],
  [7, 2],
  [5, 3],
  [9, 4],
  [4, 7],
  [33, 4]
])("a tensor in dimension %i of degree %i holds every monomial once", (dimension, degree) => {
  const tensor = momentTensor(dimension, degree);
  const {count, size, offsets, prefixes, starts} = tensor;
  const levels = degree - 2;
  expect(size).toBe(tensorSize(dimension, degree));
  expect(offsets[count]).toBe(size);
  expect(starts[0]).toBe(0);
  expect(starts[starts.length - 1]).toBe(count);
  let entries = 0;
  const seen = new Set<string>();
  for (let r = 0; r < count; ++r) {
    const prefix = prefixes.subarray(r * levels, (r + 1) * levels);
    expect(Array.from(prefix)).toEqual(Array.from(prefix).sort((a, b) => a - b));
    seen.add(prefix.join());
    const n = dimension - (prefix[levels - 1] ?? 0);
    expect(offsets[r + 1] - offsets[r]).toBe((4 * Math.ceil(n / 4)) ** 2);
    entries += (n * (n + 1)) / 2;
  }
  expect(seen.size).toBe(count);
  expect(entries).toBe(monomials(dimension, degree));
});

it("a tensor's size is known without making it, and bounded", () => {
  expect(tensorFits(32, 6)).toBe(true);
  expect(tensorFits(128, 4)).toBe(false);
  expect(tensorFits(100000, 12)).toBe(false);
  expect(tensorFits(2, 12)).toBe(true);
});

it("the degrees of the forms are one more than the powers in p, and the powers in q", () => {
  expect(formDegrees([0, 0, 0, 4, 0, 6])).toEqual([4, 6]);
  expect(formDegrees([5], [7, 0, 1])).toEqual([1, 2]);
  expect(formDegrees(undefined, [7])).toEqual([]);
});

it("the cost model prefers pairs for narrow networks and moments for wide ones", () => {
  for (const kind of ["force", "linear"] as const) {
    expect(throughMoments(kind, 32, 512, [4])).toBe(false);
    expect(throughMoments(kind, 32, 32768, [4])).toBe(true);
    expect(throughMoments(kind, 16, 512, [6])).toBe(false);
    expect(momentCost(kind, 32, 2000, [4]) / momentCost(kind, 32, 1000, [4])).toBeCloseTo(2, 1);
    expect(pairCost(kind, 32, 2000) / pairCost(kind, 32, 1000)).toBe(4);
    expect(momentCost(kind, 128, 1000, [4])).toBe(Number.POSITIVE_INFINITY);
  }
});
