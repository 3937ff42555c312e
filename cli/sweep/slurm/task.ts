import {setTimeout} from "node:timers/promises";
import type {Cell} from "../engine.js";
import {runCell} from "../runCell.js";
import {runTask} from "./runTask.js";

// What a node runs: `task.ts FOLDER INDEX` computes the cells of one task of an array job.
const [folder, index] = process.argv.slice(2);

let storing = false;
let ended = false;

// Slurm's request to end, some seconds before it kills; a result that is being stored is stored first.
process.on("SIGTERM", () => {
  ended = true;
  if (!storing) process.exit(143);
});

await runTask(folder!, Number(index), async (cell: Cell) => {
  if (ended) process.exit(143);
  try {
    return await runCell(cell, () => {
      storing = true;
    });
  } catch (error) {
    // It may come of that request, which reaches our children too, and perhaps sooner than us: then no cell has failed.
    await setTimeout(200);
    throw error;
  } finally {
    storing = false;
  }
});
