import {relative} from "node:path";
import {writeWhole} from "../../store/whole.js";
import {Refusal} from "../refusal.js";
import {UsageError} from "../simulate/usage.js";
import {buildSite} from "../site/build.js";
import {dist} from "../site/folders.js";
import {siteUrl} from "../site/pageHead.js";
import {dateFiles, sourceDate} from "../sourceDate.js";
import {archive} from "./archive.js";
import {readCommandLine} from "./command.js";
import {countOf, diskFiles} from "./files.js";

/** The folder that everything in the zip is in. */
export const bundledFolder = "polywidth";

/** The day of the entries where SOURCE_DATE_EPOCH names none: any would do, if it is always the same. */
const someDay = new Date("2026-01-01T00:00:00Z");

/** Where help, and where progress and complaints go. */
export interface Streams {
  readonly stdout: {write(text: string): unknown; readonly columns?: number};
  readonly stderr: {write(text: string): unknown};
}

/**
 * Does what the command line asks for and returns the exit code: 0, or 2 for a command line or a place that cannot be used,
 * or 1 where the site cannot be built or a link in it leads nowhere; then one line on stderr says why.
 */
export async function bundle(
  args: readonly string[],
  {stdout, stderr}: Streams,
  build: () => Promise<string> = buildDist
): Promise<number> {
  try {
    const output = readCommandLine(args, stdout);
    if (output === undefined) return 0;
    const day = sourceDate() ?? someDay;
    const from = process.cwd();
    const files = diskFiles(await build(), siteUrl());
    const zip = archive(files, bundledFolder, day);
    await writeWhole(output, zip);
    await dateFiles([output]);
    const {pages, figures} = countOf(files);
    const size = `${(zip.length / 1e6).toFixed(1)} MB`;
    stdout.write(
      `${relative(from, output)}: ${pages} pages, ${figures} figures, ${size}; unpack it and open ${bundledFolder}/index.html\n`
    );
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    stderr.write(`bundle: ${message.replace(/\s*[\r\n]+\s*/g, " ")}\n`);
    return [UsageError, Refusal].some((kind) => error instanceof kind) ? 2 : 1;
  }
}

async function buildDist(): Promise<string> {
  await buildSite();
  return dist;
}
