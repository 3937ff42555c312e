import type {Store} from "../../store/store.js";
import {contentsOf} from "./contents.js";
import {freshnessOf} from "./freshness.js";
import {inShort} from "./inShort.js";
import {count, seconds, size} from "./sizes.js";

/** The same in every locale; 8 comes before 16. */
const order = new Intl.Collator("en", {numeric: true});

const head = ["experiment", "size", "seconds", "code", "parameters"];

/** Prints one line a result, by experiment and parameters, and what there is in all. */
export async function list(store: Store, say: (line: string) => void): Promise<void> {
  const {results, damaged, others} = await contentsOf(store);
  const isCurrent = await freshnessOf(results);
  const lines: string[][] = [];
  for (const result of results) {
    const {file, identity} = result;
    const timing = await store.timing(file.key);
    lines.push([
      identity.experiment,
      size(file.bytes),
      timing ? seconds(timing.seconds) : "unknown",
      isCurrent(result) ? "current" : "stale",
      inShort(identity)
    ]);
  }
  lines.sort(([a, , , , b], [c, , , , d]) => order.compare(`${a} ${b}`, `${c} ${d}`));
  if (lines.length > 0) for (const line of aligned([head, ...lines])) say(line);
  for (const {file, why} of damaged) say(`${file.path} ${why}`);
  const bytes = [...results, ...damaged].reduce((sum, {file}) => sum + file.bytes, 0);
  const stale = results.filter((result) => !isCurrent(result)).length;
  const aside = others.filter(({kind}) => kind === "set aside").length;
  say(
    [
      `${count(results.length, "result")} in ${store.folder}, ${size(bytes)}`,
      `${stale} stale`,
      ...(damaged.length > 0 ? [`${damaged.length} damaged`] : []),
      ...(aside > 0 ? [`${aside} set aside`] : [])
    ].join(", ")
  );
}

/** The columns side by side, as wide as they need to be. */
function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = lines[0]!.map((_, j) => lines.reduce((width, line) => Math.max(width, line[j]!.length), 0));
  return lines.map((line) => {
    const cells = line.map((cell, j) => cell.padEnd(widths[j]!));
    return cells.join("  ").trimEnd();
  });
}
