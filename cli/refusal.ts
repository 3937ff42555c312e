/** A request that cannot be met as it stands: reported in one line, without a stack, with exit code 2. */
export class Refusal extends Error {}

/** Runs a command; a Refusal ends it with its message and code 2, any other error with its stack and code 1. */
export async function command(main: () => Promise<void>): Promise<void> {
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
