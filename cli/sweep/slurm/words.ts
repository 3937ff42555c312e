import {Refusal} from "../../refusal.js";

/** "1 cell", "2 cells". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The error as one that ends the command without a stack. */
export function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal(messageOf(error));
}
