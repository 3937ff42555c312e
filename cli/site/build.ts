import {build, FileBuildEffects} from "@observablehq/framework/dist/build.js";
import {readConfig} from "@observablehq/framework/dist/config.js";
import {type Made, makeFigures} from "../figures/make.js";
import {finish} from "./finish.js";
import {cache, dist, root} from "./folders.js";
import {showInGallery} from "./gallery.js";
import {makeOutputs, outputs, setTimes} from "./loaders.js";
import {prepare} from "./prepare.js";

const SAME_TIME = new Date("2026-01-01T00:00:00Z");

/** Builds the site into `dist`, from loader outputs that are remade where they are stale. */
export async function buildSite(): Promise<void> {
  process.chdir(root);
  process.env.OBSERVABLE_TELEMETRY_DISABLE = "true";
  const [figures] = await Promise.all([compute(), prepare({shake: true})]);
  showInGallery(Object.fromEntries([...figures].map(([id, {entry}]) => [id, entry])));
  await buildPages();
  await finish(figures);
}

/** Brings everything that the pages show up to date: first the data, then the figures, which may read them. */
async function compute(): Promise<Map<string, Made>> {
  const all = await outputs();
  await makeOutputs(all);
  await setTimes(all, SAME_TIME);
  return makeFigures(all);
}

/** Framework's own build. It prints several lines a file; we show those that name a broken link, and all if it fails. */
async function buildPages(): Promise<void> {
  const lines: string[] = [];
  const keep = (...words: unknown[]) => {
    const line = words.join(" ");
    if (line.includes("↳")) console.warn(line);
    else lines.push(`${line}\n`);
  };
  const logger = {...console, log: keep, info: keep};
  const config = await readConfig();
  try {
    await build(
      {config},
      new FileBuildEffects(dist, cache, {logger, output: {write: (text) => void lines.push(text)}})
    );
  } catch (error) {
    process.stderr.write(lines.join(""));
    throw error;
  }
}
