import {setImmediate} from "node:timers/promises";
import {parseParameters} from "../../src/experiments/parameters.js";
import {experiments} from "../../src/experiments/registry.js";
import {codeOf} from "../../store/experiment.js";
import {openStore} from "../../store/store.js";
import type {Cell} from "./engine.js";

/**
 * Computes one cell into the store with single-threaded kernels, or finds it there. `storing` is called when the rows are complete
 * and about to be stored: until then the process can be ended at any moment without a trace. Throws on parameters that the
 * experiment refuses, on a simulation that cannot be continued, on a store that cannot be written, and if the code is no longer
 * that of the cell.
 */
export async function runCell(cell: Cell, storing: () => void = () => {}): Promise<{readonly seconds: number}> {
  const start = performance.now();
  const {experiment: name, parameters, code} = cell;
  const experiment = experiments.find((one) => one.name === name);
  const {hash, packages} = await codeOf(name);
  if (!experiment || hash !== code)
    throw new Error(`the code of ${name} has changed since the sweep was planned; start the sweep again`);
  const parsed = parseParameters(experiment.parameters.schema, parameters);
  const compute = async () => {
    const rows: Record<string, number>[] = [];
    for await (const report of experiment.run(parsed)) {
      rows.push(...report.rows);
      // Lets the end of the sweep be noticed.
      await setImmediate();
    }
    storing();
    return rows;
  };
  const columns = Object.keys(experiment.columns);
  await openStore().recall({experiment: name, parameters, code}, compute, {columns, packages});
  return {seconds: (performance.now() - start) / 1000};
}
