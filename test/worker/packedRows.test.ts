import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {packRows, unpackRows} from "../../src/worker/packedRows.js";

const sent = (rows: readonly unknown[]) => unpackRows(structuredClone(packRows(rows)));

describe("rows in a message", () => {
  it("come out as they went in, whatever they hold", () => {
    const value = fc.oneof(fc.double(), fc.string(), fc.constantFrom(null, undefined, true, -0), fc.array(fc.double()));
    const names = fc.uniqueArray(
      fc.string().filter((name) => name !== "__proto__"),
      {maxLength: 4}
    );
    const alike = names.chain((own) => fc.array(fc.record(Object.fromEntries(own.map((name) => [name, value])))));
    const unlike = fc.array(fc.dictionary(fc.constantFrom("x", "y", "z"), value));
    const comesBack = (given: readonly object[]): void => {
      // As experiments make them: with the prototype of an object.
      const rows = given.map((row) => ({...row}));
      expect(sent(rows)).toStrictEqual(rows);
    };
    fc.assert(fc.property(alike, comesBack));
    fc.assert(fc.property(unlike, comesBack));
  });

  it("are packed where their fields are the same, numbers as such", () => {
    expect(
      packRows([
        {t: 0, link: "He4"},
        {t: Number.NaN, link: "He6"}
      ])
    ).toEqual({
      count: 2,
      columns: {t: Float64Array.of(0, Number.NaN), link: ["He4", "He6"]}
    });
    for (const rows of [[], [{t: 0}, {s: 0}], [{t: 0}, {t: 0, s: 1}], [1, 2], [[1], [2]]])
      expect(packRows(rows)).toBe(rows);
  });
});
