import {codeHashes} from "../../store/code.js";

/** The module of an experiment by its name: `mean-field` lives in `src/experiments/meanField.ts`. */
function moduleOf(name: string): string {
  return `src/experiments/${name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}.ts`;
}

const known = new Map<string, Promise<string>>();

/** The hash of an experiment's code as it was when this process first asked. */
export async function codeOf(name: string): Promise<string> {
  let code = known.get(name);
  if (!code) {
    code = codeHashes([moduleOf(name)]).then(([hash]) => hash!);
    known.set(name, code);
  }
  return code;
}
