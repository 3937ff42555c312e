const codes = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;

/** Thrown by what was ended by a signal, with the exit code that shells give it. */
export class Interruption extends Error {
  constructor(readonly code: number) {
    super("it was interrupted");
  }
}

/** Runs something that ends itself when a signal comes; without it signals end the process at once, as they do elsewhere. */
export async function interruptible(run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const ending = new AbortController();
  const listeners = Object.entries(codes).map(
    ([name, code]) => [name, () => ending.abort(new Interruption(code))] as const
  );
  for (const [name, listener] of listeners) process.on(name, listener);
  try {
    await run(ending.signal);
  } finally {
    for (const [name, listener] of listeners) process.off(name, listener);
  }
}
