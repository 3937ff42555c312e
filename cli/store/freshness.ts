import {experiments} from "../../src/experiments/registry.js";
import {codesOf} from "../../store/code.js";
import {moduleOf} from "../../store/experiment.js";
import type {Kept} from "./contents.js";

/** Whether a result would be computed by the same code today. */
export type Freshness = (result: Kept) => boolean;

/** Bundles the code of the experiments of these results, as it is now. Results of unknown experiments are not current. */
export async function freshnessOf(results: readonly Kept[]): Promise<Freshness> {
  const present = new Set(results.map(({identity}) => identity.experiment));
  const names = experiments.map(({name}) => name).filter((name) => present.has(name));
  const codes = await codesOf(names.map(moduleOf));
  const current = new Map(names.map((name, i) => [name, codes[i]!.hash]));
  return ({identity: {experiment, code}}) => current.get(experiment) === code;
}
