/** A request that cannot be met as it stands: reported in one line, without a stack, with exit code 2. */
export class Refusal extends Error {}

/**
 * Runs a command; a Refusal ends it with its message and code 2, any other error with its stack and code 1. A signal ends
 * it through `process.exit`, so that what listens to "exit" can end its children.
 */
export async function command(main: () => Promise<void>): Promise<void> {
  process.on("SIGINT", () => process.exit(130));
  process.on("SIGTERM", () => process.exit(143));
  try {
    await main();
  } catch (error) {
    if (error instanceof Refusal) {
      console.error(error.message);
      process.exit(2);
    }
    console.error(error);
    process.exit(1);
  }
}
