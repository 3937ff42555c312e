import {sweep} from "./sweep/main.js";

const codes = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;

// A reader that has seen enough (as in `| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const ending = new AbortController();
for (const signal of Object.keys(codes) as (keyof typeof codes)[])
  process.on(signal, () => {
    process.exitCode = codes[signal];
    ending.abort();
  });

try {
  const code = await sweep(process.argv.slice(2), process, ending.signal);
  process.exitCode ??= code;
} catch (error) {
  if (!ending.signal.aborted) throw error;
}
