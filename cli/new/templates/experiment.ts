import {dimension, times} from "../../../src/experiments/common.js";
import type {Experiment} from "../../../src/experiments/experiment.js";
import {problemInputs, problemOf, problemParameters} from "../../../src/experiments/link.js";
import {parameterSet} from "../../../src/experiments/parameters.js";
import {solveLimit} from "../../../src/meanfield/limit.js";
import type {Problem} from "../../../src/meanfield/problem.js";

export interface TemplateNameParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly times: readonly number[];
}

export interface TemplateNameRow {
  readonly time: number;
  readonly risk: number;
}

const parameters = parameterSet(
  {...problemParameters, dimension, times},
  ({problem, activation, target, ...rest}): TemplateNameParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** The risk of the network of infinite width: one row a time. */
export const templateName: Experiment<TemplateNameParameters, TemplateNameRow> = {
  name: "template-name",
  shows: "the risk of the infinitely wide network over time",
  parameters,
  columns: {
    time: "t, as asked for",
    risk: "R(ρ_t), the expected squared error of the infinitely wide network"
  },
  async *run({problem, dimension, times}) {
    const limit = solveLimit(problem, dimension, times);
    yield {progress: 1, rows: times.map((time, i) => ({time, risk: limit.risk[i]}))};
  }
};
