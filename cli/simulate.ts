import {readFileSync} from "node:fs";
import {ParameterError} from "../src/experiments/parameters.js";
import {experiments} from "../src/experiments/registry.js";
import {readCommandLine} from "./simulate/command.js";
import {run} from "./simulate/run.js";
import {UsageError} from "./simulate/usage.js";

/** Exit codes: 2 for input or files that cannot be used, 1 for a simulation that cannot be continued. */
function fail(error: unknown): never {
  const usage = error instanceof UsageError || error instanceof ParameterError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`simulate: ${message.replace(/\s*[\r\n]+\s*/g, " ")}\n`);
  process.exit(usage ? 2 : 1);
}

// A reader that has seen enough (as in `| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  fail(new UsageError(`standard output cannot be written (${error.message}); try --output FILE`));
});

try {
  const {version} = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const request = readCommandLine(process.argv.slice(2), experiments, version);
  if (request) await run(request);
} catch (error) {
  fail(error);
}
