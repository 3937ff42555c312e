import {store} from "./store/main.js";

// A reader that has seen enough (as in `| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));

process.exitCode = await store(process.argv.slice(2), process);
