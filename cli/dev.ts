import {watch} from "node:fs";
import {rm, stat, utimes} from "node:fs/promises";
import {join} from "node:path";
import {preview} from "@observablehq/framework/dist/preview.js";
import {runAll} from "../store/pool.js";
import {withOverlay} from "./dev/overlay.js";
import {problemOf} from "./dev/problem.js";
import {Problems, sources} from "./dev/problems.js";
import {command, Refusal} from "./refusal.js";
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
  const problems = new Problems();
  watchSources(all, problems);
  quieten(problems);
  const {server} = await preview({hostname: "127.0.0.1", port, open: false, verbose: false});
  await withOverlay(server, {problems, folder: root, make: makerOf(all)});
  console.log(`Polywidth preview: http://127.0.0.1:${port} (Ctrl-C ends it)`);
  process.removeAllListeners("SIGINT").on("SIGINT", () => process.exit());
});

/**
 * Framework looks only at a loader's own file. When anything that a loader imports changes, its outputs are removed and
 * the loader is touched: the pages that show them then ask for them again, and Framework makes just those.
 */
function watchSources(made: readonly Output[], problems: Problems): void {
  let known = new Map(made.map(({path, key}) => [path, key]));
  const check = async () => {
    const all = await outputs();
    problems.clear(sources);
    const changed = all.filter(({path, key}) => known.get(path) !== key);
    known = new Map(all.map(({path, key}) => [path, key]));
    for (const output of changed) {
      await rm(cached(output), {force: true});
      problems.clear(`/_file/${output.path}`);
    }
    const now = new Date();
    for (const loader of new Set(changed.map(({loader}) => loader))) {
      await utimes(join(root, loader), now, now);
      console.log(`${loader} is made again: something that it imports has changed`);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  let told: NodeJS.Timeout | undefined;
  let checking = Promise.resolve();
  for (const folder of ["src", "store"]) {
    watch(join(root, folder), {recursive: true}, (_, name) => {
      if (!name || /^\.observablehq/.test(name)) return;
      clearTimeout(told);
      told = setTimeout(() => problems.changed(), 100);
      if (!name.endsWith(".ts")) return;
      if (/grid\.ts$/.test(name)) console.log("src/data/grid.ts has changed: restart to see its new parameters");
      clearTimeout(timer);
      timer = setTimeout(() => {
        checking = checking.then(check).catch((error: Error) => {
          console.error(error.message);
          problems.set(sources, problemOf(error.message, root));
        });
      }, 200);
    });
  }
}

/**
 * Makes an output that is missing, or older than its loader, before Framework looks: its loader's complaint then reaches the
 * page, where Framework's would be that it ended with code 1.
 */
function makerOf(all: readonly Output[]): (path: string) => Promise<void> {
  const making = new Map<string, Promise<void>>();
  const timeOf = (path: string) =>
    stat(path).then(
      ({mtimeMs}) => mtimeMs,
      () => 0
    );
  return async (path) => {
    const output = all.find((output) => `/_file/${output.path}` === path);
    if (!output) return;
    const file = cached(output);
    if ((await timeOf(file)) >= (await timeOf(join(root, output.loader)))) return;
    const args = ["--import", "tsx", output.loader, ...output.args];
    const made = making.get(path) ?? runAll([{name: output.loader, args, output: file, weight: 1}]);
    making.set(path, made);
    await made.finally(() => making.delete(path));
  };
}

/**
 * Drops Framework's log of the messages between it and the browser, in which errors would drown, and shows in the pages what it
 * says is wrong with one that it cannot read any more.
 */
function quieten(problems: Problems): void {
  const {log, error} = console;
  console.error = (...words) => {
    error(...words);
    const fault = words.find((word): word is Error => word instanceof Error);
    if (fault) problems.set("page", problemOf(fault instanceof Refusal ? fault.message : fault.stack!, root));
  };
  console.log = (...words) => {
    if (!/[↑↓]|socket (open|close)/.test(String(words[0]))) log(...words);
  };
}
