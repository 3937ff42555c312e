import {accessSync, constants, statSync} from "node:fs";
import {dirname, resolve} from "node:path";
import {quote} from "../../src/experiments/refusal.js";
import {makeFolder} from "../../store/makeFolder.js";
import {commandOf, type HelpScreen, isAnswered, refuseLeftOver, valued} from "../flags.js";
import {reason, UsageError} from "../simulate/usage.js";

const program = "bundle";

/** The path of the zip that the command line asks for; undefined when it was answered already (help). Throws a UsageError. */
export function readCommandLine(args: readonly string[], stdout: HelpScreen): string | undefined {
  const command = commandOf(program, stdout)
    .description(
      "Builds the site and packs it into one zip for reading from disk, without a server and without scripts."
    )
    .usage("[flags]")
    .argument("[left...]")
    .allowUnknownOption()
    .addOption(valued("--output <file>", "the zip; its folder is made if need be (default: polywidth.zip)"));
  if (isAnswered(command, args)) return undefined;
  refuseLeftOver(command, command.args, `npm run ${program} -- --help`);
  const {output = "polywidth.zip"} = command.opts<{output?: string}>();
  return placeOf(output);
}

/** The path of a zip that can be written, its folder made if need be; refused, before anything is built, if it cannot. */
function placeOf(output: string): string {
  const refuse = (why: string): never => {
    throw new UsageError(
      `--output must be the path of a zip that can be written, got ${quote(output)} (${why}); try --output polywidth.zip`
    );
  };
  if (!/[^\\/]\.zip$/i.test(output) || output.includes("\0")) return refuse("it does not end in .zip");
  const path = resolve(output);
  try {
    makeFolder(dirname(path));
    accessSync(dirname(path), constants.W_OK);
    if (statSync(path, {throwIfNoEntry: false})?.isDirectory()) return refuse("it is a folder");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const isFile = (error as NodeJS.ErrnoException).code === "EEXIST";
    return refuse(isFile ? "a part of its path is not a folder" : reason(error));
  }
  return path;
}
