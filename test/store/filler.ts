import {appendFileSync} from "node:fs";
import {setTimeout} from "node:timers/promises";
import {Store} from "../../store/store.js";

/**
 * A program that asks a store for results, as `node filler.ts FOLDER LOG MODE NAME…` does in this order of names. It writes
 * a name to LOG when it begins to compute it, and prints all rows as JSON. MODE is a number of milliseconds that each
 * takes, or "hang" to never finish, or "exit" to end the process in the middle.
 */
const [folder, log, mode, ...names] = process.argv.slice(2) as [string, string, string, ...string[]];

const store = new Store(folder);
const all: object[] = [];
for (const name of names) {
  const rows = await store.recall({experiment: "filler", parameters: {name}, code: "c"}, async () => {
    appendFileSync(log, `${name}\n`);
    if (mode === "exit") process.exit(3);
    if (mode === "hang") await setTimeout(600_000);
    await setTimeout(Number(mode));
    return [{name, length: name.length}];
  });
  all.push(...rows);
}
process.stdout.write(JSON.stringify(all));
