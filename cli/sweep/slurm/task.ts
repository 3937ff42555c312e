import {runCell} from "../runCell.js";
import {runTask} from "./runTask.js";

// What a node runs: `task.ts FOLDER INDEX` computes the cells of one task of an array job.
const [folder, index] = process.argv.slice(2);

// Slurm's request to end, some seconds before it kills.
process.on("SIGTERM", () => process.exit(143));

await runTask(folder!, Number(index), (cell) => runCell(cell, () => {}));
