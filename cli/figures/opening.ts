import type {FigureSpec} from "../../src/components/figure.js";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {parseParameters} from "../../src/experiments/parameters.js";

/** The settings at which the pages open, and so those of their static figures. */
export const opening = {problem: "He4", dimension: 16, width: 256, time: 2, seed: 1};

/** What makes each figure of a page, by its id. */
export type PageFigures = Readonly<Record<string, (id: string) => Promise<FigureSpec>>>;

/** The rows of an experiment with the parameters that are given and the defaults of the others. */
export async function rowsOf<Parameters, Row>(
  experiment: Experiment<Parameters, Row>,
  input: Readonly<Record<string, unknown>>
): Promise<Row[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}
