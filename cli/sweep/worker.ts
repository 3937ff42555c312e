import {setTimeout} from "node:timers/promises";
import {StoreError} from "../../store/storeError.js";
import type {Cell} from "./engine.js";
import {runCell} from "./runCell.js";

/** What a worker answers to a cell; `hopeless` where the others need not be tried: nothing can be stored. */
export type Answer = {readonly seconds: number} | {readonly message: string; readonly hopeless?: boolean};

/** How long the sweep may take to end by a signal that this process got too, in milliseconds. */
const grace = 2000;

let interrupted = false;
let storing = false;
let ended = false;

function answer(message: Answer | "ready"): void {
  // The sweep may end while the answer is on its way.
  if (process.connected) process.send!(message, () => {});
}

// Ctrl-C reaches all processes of a terminal: this one ends when its sweep does.
process.on("SIGINT", () => {
  interrupted = true;
});

// Whatever ends the sweep, SIGKILL too, closes the channel; a result that is being stored is stored first.
process.on("disconnect", () => {
  ended = true;
  if (!storing) process.exit();
});

process.on("message", async (cell: Cell) => {
  try {
    answer(
      await runCell(cell, () => {
        storing = true;
      })
    );
  } catch (error) {
    // The compiler that hashes the code ends by Ctrl-C at once: that is no failure of the cell's.
    await setTimeout(20);
    if (interrupted) await setTimeout(grace);
    answer({message: error instanceof Error ? error.message : String(error), hopeless: error instanceof StoreError});
  }
  storing = false;
  if (ended) process.exit();
});

answer("ready");
