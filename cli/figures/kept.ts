import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {hash} from "../../store/key.js";
import {writeWhole} from "../../store/whole.js";
import type {Drawing} from "./draw.js";
import {type Entry, type FileEntry, type Format, formats, nameOf} from "./entry.js";
import type {Provenance} from "./provenance.js";

/** What is kept of a figure beside its files. */
export interface Kept {
  /** All that a manifest says of it, but for its place, which its page decides. */
  readonly entry: Omit<Entry, "place">;
  /** The module of cli/figures that made it. */
  readonly module: string;
  /** How long it took to draw, its rows included but for those in the files of loaders. */
  readonly seconds: number;
}

/** The figure kept in a folder; undefined where there is none, or not all of it as it was written. */
export async function readKept(folder: string, id: string): Promise<Kept | undefined> {
  try {
    const kept: Kept = JSON.parse(await readFile(join(folder, `${id}.json`), "utf8"));
    for (const format of formats) {
      const bytes = await readFile(join(folder, nameOf(id, format)));
      if (hash(bytes) !== kept.entry.files[format]?.sha256) return undefined;
    }
    await readFile(htmlPath(folder, id));
    return kept;
  } catch {
    return undefined;
  }
}

/** Keeps a figure; what tells of it is written last, so that it is never kept in part. */
export async function keep(
  folder: string,
  id: string,
  {html, files, about}: Drawing,
  {seconds, module, ...made}: Pick<Kept, "module" | "seconds"> & ReturnType<Provenance>
): Promise<Kept> {
  const entries = formats.map((format): [Format, FileEntry] => {
    const bytes = Buffer.from(files[format]);
    return [format, {bytes: bytes.length, sha256: hash(bytes)}];
  });
  const kept: Kept = {entry: {...about, ...made, files: Object.fromEntries(entries)}, module, seconds};
  for (const format of formats) await writeWhole(join(folder, nameOf(id, format)), files[format]);
  await writeWhole(htmlPath(folder, id), html);
  await writeWhole(join(folder, `${id}.json`), JSON.stringify(kept));
  return kept;
}

/** Where the static figure is, as it stands in a page. */
export function htmlPath(folder: string, id: string): string {
  return join(folder, `${id}.html`);
}
