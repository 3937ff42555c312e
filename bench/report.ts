import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {root} from "../cli/site/folders.js";

/** What a benchmark says: printed at once, kept for bench/results.md. */
export class Report {
  readonly #lines: string[] = [];

  say(line = ""): void {
    console.log(line);
    this.#lines.push(line);
  }

  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    this.say(`| ${head.join(" | ")} |`);
    this.say(`| ${head.map(() => "---").join(" | ")} |`);
    for (const row of rows) this.say(`| ${row.join(" | ")} |`);
    this.say();
  }

  save(): void {
    writeFileSync(join(root, "bench", "results.md"), `${this.#lines.join("\n").trimEnd()}\n`);
  }
}

/** Seconds as milliseconds with three digits. */
export function milliseconds(seconds: number): string {
  const value = 1000 * seconds;
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}
