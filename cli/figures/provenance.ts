import {join} from "node:path";
import {codesOf} from "../../store/code.js";
import {canonicalJson, hash} from "../../store/key.js";
import {root} from "../site/folders.js";
import type {Output} from "../site/loaders.js";
import type {Entry} from "./entry.js";
import {versionsOf} from "./versions.js";

/** Where the module of this name is. */
export function moduleFile(name: string): string {
  return join(root, "cli", "figures", `${name}.ts`);
}

/** What a manifest says of what a figure depends on, given the module that makes it and the files of loaders that it reads. */
export type Provenance = (module: string, data: readonly string[]) => Pick<Entry, "code" | "data" | "versions">;

/** The provenance of figures of these modules of cli/figures. */
export async function provenances(modules: readonly string[], outputs: readonly Output[]): Promise<Provenance> {
  const [drawing, ...codes] = await codesOf(["draw", ...modules].map(moduleFile), root);
  return (module, data) => {
    const making = codes[modules.indexOf(module)]!;
    const read = outputs.filter(({path}) => data.includes(path));
    const packages = [drawing!, making, ...read].map((part) => part.packages);
    const versions = versionsOf(Object.assign({}, ...packages));
    const keys = Object.fromEntries(read.map(({path, key}) => [path, key]));
    return {code: hash(canonicalJson({code: [drawing!.hash, making.hash], versions, data: keys})), data, versions};
  };
}
