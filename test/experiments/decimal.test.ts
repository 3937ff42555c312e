import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readDecimal} from "../../src/experiments/decimal.js";

describe("readDecimal", () => {
  it("agrees with the language on every number that it prints", () => {
    fc.assert(
      fc.property(fc.double({noNaN: true, noDefaultInfinity: true}), (x) => {
        expect(readDecimal(String(x))).toBe(x + 0);
        expect(readDecimal(x.toPrecision(17))).toBe(x + 0);
      }),
      {seed: 2, numRuns: 300}
    );
  });
  it.each(["+1.5", ".5", "5.", "1E3", "-0"])("reads %s", (text) => expect(readDecimal(text)).toBe(Number(text) + 0));
  it.each([
    "",
    " ",
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "0x10",
    "0b1",
    "1_000",
    "1,5",
    "1 2",
    "١",
    "１",
    "--1",
    "e5",
    "."
  ])("refuses %j", (text) => expect(readDecimal(text)).toBeUndefined());
});
