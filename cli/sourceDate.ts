import {utimes} from "node:fs/promises";
import {Refusal} from "./refusal.js";

/**
 * The time that SOURCE_DATE_EPOCH asks for, in seconds since 1970; undefined without it. Only the times of files follow
 * it: no file of ours holds a time. Refused if it is no such number.
 */
export function sourceDate(text = process.env.SOURCE_DATE_EPOCH): Date | undefined {
  if (text === undefined || text === "") return undefined;
  const date = new Date(1000 * Number(text));
  if (!/^\d+$/.test(text) || Number.isNaN(date.getTime()))
    throw new Refusal(
      `SOURCE_DATE_EPOCH is ${JSON.stringify(text)}; it must be a whole number of seconds since 1970, for example 1767225600`
    );
  return date;
}

/** Gives files the time that SOURCE_DATE_EPOCH asks for, so that an archive of them is always the same. */
export async function dateFiles(paths: readonly string[]): Promise<void> {
  const date = sourceDate();
  if (date) for (const path of paths) await utimes(path, date, date);
}
