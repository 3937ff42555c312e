import {csv} from "../../../cli/simulate/rows.js";
import type {Manifest} from "../../../cli/sweep/summary.js";
import {allRows} from "../../../src/experiments/experiment.js";
import {parseParameters} from "../../../src/experiments/parameters.js";
import {experiments} from "../../../src/experiments/registry.js";

/** The rows of the cell to which a row of a summary belongs, computed anew and written as the summary writes them. */
export async function rowsAgain(header: string, line: string, {table, experiments: made}: Manifest): Promise<string[]> {
  const values = line.split(",");
  const told = Object.fromEntries(header.split(",").map((name, i) => [name, values[i]!]));
  const [first] = Object.keys(made);
  const name = told.experiment ?? first!;
  const experiment = experiments.find((one) => one.name === name)!;
  const varying = experiment.parameters.list.filter((parameter) => (told[parameter.name] ?? "") !== "");
  const own = Object.fromEntries(varying.map((parameter) => [parameter.name, told[parameter.name]!]));
  const parameters = parseParameters(experiment.parameters.schema, {...made[name]!.parameters, ...own});
  const rows = await allRows(experiment.run(parameters));
  return rows.map((row) => {
    const rounded = Object.entries(row).map(([column, value]) => [
      column,
      Number.isFinite(value) && !table.parameters.includes(column) ? Number(value.toPrecision(table.digits)) : value
    ]);
    return csv.line(table.columns, {experiment: name, ...own, ...Object.fromEntries(rounded)}).trimEnd();
  });
}
