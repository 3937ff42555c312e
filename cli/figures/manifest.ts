import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {writeWhole} from "../../store/whole.js";
import {Refusal} from "../refusal.js";
import type {Manifest} from "./entry.js";

/** The manifest's name in a folder of figures. */
export const manifestName = "manifest.json";

/** The manifest of a folder, empty where there is none. Refused if the file of that name is something else. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  try {
    const manifest: Record<string, unknown> = JSON.parse(text);
    const entries = Object.values(manifest) as Partial<Manifest[string]>[];
    if (entries.every((entry) => typeof entry.code === "string" && typeof entry.files === "object"))
      return manifest as Manifest;
  } catch {
    // Said below.
  }
  throw new Refusal(`${path} is no manifest of figures; remove it, or name another folder, as in --output my-figures`);
}

/** Writes a manifest into a folder: the given entries, and of those in `older` the ones that have no newer. */
export async function writeManifest(
  folder: string,
  order: Iterable<string>,
  manifest: Manifest,
  older: Manifest = {}
): Promise<string> {
  const path = join(folder, manifestName);
  const all = {...older, ...manifest};
  const ordered = Object.fromEntries([...order].filter((id) => all[id]).map((id) => [id, all[id]]));
  await writeWhole(path, `${JSON.stringify(ordered, undefined, 2)}\n`);
  return path;
}
