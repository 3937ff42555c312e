import type {Command} from "commander";
import {nearest} from "../../src/experiments/nearest.js";
import {quote} from "../../src/experiments/refusal.js";
import {commandOf, type HelpScreen, isAnswered} from "../flags.js";
import {UsageError} from "../simulate/usage.js";

const actions = ["list", "verify", "prune"] as const;

/** What the command line asks for. */
export interface Request {
  readonly action: (typeof actions)[number];
  /** Only say what would be removed. */
  readonly dryRun: boolean;
}

const about = `
The store is the folder that POLYWIDTH_STORE names, else .polywidth. A result's key is made of its experiment, its
parameters and the code that they meet; stored results are only ever read back for exactly these. Deleting the folder,
or any part of it, is always safe: what is missing is computed again.`;

/**
 * Reads the command line. Throws a UsageError for anything that it does not understand; returns undefined when it was
 * answered already (help).
 */
export function readCommandLine(args: readonly string[], stdout: HelpScreen): Request | undefined {
  let request: Request | undefined;
  const root = commandOf("store", stdout)
    .description("Lists, checks and clears the stored results of simulations.")
    .usage("<list|verify|prune> [flags]")
    .addHelpText("after", about);
  const add = (action: Request["action"], summary: string) =>
    root
      .command(action)
      .summary(summary)
      .description(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`)
      .usage("[flags]")
      .allowUnknownOption()
      .allowExcessArguments()
      .action(({dryRun = false}: {dryRun?: boolean}, command: Command) => {
        refuseLeftOver(command);
        request = {action, dryRun};
      });
  add("list", "one line a result: experiment, size, seconds, whether its code is current, parameters");
  add("verify", "read every result and compare checksums; exit code 1 if one is damaged");
  add(
    "prune",
    "remove results of code that is no longer current, damaged ones, and what ended processes left behind"
  ).option("--dry-run", "only say what would be removed");
  if (args.length === 0 || !/^(-h|--help|list|verify|prune)$/.test(args[0]!)) refuseAction(args[0]);
  return isAnswered(root, args) ? undefined : request;
}

function refuseAction(text: string | undefined): never {
  const near = text === undefined ? undefined : nearest(text, actions);
  const remedy = near ? `did you mean ${near}?` : "try store list or store --help";
  throw new UsageError(`store must be followed by list, verify or prune, got ${quote(text)}; ${remedy}`);
}

/** Complains about what commander left over: an unknown flag, or a word too many. */
function refuseLeftOver(command: Command): void {
  const [extra] = command.args;
  if (extra === undefined) return;
  const known = [...command.options.flatMap(({long}) => (long ? [long] : [])), "--help"];
  const near = nearest(extra, known);
  const remedy = near ? `did you mean ${near}?` : `see store ${command.name()} --help`;
  throw new UsageError(`${command.name()} takes only ${known.join(", ")}, got ${quote(extra)}; ${remedy}`);
}
