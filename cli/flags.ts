import {availableParallelism} from "node:os";
import {Command, CommanderError, Option} from "commander";
import {nearest} from "../src/experiments/nearest.js";
import {quote} from "../src/experiments/refusal.js";
import {UsageError} from "./simulate/usage.js";

/** Where help goes, and how wide it may be. */
export interface HelpScreen {
  write(text: string): unknown;
  readonly columns?: number;
}

/** A command of the project's that prints its help to `stdout`, and throws where commander would end the process. */
export function commandOf(name: string, stdout: HelpScreen): Command {
  return new Command(name)
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      getOutHelpWidth: () => Math.min(120, stdout.columns ?? 100),
      writeOut: (text) => stdout.write(text),
      writeErr: () => {},
      outputError: () => {}
    });
}

/** Reads a command line; whether it was answered already (help, version). Throws a UsageError where it cannot be read. */
export function isAnswered(command: Command, args: readonly string[]): boolean {
  try {
    command.parse(args, {from: "user"});
    return false;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0 && error.code !== "commander.optionMissingArgument") return true;
    throw refusalOf(error);
  }
}

/** A flag with a value that must be given once at most; a following flag is not taken for its value. */
export function valued(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, previous: string | undefined) => {
    const name = flags.split(" ")[0];
    if (previous !== undefined)
      throw new UsageError(`${name} must be given once, got ${quote(previous)} and ${quote(value)}; drop one of them`);
    if (/^--[a-z]/.test(value))
      throw new UsageError(`${name} must be followed by a value, got the flag ${quote(value)}; try ${name} VALUE`);
    return value;
  });
}

/** Complains about what commander left over: an unknown flag, or a value that belongs to no flag. `help` names the help. */
export function refuseLeftOver(command: Command, left: readonly string[], help: string): void {
  const unknown = left.find((text) => text.startsWith("-") && !/^-[\d.]/.test(text));
  if (unknown !== undefined) {
    const known = command.options.flatMap(({long}) => (long ? [long] : []));
    const name = unknown.split("=")[0];
    const near = nearest(name, known);
    const remedy = near ? `did you mean ${near}?` : `see ${help}`;
    throw new UsageError(
      `${quote(name)} is not a flag of ${command.name()}, which takes ${known.join(", ")}; ${remedy}`
    );
  }
  if (left.length > 0)
    throw new UsageError(
      `${quote(left[0])} belongs to no flag of ${command.name()}; put a flag before each value and quote values with spaces, see ${help}`
    );
}

/** What commander says of a command line that it cannot read, in the words used here. */
function refusalOf(error: CommanderError): UsageError {
  const name = /--[\w-]+/.exec(error.message)?.[0];
  if (error.code === "commander.optionMissingArgument" && name !== undefined)
    return new UsageError(`${name} must be followed by a value, got nothing; try ${name} VALUE`);
  return new UsageError(error.message.replace(/^error: /, "").replace(/\s+/g, " "));
}

/** The number of threads that a text asks for; all cores without one. */
export function threadsOf(text: string | undefined): number {
  if (text === undefined) return Math.min(64, availableParallelism());
  const threads = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(threads >= 1 && threads <= 64))
    throw new UsageError(`--threads must be an integer from 1 to 64, got ${quote(text)}; try --threads 2`);
  return threads;
}
