import {spawn} from "node:child_process";
import {UsageError} from "../../simulate/usage.js";
import {accountFormat, queueFormat, readAccount, readQueue, type TaskState} from "./taskState.js";

/** An array job as `sbatch` is told of it. */
export interface Submission {
  readonly name: string;
  readonly script: string;
  /** How many tasks it has; their indices begin with 0. */
  readonly tasks: number;
  /** How many may run at once; Infinity for any number. */
  readonly atOnce: number;
  /** The file for the output of a task, %a standing for its index and %% for a percent sign. */
  readonly output: string;
}

/** What the engine needs of Slurm. Each call rejects with what Slurm said if it did not do it. */
export interface Slurm {
  /** Submits an array job and gives its id. */
  submit(job: Submission): Promise<string>;
  /** The tasks of the array jobs of these names that Slurm has in mind: those that it forgot have ended. */
  queue(names: readonly string[]): Promise<TaskState[]>;
  /** How the tasks of these jobs ended, from Slurm's accounts; nothing where it keeps none. */
  account(ids: readonly string[]): Promise<TaskState[]>;
  cancel(ids: readonly string[]): Promise<void>;
}

/** Slurm by its commands. */
export class SlurmCommands implements Slurm {
  /** `flags` are handed to `sbatch` before those that the engine needs itself. */
  constructor(private readonly flags: readonly string[] = []) {}

  async submit({name, script, tasks, atOnce, output}: Submission): Promise<string> {
    const array = `--array=0-${tasks - 1}${atOnce < tasks ? `%${atOnce}` : ""}`;
    const own = ["--parsable", `--job-name=${name}`, array, "--open-mode=append", `--output=${output}`];
    const answer = await outputOf("sbatch", [...this.flags, ...own, script]);
    const [, id] = /^(\d+)(?:;.*)?$/m.exec(answer) ?? [];
    if (id === undefined) throw new Error(`sbatch must print the number of a job, got ${JSON.stringify(answer)}`);
    return id;
  }

  async queue(names: readonly string[]): Promise<TaskState[]> {
    if (names.length === 0) return [];
    const flags = ["--array", "--noheader", "--states=all", `--format=${queueFormat}`];
    return readQueue(await outputOf("squeue", [...flags, `--user=${process.getuid!()}`, `--name=${names.join(",")}`]));
  }

  async account(ids: readonly string[]): Promise<TaskState[]> {
    const flags = ["--allocations", "--noheader", "--parsable2", `--format=${accountFormat}`];
    // Most clusters keep accounts; without them the command fails.
    return outputOf("sacct", [...flags, `--jobs=${ids.join(",")}`]).then(readAccount, () => []);
  }

  async cancel(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await outputOf("scancel", [...ids]);
  }
}

/**
 * What a command prints. Rejects with a UsageError if there is no such command, with what it said on stderr if it fails. It has a
 * process group of its own, so that Ctrl-C does not reach it in the middle of a submission.
 */
async function outputOf(name: string, args: readonly string[]): Promise<string> {
  const child = spawn(name, args, {stdio: ["ignore", "pipe", "pipe"], detached: true});
  const texts = {stdout: "", stderr: ""};
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      texts[stream] += text;
    });
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "ENOENT"
          ? new UsageError(
              `${name} was not found, so this machine cannot submit to a Slurm cluster; ` +
                "run the sweep on its login node, or with --engine local"
            )
          : error
      )
    );
    child.once("close", (status, signal) => resolve(status ?? signal ?? 1));
  });
  if (code === 0) return texts.stdout;
  throw new Error(`${name} said: ${texts.stderr.trim() || `nothing, but failed (${code})`}`);
}
