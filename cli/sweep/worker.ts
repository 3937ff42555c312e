import type {Cell} from "./engine.js";
import {runCell} from "./runCell.js";

/** What a worker answers to a cell. */
export type Answer = {readonly seconds: number} | {readonly message: string};

/** Thrown out of a computation whose sweep has ended. */
class Ended extends Error {}

let busy = false;
let ended = false;

function proceed(): void {
  if (ended) throw new Ended();
}

function answer(message: Answer | "ready"): void {
  // The sweep may end while the answer is on its way.
  if (process.connected) process.send!(message, () => {});
}

// Ctrl-C reaches all processes of a terminal: this one ends when its sweep does.
process.on("SIGINT", () => {});

// Whatever ends the sweep, SIGKILL too, closes the channel: a run stops at its next report, a result that is being stored is
// stored.
process.on("disconnect", () => {
  ended = true;
  if (!busy) process.exit();
});

process.on("message", async (cell: Cell) => {
  busy = true;
  try {
    answer(await runCell(cell, proceed));
  } catch (error) {
    answer({message: error instanceof Error ? error.message : String(error)});
  }
  busy = false;
  if (ended) process.exit();
});

answer("ready");
