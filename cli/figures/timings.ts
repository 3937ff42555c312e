import {readFile} from "node:fs/promises";
import {hostname} from "node:os";
import {join} from "node:path";
import {writeWhole} from "../../store/whole.js";
import {outputSeconds} from "../site/loaders.js";
import type {Made} from "./make.js";

/** How long a figure took, and where: what no manifest may hold, since it differs from run to run. */
interface Timing {
  /** Seconds of drawing, its rows included but for those in files of loaders. */
  readonly seconds: number;
  /** Seconds of the loaders that made those files. */
  readonly data: Readonly<Record<string, number>>;
  readonly host: string;
}

/** Notes in a folder how long its figures took when they were last made; other figures' notes stay. */
export async function writeTimings(folder: string, figures: ReadonlyMap<string, Made>): Promise<string> {
  const path = join(folder, "timings.json");
  const older: Record<string, Timing> = await readFile(path, "utf8")
    .then(JSON.parse)
    .catch(() => ({}));
  const loaders = await outputSeconds();
  const timings = [...figures].map(([id, {entry, seconds}]): [string, Timing] => {
    const data = entry.data.map((file) => [file, loaders[file]] as const);
    return [id, {seconds, data: Object.fromEntries(data), host: hostname()}];
  });
  await writeWhole(path, `${JSON.stringify({...older, ...Object.fromEntries(timings)}, undefined, 2)}\n`);
  return path;
}
