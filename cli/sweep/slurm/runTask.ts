import {readFile} from "node:fs/promises";
import {StoreError} from "../../../store/storeError.js";
import type {Cell} from "../engine.js";
import {cellsPath} from "./arrayJob.js";
import {begin, journalPath, note, readJournal} from "./journal.js";
import {messageOf} from "./words.js";

/**
 * Computes the cells of one task of an array job into the store, one after the other, and notes in its journal what becomes
 * of them. A cell that fails does not stop the others, unless nothing can be stored: that is thrown. Slurm may have run the task before: what its journal calls done or
 * failed is left alone.
 */
export async function runTask(
  folder: string,
  index: number,
  compute: (cell: Cell) => Promise<{readonly seconds: number}>
): Promise<void> {
  const journal = journalPath(folder, index);
  const before = (await readJournal(journal)) ?? [];
  const settled = new Set(before.filter(({state}) => state !== "started").map(({key}) => key));
  begin(journal);
  const cells: Cell[] = JSON.parse(await readFile(cellsPath(folder, index), "utf8"));
  for (const cell of cells) {
    const {key} = cell;
    if (settled.has(key)) continue;
    note(journal, {key, state: "started"});
    try {
      const {seconds} = await compute(cell);
      note(journal, {key, state: "done", seconds});
    } catch (error) {
      const hopeless = error instanceof StoreError;
      note(journal, {key, state: "failed", message: messageOf(error), ...(hopeless && {hopeless})});
      if (hopeless) throw error;
    }
  }
}
