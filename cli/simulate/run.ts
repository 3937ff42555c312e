import {setImmediate} from "node:timers/promises";
import {type Neurons, printNeurons} from "../../src/experiments/neurons.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {type Request, withFiles} from "./command.js";
import {checkTarget, writeWhole} from "./output.js";
import {progressOn} from "./progress.js";
import {formats} from "./rows.js";
import {UsageError} from "./usage.js";

/**
 * Runs what the command line asks for. Rows are printed as they come, or kept until the end when they go to a file: so
 * that a run that is stopped, by a signal or by an error, leaves no file behind.
 */
export async function run(request: Request): Promise<void> {
  const {experiment, format} = request;
  const output = request.output === undefined ? undefined : checkTarget("--output", request.output);
  const final = request.final === undefined ? undefined : checkTarget("--final", request.final);
  if (output && final && output.path === final.path)
    throw new UsageError(`--final must be another file than --output, got ${output.given} for both; rename one`);
  const inputs = withFiles(request);
  const parameters = parseParameters(experiment.parameters.schema, inputs, "flags");
  const {seeds} = parameters as {readonly seeds?: number};
  if (final && seeds !== 1)
    throw new UsageError(`--final must be used with one seed, got --seeds ${seeds}; try --seeds 1`);
  const columns = Object.keys(experiment.columns);
  const {header, line} = formats[format];
  const progress = progressOn(process.stderr, experiment.name);
  const kept: string[] = [];
  const write = (text: string): void => {
    if (output) kept.push(text);
    else if (text !== "") process.stdout.write(text);
  };
  let neurons: Neurons | undefined;
  write(header(columns));
  for await (const report of experiment.run(parameters)) {
    progress.clear();
    write(report.rows.map((row) => line(columns, row)).join(""));
    neurons = (report as {readonly neurons?: Neurons}).neurons ?? neurons;
    progress.report(report.progress);
    // Lets a closed pipe be noticed.
    await setImmediate();
  }
  progress.clear();
  writeWhole([
    ...(final && neurons ? [{target: final, chunks: [printNeurons(neurons)]}] : []),
    ...(output ? [{target: output, chunks: kept}] : [])
  ]);
}
