import {tableFromIPC, tableToIPC} from "@uwdata/flechette";
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {rowsOf, tableOf} from "../../store/table.js";

const throughBytes = (rows: readonly object[], columns: readonly string[] = []) =>
  rowsOf(tableFromIPC(tableToIPC(tableOf(rows, columns), {format: "stream"})!));

describe("rows come back from a table's bytes", () => {
  test("with null where there is no value", () => {
    const rows = [
      {time: 0, problem: "He4", ended: true},
      {time: Number.NaN, problem: "", ended: false},
      {time: Number.NEGATIVE_INFINITY, ended: null},
      {problem: undefined, time: 5e-324}
    ];
    expect(throughBytes(rows)).toStrictEqual([
      {time: 0, problem: "He4", ended: true},
      {time: null, problem: "", ended: false},
      {time: null, problem: null, ended: null},
      {time: 5e-324, problem: null, ended: null}
    ]);
  });

  test("for columns of any kind and any length", () => {
    const cells = {
      number: fc.oneof(fc.double(), fc.integer(), fc.constant(null)),
      text: fc.oneof(fc.string({unit: "grapheme"}), fc.constant(null)),
      truth: fc.oneof(fc.boolean(), fc.constant(null)),
      nothing: fc.constant(null)
    };
    const table = fc
      .dictionary(fc.string({minLength: 1}), fc.constantFrom(...Object.values(cells)), {minKeys: 1, maxKeys: 5})
      .chain((columns) => fc.array(fc.record(columns), {maxLength: 70}));
    fc.assert(
      fc.property(table, (rows) => {
        const expected = rows.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, cell]) => {
              if (typeof cell !== "number") return [name, cell];
              return [name, Number.isFinite(cell) ? cell + 0 : null];
            })
          )
        );
        expect(throughBytes(rows)).toStrictEqual(expected);
      }),
      {numRuns: 200}
    );
  });

  test("a second time they are the same", () => {
    const rows = throughBytes([{a: Number.NaN, b: "x"}, {c: -0}]);
    expect(throughBytes(rows)).toStrictEqual(rows);
  });

  test("with named columns first, also where no row has them", () => {
    const rows = throughBytes([{b: 1, c: 2}, {a: 3}], ["d", "a", "b"]);
    expect(rows).toStrictEqual([
      {d: null, a: null, b: 1, c: 2},
      {d: null, a: 3, b: null, c: null}
    ]);
    expect(Object.keys(rows[0]!)).toEqual(["d", "a", "b", "c"]);
  });

  test("also if there are none", () => {
    expect(throughBytes([])).toEqual([]);
    expect(throughBytes([], ["a"])).toEqual([]);
  });
});

describe("refuses what would not come back", () => {
  test.each<[string, object[], RegExp]>([
    ["lists", [{a: 1}, {a: [1]}], /^the column a must hold .* got a value of type object in row 2/],
    ["mixed kinds", [{a: 1}, {a: "1"}], /got a value of type string in row 2 after one of type number; give each kind/],
    ["large integers", [{a: 1n}], /got a value of type bigint in row 1/],
    ["rows without fields", [{}, {}], /^a row must have at least one field/]
  ])("%s", (_, rows, message) => {
    expect(() => tableOf(rows)).toThrow(message);
  });
});
