import * as fc from "fast-check";
import {describe, expect, test} from "vitest";
import {combinationsOf, type SweepPart, sizeOf, type Value} from "../../src/experiments/sweep.js";

const grids = fc.dictionary(
  fc.constantFrom("width", "dimension", "seed", "problem"),
  fc.uniqueArray(fc.oneof(fc.integer({min: -20, max: 20}), fc.constantFrom("He3", "He4")), {minLength: 1, maxLength: 5})
);

describe("the combinations of a part", () => {
  test("are all choices of one value a parameter, each once, the last parameter varying fastest", () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const part = {experiment: "gap", grid};
        const {kept, leftOut} = combinationsOf(part);
        expect(leftOut).toEqual([]);
        expect(kept).toHaveLength(sizeOf(part));
        const names = Object.keys(grid);
        kept.forEach((combination, position) => {
          expect(Object.keys(combination)).toEqual(names);
          // The position's digits, with the number of values as base of each place, say which value was chosen.
          let rest = position;
          for (const name of names.toReversed()) {
            const values: readonly Value[] = grid[name]!;
            expect(combination[name]).toBe(values[rest % values.length]);
            rest = Math.floor(rest / values.length);
          }
        });
      }),
      {seed: 1, numRuns: 100}
    );
  });

  test("are kept or left out, each exactly once and in order, as the conditions say", () => {
    const ends = fc.record(
      {above: fc.integer({min: -20, max: 20}), atMost: fc.integer({min: -20, max: 20})},
      {requiredKeys: []}
    );
    fc.assert(
      fc.property(grids, ends, fc.array(fc.integer({min: -20, max: 20})), (grid, condition, list) => {
        const full = {width: [1, 2], dimension: [3], ...grid};
        const leaveOut: SweepPart["leaveOut"] = [{"dimension*width": condition}, {width: list, dimension: list}];
        const {kept, leftOut} = combinationsOf({experiment: "gap", grid: full, leaveOut});
        const out = ({width, dimension}: Readonly<Record<string, Value>>): boolean => {
          const product = Number(width) * Number(dimension);
          const {above = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY} = condition;
          const inList = (value: Value | undefined) => list.some((one) => one === value);
          return (product > above && product <= atMost) || (inList(width) && inList(dimension));
        };
        const all = combinationsOf({experiment: "gap", grid: full}).kept;
        expect(kept).toEqual(all.filter((combination) => !out(combination)));
        expect(leftOut).toEqual(all.filter(out));
      }),
      {seed: 1, numRuns: 200}
    );
  });
});
