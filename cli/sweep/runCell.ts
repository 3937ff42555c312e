import {setImmediate} from "node:timers/promises";
import {parseParameters} from "../../src/experiments/parameters.js";
import {experiments} from "../../src/experiments/registry.js";
import {openStore} from "../../store/store.js";
import {codeOf} from "./codes.js";
import type {Cell} from "./engine.js";

/**
 * Computes one cell into the store with single-threaded kernels, or finds it there. `proceed` is called between the reports of
 * the experiment, when nothing is half done; what it throws ends the run. Throws on parameters that the experiment refuses, on a
 * simulation that cannot be continued, on a store that cannot be written, and if the code is no longer that of the cell.
 */
export async function runCell(cell: Cell, proceed: () => void = () => {}): Promise<{readonly seconds: number}> {
  const start = performance.now();
  const {experiment: name, parameters, code} = cell;
  const experiment = experiments.find((one) => one.name === name);
  if (!experiment || (await codeOf(name)) !== code)
    throw new Error(`the code of ${name} has changed since the sweep was planned; start the sweep again`);
  await openStore().recall({experiment: name, parameters, code}, async () => {
    const rows: Record<string, number>[] = [];
    for await (const report of experiment.run(parseParameters(experiment.parameters.schema, parameters))) {
      rows.push(...report.rows);
      // Lets the end of the sweep be noticed.
      await setImmediate();
      proceed();
    }
    return rows;
  });
  return {seconds: (performance.now() - start) / 1000};
}
