import {UsageError} from "../../simulate/usage.js";

/** "1 cell", "2 cells". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The error as one that ends the command with exit code 2. */
export function asUsageError(error: unknown): UsageError {
  return error instanceof UsageError ? error : new UsageError(messageOf(error));
}
