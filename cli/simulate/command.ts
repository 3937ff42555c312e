import * as fs from "node:fs";
import type {Command} from "commander";
import type {Experiment} from "../../src/experiments/experiment.js";
import {nearest} from "../../src/experiments/nearest.js";
import {flag, quote} from "../../src/experiments/refusal.js";
import {isResumable} from "../../src/experiments/resumable.js";
import {commandOf, isAnswered, refuseLeftOver, threadsOf, valued} from "../flags.js";
import {describe, describeColumns, describeExamples, lists} from "./help.js";
import {formats} from "./rows.js";
import {reason, UsageError} from "./usage.js";

/** An experiment whose parameters and rows are known only to itself. */
export type AnyExperiment = Experiment<unknown, Record<string, number>>;

/** What the command line asks for: the texts of the parameters that were given, and where the rows go. */
export interface Request {
  readonly experiment: AnyExperiment;
  readonly inputs: Readonly<Record<string, string>>;
  readonly format: keyof typeof formats;
  readonly output?: string;
  readonly final?: string;
  readonly checkpoint?: string;
  /** How many threads the kernels may use; the rows do not depend on it. */
  readonly threads: number;
}

/** What the command line is read against, and where help is printed. */
export interface Context {
  readonly experiments: readonly AnyExperiment[];
  readonly version: string;
  readonly stdout: {write(text: string): unknown; readonly columns?: number};
}

const program = "simulate";

function listOf(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** Complains about what stands in the place of an experiment. */
function refuseExperiment(text: string | undefined, names: readonly string[]): never {
  if (text?.startsWith("-"))
    throw new UsageError(
      `${program} must be followed by an experiment, got the flag ${quote(text)}; put ${listOf(names)} before the flags`
    );
  const near = text === undefined ? undefined : nearest(text, names);
  const remedy = near ? `did you mean ${near}?` : `try ${program} ${names[0]} or ${program} --help`;
  throw new UsageError(`the experiment must be ${listOf(names)}, got ${quote(text)}; ${remedy}`);
}

/**
 * Reads the command line. Throws a UsageError for anything that it does not understand; returns undefined when it was
 * answered already (help, version).
 */
export function readCommandLine(args: readonly string[], {experiments, version, stdout}: Context): Request | undefined {
  let request: Request | undefined;
  const names = experiments.map(({name}) => name);
  const root = commandOf(program, stdout)
    .description("Simulates two-layer networks of finite and infinite width and prints the results as rows.")
    .usage("<experiment> [flags]")
    .version(version, "--version", "print the version")
    .argument("[rest...]")
    .allowUnknownOption()
    .action((_rest: string[], _options: unknown, command: Command) => refuseExperiment(command.args[0], names))
    .addHelpText("after", () => `\nAll flags of one experiment: npm run -s simulate -- ${names[0]} --help`);
  // The catch-all argument only serves the message above.
  root.configureHelp({visibleArguments: () => []});
  for (const experiment of experiments) {
    const command = root
      .command(experiment.name)
      .description(`Prints ${experiment.shows}.`)
      .summary(experiment.shows)
      .usage("[flags]")
      .configureHelp({})
      .allowUnknownOption()
      .allowExcessArguments();
    for (const parameter of experiment.parameters.list)
      command.addOption(valued(`${flag(parameter.name)} <${parameter.shape}>`, describe(parameter)));
    if (experiment.parameters.list.some(({name}) => name === "initial"))
      command.addOption(
        valued("--final <file>", "write the neurons at the last time, one a row, 17 significant digits (one seed only)")
      );
    if (isResumable(experiment))
      command.addOption(
        valued(
          "--checkpoint <file>",
          "save the run there every half a minute and at Ctrl-C; where the file exists, go on from it, and print all rows again"
        )
      );
    command
      .addOption(
        valued(
          "--format <name>",
          `rows as comma-separated values or as JSON, one object a line (one of ${Object.keys(formats).join(", ")}; default csv)`
        )
      )
      .addOption(
        valued("--threads <integer>", "threads of the kernels, 1 to 64; the rows are the same (default: all cores)")
      )
      .addOption(valued("--output <file>", "write the rows to a file, whole or not at all, instead of printing them"))
      .addHelpText("after", `\n${lists}\n\n${describeColumns(experiment)}\n\n${describeExamples(experiment.name)}`)
      .action((options: Readonly<Record<string, string>>) => {
        refuseLeftOver(command, command.args, `${program} ${command.name()} --help`);
        const {format = "csv", output, final, checkpoint, threads, ...inputs} = options;
        if (!Object.hasOwn(formats, format))
          throw new UsageError(
            `--format must be one of ${Object.keys(formats).join(", ")}, got ${quote(format)}; try --format csv`
          );
        request = {
          experiment,
          inputs,
          format: format as keyof typeof formats,
          output,
          final,
          checkpoint,
          threads: threadsOf(threads)
        };
      });
  }
  const rest = args[0] === "help" ? [...args.slice(1), "--help"] : args;
  if (rest.length > 0 && !rest[0].startsWith("-") && !names.includes(rest[0])) refuseExperiment(rest[0], names);
  if (isAnswered(root, rest)) return undefined;
  return request;
}

/** The inputs with the texts of files in place of their paths. */
export function withFiles({experiment, inputs}: Request): Record<string, string> {
  const read = {...inputs};
  for (const {name, shape, example} of experiment.parameters.list)
    if (shape === "file" && inputs[name] !== undefined) read[name] = readText(flag(name), inputs[name], example);
  return read;
}

function readText(name: string, path: string, example: string): string {
  try {
    return fs.readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `${name} must be the path of a file that can be read, got ${quote(path)} (${reason(error)}); try ${name} ${example}`
    );
  }
}
