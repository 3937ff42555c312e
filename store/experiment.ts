import * as v from "valibot";
import {type Code, codesOf} from "./code.js";
import type {Identity} from "./key.js";
import {openStore, type Store} from "./store.js";

/** What the store needs of an experiment. */
export interface Storable<Parameters, Stored> {
  readonly name: string;
  readonly columns: Readonly<Record<keyof Stored & string, string>>;
  readonly parameters: {
    readonly schema: v.GenericSchema<unknown, Parameters>;
    print(parameters: Parameters): Readonly<Record<string, string>>;
  };
  run(parameters: Parameters): AsyncIterable<{readonly progress: number; readonly rows: readonly Stored[]}>;
}

export type Input = Readonly<Record<string, unknown>>;

/** The module of the experiment of this name: that of `mean-field` is src/experiments/meanField.ts. */
export function moduleOf(name: string): string {
  return `src/experiments/${name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}.ts`;
}

const codes = new Map<string, Promise<Code>>();

/** The code of the experiment of this name, bundled once in a process: that takes a tenth of a second. */
export function codeOf(name: string): Promise<Code> {
  let code = codes.get(name);
  if (!code) {
    code = codesOf([moduleOf(name)]).then(([only]) => only!);
    codes.set(name, code);
  }
  return code;
}

/** The identity of a run: its parameters are those that its border prints, with every default. */
export async function identityOf<Parameters>(
  {name, parameters: {print}}: Pick<Storable<Parameters, never>, "name" | "parameters">,
  parameters: Parameters
): Promise<Identity> {
  return {experiment: name, parameters: print(parameters), code: (await codeOf(name)).hash};
}

/**
 * All rows of an experiment, from the store if they are there; numbers that are not finite become null. Throws on parameters
 * that the experiment refuses.
 */
export async function loadRows<Parameters, Stored extends object>(
  experiment: Storable<Parameters, Stored>,
  input: Input,
  store: Store = openStore()
): Promise<Stored[]> {
  const parameters = v.parse(experiment.parameters.schema, input);
  const {packages} = await codeOf(experiment.name);
  const compute = async () => {
    const rows: Stored[] = [];
    for await (const report of experiment.run(parameters)) rows.push(...report.rows);
    return rows;
  };
  const columns = Object.keys(experiment.columns);
  return store.recall(await identityOf(experiment, parameters), compute, {columns, packages});
}
