import type {Sentence} from "./refusal.js";

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const decimalComma = /^[+-]?\d*,\d+([eE][+-]?\d+)?$/;

/** The remedy where a number was probably written with a decimal comma, else undefined. */
export function decimalCommaHint(text: string): Sentence | undefined {
  if (!decimalComma.test(text)) return undefined;
  return () => `write the decimals after a point, as in ${text.replace(",", ".")}`;
}

/** The finite number that a text writes in decimal notation, or undefined. */
export function readDecimal(text: string): number | undefined {
  if (!decimal.test(text)) return undefined;
  const value = Number(text) + 0;
  return Number.isFinite(value) ? value : undefined;
}
