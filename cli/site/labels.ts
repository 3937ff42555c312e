import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {root} from "./folders.js";

/** What other places can refer to in the text of a page. */
export interface Labels {
  /** The page's title, where the text has its front matter. */
  readonly title: string | undefined;
  /** The tags of its numbered displays. */
  readonly equations: readonly string[];
  /** The ids of its figures; the first has the number 1. */
  readonly figures: readonly string[];
}

/** The id of a figure's cell, from what stands behind its fence. */
export const figureCell = /^[jt]s\b.*\bfigure=["']?([a-z][\w-]*)/;

const fences = /^(```+|~~~+)([^\n]*)\n[\s\S]*?^\1/gm;

/** The labels of a page's Markdown. */
export function labelsOf(text: string): Labels {
  const figures = Array.from(text.matchAll(fences), ([, , info]) => figureCell.exec(info!.trim())?.[1]);
  const prose = text.replaceAll(fences, "");
  return {
    title: /^---\n[\s\S]*?^title: *(.+)$/m.exec(text)?.[1],
    equations: Array.from(prose.matchAll(/\\tag\{(\w+)\}/g), ([, tag]) => tag!),
    figures: figures.filter((id) => id !== undefined)
  };
}

/** The labels of the page at a path such as "approximation-gap"; undefined where there is none. */
export function labelsOfPage(path: string): Labels | undefined {
  const file = join(root, "src", `${path}.md`);
  return existsSync(file) ? labelsOf(readFileSync(file, "utf8")) : undefined;
}
