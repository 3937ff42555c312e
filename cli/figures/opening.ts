import type {FigureSpec} from "../../src/components/figure.js";
import type {Experiment} from "../../src/experiments/experiment.js";
import {loadRows} from "../../store/experiment.js";

/** The settings at which the pages open, and so those of their static figures. */
export const opening = {problem: "He4", dimension: 16, width: 256, time: 2, seed: 1};

/** What makes each figure of a page, by its id. */
export type PageFigures = Readonly<Record<string, (id: string) => Promise<FigureSpec>>>;

/**
 * The rows of an experiment with the parameters that are given and the defaults of the others, from the store or else
 * computed and stored. As in the page, a field without a value is NaN.
 */
export async function rowsOf<Parameters, Row extends object>(
  experiment: Experiment<Parameters, Row>,
  input: Readonly<Record<string, unknown>>
): Promise<Row[]> {
  const rows = await loadRows(experiment, input);
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? Number.NaN])) as Row
  );
}
