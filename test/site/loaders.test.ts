import {describe, expect, test} from "vitest";
import {root} from "../../cli/site/folders.js";
import {combinations, outputs} from "../../cli/site/loaders.js";
import {grid} from "../../src/data/grid.js";

describe("combinations", () => {
  test("a loader without parameters makes one file", () => {
    expect(combinations("a.json", {})).toEqual([[]]);
  });

  test("every choice of one value a parameter, in the order of the path", () => {
    const all = combinations("gap/[problem]/[dimension].arrow", {dimension: [8, 16], problem: ["He3", "He4"]});
    expect(all.map((values) => values.map(([name, value]) => `${name}=${value}`).join(" "))).toEqual([
      "problem=He3 dimension=8",
      "problem=He3 dimension=16",
      "problem=He4 dimension=8",
      "problem=He4 dimension=16"
    ]);
  });

  test("a parameter without values is an error that names it", () => {
    expect(() => combinations("gap/[problem].arrow", {})).toThrow(
      "src/data/grid.ts gives no values of problem for the loader src/data/gap/[problem].arrow.ts"
    );
  });
});

test("the outputs are those of the grid, each with a key of its own", async () => {
  process.chdir(root);
  const all = await outputs();
  const parameterised = all.filter(({args}) => args.length > 0);
  const expected = Object.values(grid).map((values) => Object.values(values).reduce((n, list) => n * list.length, 1));
  expect(parameterised).toHaveLength(expected.reduce((a, b) => a + b, 0));
  expect(new Set(all.map(({path}) => path)).size).toBe(all.length);
  expect(new Set(all.map(({key}) => key)).size).toBe(all.length);
  for (const {path, loader} of all) {
    expect(path).toMatch(/^data\/[^[\]]+\.\w+$/);
    expect(loader).toMatch(/^src\/data\/.+\.\w+\.ts$/);
  }
});
