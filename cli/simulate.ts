import {simulate} from "./simulate/main.js";

// A reader that has seen enough (as in `| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`simulate: standard output cannot be written (${error.message}); try --output rows.csv\n`);
  process.exit(2);
});

process.exitCode = await simulate(process.argv.slice(2), process);
