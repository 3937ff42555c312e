import {appendFileSync} from "node:fs";
import {readIfPresent} from "../../../store/places.js";
import type {CellEvent} from "../engine.js";

/** What a task notes; `hopeless` where no other cell need be tried: nothing can be stored. */
export type Entry = CellEvent & {readonly hopeless?: boolean};

/** The file in which a task notes what becomes of its cells; nobody else writes there. */
export function journalPath(folder: string, index: number): string {
  return `${folder}/${index}.journal`;
}

/** Adds an entry to a journal; it is opened and closed each time, so that other machines see it soon. */
export function note(path: string, entry: Entry): void {
  appendFileSync(path, `${JSON.stringify(entry)}\n`);
}

/** Begins a journal or goes on with it: what a killed task left of a line is ended. */
export function begin(path: string): void {
  appendFileSync(path, "\n");
}

/** The entries of a journal so far, in their order; undefined if the task has not begun it. */
export async function readJournal(path: string): Promise<Entry[] | undefined> {
  const text = await readIfPresent(path);
  return text && entriesOf(text.toString("utf8"));
}

/** The entries in a journal's text; a line that a killed task left unfinished is none. */
export function entriesOf(text: string): Entry[] {
  return text
    .split("\n")
    .slice(0, -1)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Entry];
      } catch {
        return [];
      }
    });
}
