import {watch} from "node:fs";
import {rm, utimes} from "node:fs/promises";
import {join} from "node:path";
import {preview} from "@observablehq/framework/dist/preview.js";
import {command} from "./refusal.js";
import {root} from "./site/folders.js";
import {cached, type Output, outputs, setTimes, staleOutputs} from "./site/loaders.js";
import {choosePort} from "./site/port.js";
import {prepare} from "./site/prepare.js";

await command(async () => {
  process.chdir(root);
  process.env.OBSERVABLE_TELEMETRY_DISABLE = "true";
  const port = await choosePort();
  await prepare({shake: false});
  const all = await outputs();
  for (const output of await staleOutputs(all)) await rm(cached(output), {force: true});
  await setTimes(all, new Date());
  watchSources(all);
  quieten();
  await preview({hostname: "127.0.0.1", port, open: false, verbose: false});
  console.log(`Polywidth preview: http://127.0.0.1:${port} (Ctrl-C ends it)`);
  process.removeAllListeners("SIGINT").on("SIGINT", () => process.exit());
});

/**
 * Framework looks only at a loader's own file. When anything that a loader imports changes, its outputs are removed and
 * the loader is touched: the pages that show them then ask for them again, and Framework makes just those.
 */
function watchSources(made: readonly Output[]): void {
  let known = new Map(made.map(({path, key}) => [path, key]));
  const check = async () => {
    const all = await outputs();
    const changed = all.filter(({path, key}) => known.get(path) !== key);
    known = new Map(all.map(({path, key}) => [path, key]));
    for (const output of changed) await rm(cached(output), {force: true});
    const now = new Date();
    for (const loader of new Set(changed.map(({loader}) => loader))) {
      await utimes(join(root, loader), now, now);
      console.log(`${loader} is made again: something that it imports has changed`);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  let checking = Promise.resolve();
  for (const folder of ["src", "store"]) {
    watch(join(root, folder), {recursive: true}, (_, name) => {
      if (!name || !/^(?!\.observablehq).*\.ts$/.test(name)) return;
      if (/grid\.ts$/.test(name)) console.log("src/data/grid.ts has changed: restart to see its new parameters");
      clearTimeout(timer);
      timer = setTimeout(() => {
        checking = checking.then(check).catch((error: Error) => console.error(error.message));
      }, 200);
    });
  }
}

/** Drops Framework's log of the messages between it and the browser, in which errors would drown. */
function quieten(): void {
  const log = console.log;
  console.log = (...words) => {
    if (!/[↑↓]|socket (open|close)/.test(String(words[0]))) log(...words);
  };
}
