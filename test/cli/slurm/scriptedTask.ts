import {appendFileSync, existsSync} from "node:fs";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {runTask} from "../../../cli/sweep/slurm/runTask.js";
import {openStore} from "../../../store/store.js";

// The program of a task whose cells do what their parameters say, and leave a line in FOLDER/NAME.begun whenever they begin.
const [folder, index] = process.argv.slice(2);

// Whatever becomes of the test.
setTimeout(300_000, undefined, {ref: false}).then(() => process.exit(1));

await runTask(folder!, Number(index), async ({experiment, parameters, code}) => {
  const file = (end: string) => join(String(parameters.folder), `${parameters.name}.${end}`);
  await openStore().recall({experiment, parameters, code}, async () => {
    appendFileSync(file("begun"), "once\n");
    if (parameters.does === "fail") throw new Error(`${parameters.name} cannot be computed`);
    if (parameters.does === "die") process.kill(process.pid, "SIGKILL");
    while (parameters.does === "wait" && !existsSync(file("go"))) await setTimeout(50);
    return [{value: 1}];
  });
  return {seconds: 0.1};
});
