import {StoreError} from "../../store/storeError.js";
import type {Cell} from "./engine.js";
import {runCell} from "./runCell.js";

/** What a worker answers to a cell; `hopeless` where the others need not be tried: nothing can be stored. */
export type Answer = {readonly seconds: number} | {readonly message: string; readonly hopeless?: boolean};

let storing = false;
let ended = false;

function answer(message: Answer | "ready"): void {
  // The sweep may end while the answer is on its way.
  if (process.connected) process.send!(message, () => {});
}

// Ctrl-C reaches all processes of a terminal: this one ends when its sweep does.
process.on("SIGINT", () => {});

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
    answer({message: error instanceof Error ? error.message : String(error), hopeless: error instanceof StoreError});
  }
  storing = false;
  if (ended) process.exit();
});

answer("ready");
