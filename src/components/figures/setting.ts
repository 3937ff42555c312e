import type {Printed} from "../command.js";
import {formatNumber} from "../numbers.js";

/** What a figure is about, and how its rows are made again. */
export interface Setting {
  /** Unique in the page. */
  readonly id: string;
  /** Name of the problem in the registry, e.g. "He4". */
  readonly problem: string;
  readonly dimension: number;
  /** Printed parameters of the experiment. */
  readonly parameters: Printed;
}

/** "He4, d = 16" and what else there is to say, joined by commas; HTML. */
export function settingText({problem, dimension}: Pick<Setting, "problem" | "dimension">, ...more: string[]): string {
  return [`<code>${problem}</code>`, `<i>d</i> = ${dimension}`, ...more].join(", ");
}

/** "σ = σ* = h₄, d = 16"; HTML. */
export function linksText({links, dimension}: {links: {readonly label: string}; dimension: number}): string {
  return `${links.label}, <i>d</i> = ${dimension}`;
}

/** A share of a whole: "37 %". */
export function percent(share: number): string {
  return `${formatNumber(100 * share, 2)} %`;
}

/** A ratio in words: "1.08 times" or, where it is large, "10²³ times". */
export function times(ratio: number): string {
  return `${formatNumber(ratio, ratio < 100 ? 3 : 2)} times`;
}

/** Whether the interval of an exponent contains −1. */
export function isInverse({low, high}: {readonly low: number; readonly high: number}): boolean {
  return low <= -1 && high >= -1;
}

/** An interval that is longer than this contains both a collapse and much else. */
export const longest = 0.75;

/** Whether the interval of an exponent is short enough to say something. */
export function isDecided({low, high}: {readonly low: number; readonly high: number}): boolean {
  return high - low <= longest;
}

/** How far a ratio is from 1: "2.1 % above", "7.4 % below". */
export function offBy(ratio: number): string {
  return `${percent(Math.abs(ratio - 1))} ${ratio < 1 ? "below" : "above"}`;
}

/** "3 seeds", "1 seed". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** The mean of the finite numbers, NaN when there are none. */
export function meanOf(values: readonly (number | null | undefined)[]): number {
  const finite = values.filter((value): value is number => Number.isFinite(value));
  return finite.reduce((sum, value) => sum + value, 0) / finite.length;
}
