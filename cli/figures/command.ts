import {nearest} from "../../src/experiments/nearest.js";
import {quote} from "../../src/experiments/refusal.js";
import {commandOf, isAnswered, refuseLeftOver, threadsOf, valued} from "../flags.js";
import {UsageError} from "../simulate/usage.js";
import {type Format, formats} from "./entry.js";

/** What the command line asks for. */
export interface Request {
  /** The figures; all where there is no list. */
  readonly ids: readonly string[] | undefined;
  readonly formats: readonly Format[];
  /** The folder, as given. */
  readonly output: string;
  readonly threads: number;
}

/** What the command line is read against, and where help is printed. */
export interface Context {
  /** The ids of each page's figures, by the page's title. */
  readonly pages: ReadonlyMap<string, readonly string[]>;
  readonly version: string;
  readonly stdout: {write(text: string): unknown; readonly columns?: number};
}

const program = "figures";

/**
 * Reads the command line. Throws a UsageError for anything that it does not understand; returns undefined when it was answered
 * already (help, version).
 */
export function readCommandLine(args: readonly string[], {pages, version, stdout}: Context): Request | undefined {
  const command = commandOf(program, stdout)
    .description("Draws the figures of the site into files, with a manifest of what each was made of.")
    .usage("[id ...] [flags]")
    .version(version, "--version", "print the version")
    .argument("[id...]", "which figures (default: all)")
    .allowUnknownOption()
    .addOption(valued("--format <list>", `some of ${formats.join(", ")}, separated by commas (default: all)`))
    .addOption(valued("--output <folder>", "where to write; made if need be (default: figures)"))
    .addOption(
      valued("--threads <integer>", "how much to do at once, 1 to 64; the files are the same (default: all cores)")
    )
    .addHelpText("after", `\n${describeFigures(pages)}`);
  if (isAnswered(command, args)) return undefined;
  refuseLeftOver(
    command,
    command.args.filter((text) => text.startsWith("-")),
    `${program} --help`
  );
  const {format, output = "figures", threads} = command.opts<Record<string, string | undefined>>();
  const known = [...pages.values()].flat();
  return {
    ids: command.args.length > 0 ? [...new Set(command.args.map((id) => idOf(id, known)))] : undefined,
    formats: format === undefined ? formats : formatsOf(format),
    output: folderOf(output),
    threads: threadsOf(threads)
  };
}

function describeFigures(pages: Context["pages"]): string {
  const lines = [...pages].map(([title, ids]) => `  ${title}\n    ${ids.join(", ")}`);
  return ["Figures:", ...lines].join("\n");
}

function idOf(text: string, known: readonly string[]): string {
  if (known.includes(text)) return text;
  const near = nearest(text, known);
  const remedy = near ? `did you mean ${near}? ` : "";
  throw new UsageError(`${quote(text)} is no figure of the site; ${remedy}the figures are ${known.join(", ")}`);
}

function formatsOf(text: string): Format[] {
  const names = text.split(",").map((name) => name.trim());
  for (const name of names) {
    if ((formats as readonly string[]).includes(name)) continue;
    const near = nearest(name, formats) ?? "svg,png";
    throw new UsageError(
      `--format must be some of ${formats.join(", ")}, separated by commas, got ${quote(text)}; try --format ${near}`
    );
  }
  return formats.filter((format) => names.includes(format));
}

function folderOf(text: string): string {
  if (text.trim() !== "" && !text.includes("\0")) return text;
  throw new UsageError(`--output must be the path of a folder, got ${quote(text)}; try --output figures`);
}
