import type {Experiment} from "../../src/experiments/experiment.js";
import {nearest} from "../../src/experiments/nearest.js";
import {ParameterError, parseParameters} from "../../src/experiments/parameters.js";
import {quote} from "../../src/experiments/refusal.js";
import {type Combination, combinationsOf, type Sweep, type SweepPart} from "../../src/experiments/sweep.js";
import {codeOf} from "../../store/experiment.js";
import {keyOf} from "../../store/key.js";
import {UsageError} from "../simulate/usage.js";
import type {Cell} from "./engine.js";

/** An experiment whose parameters and rows are known only to itself. */
export type AnyExperiment = Experiment<unknown, Record<string, number>>;

/** What a sweep comes to. */
export interface Plan {
  readonly name: string;
  readonly sweep: Sweep;
  /** Each once, in the order of the grid. */
  readonly cells: readonly Cell[];
  /** The combinations that are left out, part by part. */
  readonly leftOut: readonly (readonly Combination[])[];
  /** How many combinations came to a cell that was there already. */
  readonly merged: number;
}

/** What an experiment without a cost model is thought to cost, in seconds. */
const unknownCost = 1;

/**
 * Parses every combination with its experiment's own schema, so that whatever is wrong is known before anything is computed.
 * Throws a UsageError that names the combination, the value and the remedy.
 */
export async function planSweep(name: string, sweep: Sweep, experiments: readonly AnyExperiment[]): Promise<Plan> {
  const cells = new Map<string, Cell>();
  const leftOut: Combination[][] = [];
  let count = 0;
  for (const part of sweep.parts) {
    const experiment = experimentOf(part, experiments);
    const combinations = combinationsOf(part);
    leftOut.push(combinations.leftOut);
    count += combinations.kept.length;
    const {hash} = await codeOf(experiment.name);
    for (const combination of combinations.kept) {
      const cell = cellOf(experiment, combination, hash);
      if (!cells.has(cell.key)) cells.set(cell.key, cell);
    }
  }
  if (cells.size === 0) throw new UsageError(`${name} must leave at least one cell, got none; leave less out`);
  return {name, sweep, cells: [...cells.values()], leftOut, merged: count - cells.size};
}

function experimentOf({experiment: name}: SweepPart, experiments: readonly AnyExperiment[]): AnyExperiment {
  const found = experiments.find((one) => one.name === name);
  if (found) return found;
  const names = experiments.map((one) => one.name);
  const near = nearest(name, names);
  throw new UsageError(
    `the experiment must be one of ${names.join(", ")}, got ${quote(name)}; ${near ? `did you mean ${near}?` : `try ${names[0]}`}`
  );
}

function cellOf(experiment: AnyExperiment, combination: Combination, code: string): Cell {
  const parsed = parse(experiment, combination);
  const identity = {experiment: experiment.name, parameters: experiment.parameters.print(parsed), code};
  return {...identity, key: keyOf(identity), cost: experiment.cost?.(parsed) ?? unknownCost};
}

function parse(experiment: AnyExperiment, combination: Combination): unknown {
  try {
    return parseParameters(experiment.parameters.schema, combination);
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    throw new UsageError(`${describeCell({experiment: experiment.name, parameters: combination})}: ${error.message}`);
  }
}

/** A cell in words: its experiment and parameters. */
export function describeCell({experiment, parameters}: Pick<Cell, "experiment" | "parameters">): string {
  const values = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return [experiment, ...values].join(" ");
}
