import {sweep} from "./sweep/main.js";

// A reader that has seen enough (as in `| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await sweep(process.argv.slice(2), process);
