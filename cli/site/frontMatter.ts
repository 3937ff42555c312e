import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {root} from "./folders.js";

/** What a page says of itself between its first lines, but for what Framework alone reads. */
export interface FrontMatter {
  readonly title: string;
  /** The names of the pages after which it reads better; see `prerequisites.ts`. */
  readonly prerequisites: readonly string[];
}

/** The front matter of a page's text. */
export function frontMatterOf(text: string): FrontMatter {
  const head = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? "";
  const title = /^title: *(.*)$/m.exec(head)?.[1] ?? "";
  const list = /^prerequisites: *\[(.*)\]$/m.exec(head)?.[1] ?? "";
  return {title, prerequisites: list.split(",").flatMap((name) => name.trim() || [])};
}

/**
 * The front matter of every page, by the name of its file without ".md", in the order in which the configuration lists the
 * pages. The page for wrong addresses is none.
 */
export function frontMatters(): ReadonlyMap<string, FrontMatter> {
  const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");
  // The configuration imports what asks here, so that its text is read and not its value.
  const list = Array.from(read("observablehq.config.ts").matchAll(/path: "\/([\w-]+)"/g), ([, name]) => name!);
  const names = readdirSync(join(root, "src"))
    .filter((name) => name.endsWith(".md") && name !== "404.md")
    .map((name) => name.slice(0, -".md".length))
    .sort((a, b) => list.indexOf(a) - list.indexOf(b) || (a < b ? -1 : 1));
  return new Map(names.map((name) => [name, frontMatterOf(read("src", `${name}.md`))]));
}
