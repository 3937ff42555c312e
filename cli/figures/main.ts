import {readFileSync} from "node:fs";
import {relative} from "node:path";
import {StoreError} from "../../store/storeError.js";
import {Refusal} from "../refusal.js";
import {UsageError} from "../simulate/usage.js";
import {figuresFolder, root} from "../site/folders.js";
import {makeOutputs, outputs} from "../site/loaders.js";
import {dateFiles, sourceDate} from "../sourceDate.js";
import {type Request, readCommandLine} from "./command.js";
import {makeFigures} from "./make.js";
import {readManifest, writeManifest} from "./manifest.js";
import {placesOfFigures} from "./places.js";
import {openFolder} from "./target.js";
import {writeTimings} from "./timings.js";
import {writeFigures} from "./write.js";

/** Where help, and where progress and complaints go. */
export interface Streams {
  readonly stdout: {write(text: string): unknown; readonly columns?: number};
  readonly stderr: {write(text: string): unknown};
}

/**
 * Does what the command line asks for and returns the exit code: 0, or 2 for input or files that cannot be used, or 1 for
 * a figure that cannot be drawn; then one line on stderr says why. Figures are kept in `kept` between runs.
 */
export async function figures(args: readonly string[], streams: Streams, kept = figuresFolder): Promise<number> {
  try {
    const {version} = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    const places = await placesOfFigures();
    const pages = new Map<string, string[]>();
    for (const [id, {page}] of places) pages.set(page, [...(pages.get(page) ?? []), id]);
    const request = readCommandLine(args, {pages, version, stdout: streams.stdout});
    if (request) await run(request, [...places.keys()], streams, kept);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    streams.stderr.write(`figures: ${message.replace(/\s*[\r\n]+\s*/g, " ")}\n`);
    return [UsageError, Refusal, StoreError].some((kind) => error instanceof kind) ? 2 : 1;
  }
}

/** Nothing is written before all figures are at hand, and the manifest after the files that it names. */
async function run(request: Request, order: readonly string[], {stderr}: Streams, kept: string): Promise<void> {
  sourceDate();
  const folder = openFolder(request.output);
  const older = await readManifest(folder);
  process.chdir(root);
  const {ids, threads} = request;
  const data = await outputs();
  if (!ids) await makeOutputs(data, {processes: threads});
  const made = await makeFigures(data, {ids, folder: kept, threads});
  const {manifest, paths} = await writeFigures(made, kept, folder, request.formats);
  const timings = await writeTimings(folder, made);
  await dateFiles([...paths, timings, await writeManifest(folder, order, manifest, older)]);
  const count = made.size === 1 ? "1 figure" : `${made.size} figures`;
  stderr.write(`${count} in ${relative(process.cwd(), folder) || "."}\n`);
}
