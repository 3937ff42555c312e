import {defaultOf} from "../../src/experiments/parameters.js";
import {experiments} from "../../src/experiments/registry.js";
import type {Identity} from "../../store/key.js";

const longest = 40;

/** The parameters that differ from the experiment's defaults, in its order, long values cut. */
export function inShort({experiment, parameters}: Identity): string {
  const usual = defaultsOf(experiment);
  const given = parameters as Readonly<Record<string, unknown>>;
  return [...new Set([...Object.keys(usual), ...Object.keys(given)])]
    .filter((name) => given[name] !== undefined && String(given[name]) !== usual[name])
    .map((name) => `${name}=${cut(given[name])}`)
    .join(" ");
}

function cut(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

const known = new Map<string, Readonly<Record<string, string | undefined>>>();

/** The printed default of each parameter of an experiment; none for experiments that are no more. */
function defaultsOf(name: string): Readonly<Record<string, string | undefined>> {
  let defaults = known.get(name);
  if (!defaults) {
    const list = experiments.find((experiment) => experiment.name === name)?.parameters.list ?? [];
    defaults = Object.fromEntries(
      list.map((parameter) => {
        const value = defaultOf(parameter);
        return [parameter.name, value === undefined ? undefined : parameter.print(value)];
      })
    );
    known.set(name, defaults);
  }
  return defaults;
}
