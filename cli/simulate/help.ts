import type {Experiment} from "../../src/experiments/experiment.js";
import type {Parameter} from "../../src/experiments/parameter.js";
import {defaultOf} from "../../src/experiments/parameters.js";

/** What help says of a parameter: its meaning, the accepted values, the default. */
export function describe(parameter: Parameter<unknown>): string {
  const value = defaultOf(parameter);
  const fallback = value === undefined ? "" : `; default ${parameter.print(value)}`;
  return `${parameter.description} (${parameter.range}${fallback})`;
}

/** The list of an experiment's columns with their meanings. */
export function describeColumns({columns}: Pick<Experiment<never, Record<string, number>>, "columns">): string {
  const entries = Object.entries(columns);
  const width = Math.max(...entries.map(([column]) => column.length));
  return ["Columns:", ...entries.map(([column, meaning]) => `  ${column.padEnd(width)}  ${meaning}`)].join("\n");
}

/** Command lines worth showing; an experiment that is not listed runs with its defaults. */
const examples: Readonly<Record<string, readonly string[]>> = {
  "mean-field": [
    "mean-field --problem He4 --dimension 32 --times 0,0.5,1,2",
    'mean-field --activation "4:1,6:1" --target "4:0.6,6:0.3" --solver eulerian'
  ],
  gap: [
    "gap --problem He4 --dimension 16 --width 512 --times 0,1,2,4 --seeds 3 --output gap.csv",
    "gap --method pgd --step 0.01 --width 128 --final neurons.csv"
  ],
  hessian: ["hessian --problem He4 --dimension 32 --times 0,4 --alignments -0.5,0.1,0.5"],
  propagator: ["propagator --problem He4 --dimensions 8,16,32 --time 8"]
};

export function examplesOf(name: string): readonly string[] {
  return examples[name] ?? [name];
}

/** What may stand between the commas of a list of numbers. */
export const lists = `In a list of numbers, first:last:count stands for so many, evenly spaced, and
log:first:last:count for so many, evenly spaced in their logarithm: 0,log:0.01:1:5.`;

/** The examples of an experiment as they are typed. */
export function describeExamples(name: string): string {
  return ["Examples:", ...examplesOf(name).map((line) => `  npm run -s simulate -- ${line}`)].join("\n");
}
