import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {editDistance, nearest} from "../../src/experiments/nearest.js";

const word = fc.string({maxLength: 8, unit: fc.constantFrom("a", "b", "c")});
const runs = {seed: 1, numRuns: 200};

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["gap", "", 3],
    ["gap", "gpa", 1],
    ["hessian", "hesian", 1],
    ["He4", "He6", 1],
    ["mean-field", "meanfeild", 2]
  ])("from %j to %j is %i", (a, b, distance) => expect(editDistance(a, b)).toBe(distance));

  it("is symmetric, and 0 for equal words only", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
      runs
    );
  });

  it("grows by at most one with every letter", () => {
    fc.assert(
      fc.property(word, word, fc.constantFrom("a", "b", "c"), (a, b, letter) => {
        expect(Math.abs(editDistance(a + letter, b) - editDistance(a, b))).toBeLessThanOrEqual(1);
      }),
      runs
    );
  });
});

describe("nearest", () => {
  const names = ["mean-field", "gap", "hessian", "propagator"];
  it.each([
    ["mean-feild", "mean-field"],
    ["GAP", "gap"],
    ["hesian", "hessian"],
    ["propogators", "propagator"]
  ])("takes %j for %j", (text, name) => expect(nearest(text, names)).toBe(name));

  it("does not guess when nothing is near", () => expect(nearest("quantum-chromodynamics", names)).toBeUndefined());
});
