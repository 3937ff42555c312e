import {describe, expect, it} from "vitest";
import {defaultOf, parseParameters} from "../../src/experiments/parameters.js";
import {experiments} from "../../src/experiments/registry.js";

describe.each(experiments.map((experiment) => [experiment.name, experiment] as const))("%s", (name, experiment) => {
  const {parameters, columns} = experiment;
  const inputs = {times: "0,0.25", dimension: 6, width: 5, widths: "5,6", dimensions: "6", time: "0.25"};
  const links = {activation: "1:0.5,3:1", target: "3:-2"};
  const known = Object.fromEntries(
    Object.entries(inputs).filter(([key]) => parameters.list.some((parameter) => parameter.name === key))
  );

  it("yields rows with exactly the columns that it announces, in their order where it matters", async () => {
    let progress = 0;
    let count = 0;
    for await (const report of experiment.run(parseParameters(parameters.schema, known))) {
      expect(report.progress).toBeGreaterThanOrEqual(progress);
      progress = report.progress;
      count += report.rows.length;
      for (const row of report.rows) expect(Object.keys(row).sort()).toEqual(Object.keys(columns).sort());
    }
    expect(progress).toBe(1);
    expect(count).toBeGreaterThan(0);
  });

  it("prints its parameters so that they read back", () => {
    const defaults = parseParameters(parameters.schema, {});
    expect(parseParameters(parameters.schema, parameters.print(defaults))).toEqual(defaults);
    const link = parameters.list.some((parameter) => parameter.name === "target");
    const others = parseParameters(parameters.schema, {...known, ...(link ? links : {})});
    expect(parseParameters(parameters.schema, parameters.print(others))).toEqual(others);
  });

  it("documents every parameter, with an example that is accepted", () => {
    for (const parameter of parameters.list) {
      expect(parameter.description).toMatch(/\S/);
      expect(parameter.range).toMatch(/\S/);
      if (defaultOf(parameter) !== undefined) expect(parameter.example).toBe(parameter.print(defaultOf(parameter)));
    }
    expect(experiment.shows).toMatch(/^[a-z].*[^.]$/);
    expect(name).toMatch(/^[a-z-]+$/);
  });
});
