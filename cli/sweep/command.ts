import {quote} from "../../src/experiments/refusal.js";
import type {Sweep} from "../../src/experiments/sweep.js";
import {commandOf, isAnswered, refuseLeftOver, valued} from "../flags.js";
import {UsageError} from "../simulate/usage.js";
import {type EngineEntry, engines} from "./engines.js";

/** What the command line asks for. */
export interface Request {
  /** The name of a sweep or the path of a grid file; undefined with `resume` alone. */
  readonly source: string | undefined;
  readonly engine: EngineEntry;
  /** Flags for `sbatch`. */
  readonly slurm: readonly string[];
  readonly jobs: number;
  readonly resume: boolean;
  readonly dryRun: boolean;
  /** Files to write, as given. */
  readonly output?: string;
  readonly missing?: string;
  /** A folder for the summary. */
  readonly summary?: string;
}

/** What the command line is read against, and where help is printed. */
export interface Context {
  readonly sweeps: Readonly<Record<string, Sweep>>;
  readonly version: string;
  readonly stdout: {write(text: string): unknown; readonly columns?: number};
}

const program = "sweep";
const mostJobs = 10_000;

const explanation = `
A grid file is JSON: one part, or a list of parts.
  {
    "experiment": "gap",
    "parameters": {"problem": ["He3", "He4"], "dimension": [8, 16], "width": {"from": 64, "to": 512, "times": 2}},
    "seeds": 8,
    "leaveOut": [{"dimension*width": {"above": 4096}}]
  }
Values are one, a list, or a range by "step" or by "times". docs/sweeps.md says more.

Finished cells are kept whatever happens, Ctrl-C and SIGKILL too: the same command again computes only what is missing.
Exit code: 0 if every cell is there, 1 if some are missing, 2 for input or files that cannot be used.`;

function describeSweeps(sweeps: Context["sweeps"]): string {
  const names = Object.keys(sweeps);
  if (names.length === 0) return "";
  const width = Math.max(...names.map((name) => name.length));
  return ["\nSweeps:", ...names.map((name) => `  ${name.padEnd(width)}  ${sweeps[name].shows}`)].join("\n");
}

/**
 * Reads the command line. Throws a UsageError for anything that it does not understand; returns undefined when it was answered
 * already (help, version).
 */
export function readCommandLine(args: readonly string[], {sweeps, version, stdout}: Context): Request | undefined {
  const names = Object.keys(engines);
  const command = commandOf(program, stdout)
    .description("Computes an experiment for all combinations of some parameters, each once, into the results store.")
    .usage("<name|grid.json> [flags]")
    .version(version, "--version", "print the version")
    .argument("[name|grid.json]", "a sweep by its name, or the path of a grid file")
    .allowUnknownOption()
    .allowExcessArguments()
    .addOption(
      valued(
        "--engine <name>",
        `where to compute: ${names.map((name) => `${name}, ${engines[name].where}`).join("; ")}`
      )
    )
    .addOption(
      valued(
        "--jobs <integer>",
        `how many cells at once, 1 to ${mostJobs} (default for local: all cores; for slurm: ${engines.slurm.jobs})`
      )
    )
    .addOption(
      valued("--slurm <words>", 'with --engine slurm: flags of sbatch without their dashes, as "partition=long mem=4G"')
    )
    .option(
      "--resume",
      "without a name: go on with the last sweep that was interrupted; with one: refuse to start it from nothing"
    )
    .option(
      "--dry-run",
      "say how many cells there are, which are stored, and what the others will cost; compute nothing"
    )
    .addOption(valued("--output <file>", "write the rows of all cells to a file, by its name as .csv or as .arrow"))
    .addOption(valued("--summary <folder>", "write the rows, rounded, as NAME.csv with its NAME.manifest.json"))
    .addOption(valued("--missing <file>", "write the cells that are missing to a file, itself a grid to sweep"))
    .addHelpText("after", `${describeSweeps(sweeps)}\n${explanation}`);
  if (isAnswered(command, args)) return undefined;
  const [source, ...left] = command.args;
  const isFlag = source?.startsWith("-");
  refuseLeftOver(command, isFlag ? command.args : left, `${program} --help`);
  const {engine = names[0], jobs, slurm, resume = false, dryRun = false, ...files} = command.opts();
  if (source === undefined && !resume)
    throw new UsageError(
      `the sweep must be named, got nothing; try one of ${[...Object.keys(sweeps), "grid.json"].join(", ")}, or --resume`
    );
  if (!Object.hasOwn(engines, engine))
    throw new UsageError(`--engine must be one of ${names.join(", ")}, got ${quote(engine)}; try --engine ${names[0]}`);
  if (slurm !== undefined && engine !== "slurm")
    throw new UsageError(`--slurm must go with --engine slurm, got --engine ${engine}; add the one or drop the other`);
  return {
    source,
    engine: engines[engine],
    slurm: slurmFlags(slurm ?? ""),
    jobs: jobsOf(jobs, engines[engine]),
    resume,
    dryRun,
    ...files
  };
}

/** "partition=long exclusive" as flags of `sbatch`. */
function slurmFlags(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const wrong = words.find((word) => !/^[a-z][a-z-]*(=.+)?$/.test(word));
  if (wrong !== undefined)
    throw new UsageError(
      `--slurm must be long flags of sbatch without their dashes, got ${quote(wrong)}; try --slurm "partition=long mem=4G"`
    );
  return words.map((word) => `--${word}`);
}

/** The number of jobs that a text asks for; the engine's own without one. */
function jobsOf(text: string | undefined, engine: EngineEntry): number {
  if (text === undefined) return engine.jobs;
  const jobs = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(jobs >= 1 && jobs <= mostJobs))
    throw new UsageError(
      `--jobs must be an integer from 1 to ${mostJobs}, got ${quote(text)}; try --jobs ${engine.jobs}`
    );
  return jobs;
}
