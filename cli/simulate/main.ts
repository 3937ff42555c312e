import {readFileSync} from "node:fs";
import {setImmediate} from "node:timers/promises";
import {type Neurons, printNeurons} from "../../src/experiments/neurons.js";
import {ParameterError, parseParameters} from "../../src/experiments/parameters.js";
import {experiments} from "../../src/experiments/registry.js";
import {isResumable, type ResumableReport} from "../../src/experiments/resumable.js";
import {useExecutor} from "../../src/kernels/executor.js";
import {startThreads} from "../threads/threads.js";
import {Checkpoints, readCheckpoint} from "./checkpoint.js";
import {type Request, readCommandLine, withFiles} from "./command.js";
import {Interrupted} from "./interruption.js";
import {checkTarget, writeWhole} from "./output.js";
import {progressOn} from "./progress.js";
import {formats} from "./rows.js";
import {UsageError} from "./usage.js";

/** Where rows and help, and where progress and complaints go. */
export interface Streams {
  readonly stdout: {write(text: string): unknown; readonly columns?: number};
  readonly stderr: {write(text: string): unknown; readonly isTTY?: boolean};
}

/**
 * Does what the command line asks for and returns the exit code: 0, or 2 for input or files that cannot be used, or 1
 * for a simulation that cannot be continued, or what a signal makes it where a checkpoint was saved; then one line on stderr says why.
 */
export async function simulate(args: readonly string[], streams: Streams): Promise<number> {
  try {
    const {version} = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    const request = readCommandLine(args, {experiments, version, stdout: streams.stdout});
    if (request) await run(request, streams);
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) {
      streams.stderr.write(`simulate: ${error.message}\n`);
      return error.exitCode;
    }
    const message = error instanceof Error ? error.message : String(error);
    streams.stderr.write(`simulate: ${message.replace(/\s*[\r\n]+\s*/g, " ")}\n`);
    return error instanceof UsageError || error instanceof ParameterError ? 2 : 1;
  }
}

/**
 * Rows are printed as they come, or kept until the end when they go to a file: so that a run that is stopped, by a signal
 * or by an error, leaves no file behind.
 */
async function run(request: Request, {stdout, stderr}: Streams): Promise<void> {
  const {experiment, format} = request;
  const output = request.output === undefined ? undefined : checkTarget("--output", request.output);
  const final = request.final === undefined ? undefined : checkTarget("--final", request.final);
  if (output && final && output.path === final.path)
    throw new UsageError(`--final must be another file than --output, got ${output.given} for both; rename one`);
  const saved = request.checkpoint === undefined ? undefined : checkTarget("--checkpoint", request.checkpoint);
  if (output && saved && output.path === saved.path)
    throw new UsageError(`--checkpoint must be another file than --output, got ${output.given} for both; rename one`);
  const parameters = parseParameters(experiment.parameters.schema, withFiles(request), "flags");
  const {seeds} = parameters as {readonly seeds?: number};
  if (final && seeds !== 1)
    throw new UsageError(`--final must be used with one seed, got --seeds ${seeds}; try --seeds 1`);
  const owner = {experiment: experiment.name, parameters: experiment.parameters.print(parameters)};
  const state = saved && readCheckpoint(saved, owner);
  const reports = state && isResumable(experiment) ? experiment.resume(parameters, state) : experiment.run(parameters);
  const checkpoints = saved && new Checkpoints(saved, owner);
  const threads = startThreads(request.threads);
  const before = useExecutor(threads);
  const columns = Object.keys(experiment.columns);
  const {header, line} = formats[format];
  const progress = progressOn(stderr, experiment.name);
  const kept: string[] = [];
  const write = (text: string): void => {
    if (output) kept.push(text);
    else stdout.write(text);
  };
  let neurons: Neurons | undefined;
  // With the first rows, so that a run that fails before them prints nothing.
  let head = header(columns);
  try {
    progress.report(0);
    for await (const report of reports) {
      if (report.rows.length > 0) {
        progress.clear();
        write(head + report.rows.map((row) => line(columns, row)).join(""));
        head = "";
      }
      neurons = (report as {readonly neurons?: Neurons}).neurons ?? neurons;
      progress.report(report.progress);
      // Lets a closed pipe be noticed.
      await setImmediate();
      checkpoints?.note(report as ResumableReport<unknown>);
    }
  } finally {
    checkpoints?.end();
    progress.clear();
    useExecutor(before);
    await threads.stop();
  }
  writeWhole([
    ...(final && neurons ? [{target: final, chunks: [printNeurons(neurons)]}] : []),
    ...(output ? [{target: output, chunks: kept}] : [])
  ]);
}
