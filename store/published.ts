import {readFile} from "node:fs/promises";
import * as v from "valibot";
import {hash} from "./key.js";

const manifestSchema = v.object({sweep: v.string(), table: v.object({sha256: v.string()})});

/**
 * The table of a sweep's summary, `PATH.csv`, after a comparison with its manifest, `PATH.manifest.json`. Throws an Error that
 * says how to make both if one is missing or cannot be read, or if they do not belong together; `sweep` makes them.
 */
export async function publishedTable(path: string, sweep: string): Promise<string> {
  const [file, manifestFile] = [`${path}.csv`, `${path}.manifest.json`];
  const remedy = `take both files from the repository, or make them: npm run sweep -- ${sweep} --summary src/published`;
  const refuse = (name: string, must: string, cause: unknown): never => {
    throw new Error(`${name} must ${must}, got: ${cause instanceof Error ? cause.message : cause}; ${remedy}`, {cause});
  };
  const contentOf = (name: string) =>
    readFile(name, "utf8").catch((error) => refuse(name, "be a file that can be read", error));
  const table = await contentOf(file);
  const text = await contentOf(manifestFile);
  let sha256: string;
  try {
    sha256 = v.parse(manifestSchema, JSON.parse(text)).table.sha256;
  } catch (error) {
    return refuse(manifestFile, "be the manifest of a sweep's summary", error);
  }
  if (hash(table) !== sha256) return refuse(file, `have the SHA-256 of its manifest, ${sha256}`, hash(table));
  return table;
}
