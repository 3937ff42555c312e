import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {root} from "./folders.js";

/** Who made the site, what it is called and since when it is there, as CITATION.cff has it. */
export interface Citation {
  readonly title: string;
  readonly authors: readonly string[];
  /** Year-month-day. */
  readonly date: string;
}

/** What CITATION.cff says of this project. Throws an Error that names what it lacks. */
export async function readCitation(): Promise<Citation> {
  return parseCitation(await readFile(join(root, "CITATION.cff"), "utf8"));
}

/** The same of the file's text: of the project itself, not of its references. */
export function parseCitation(text: string): Citation {
  const [own] = text.split(/^references:/m);
  const field = (name: string): string => {
    const value = new RegExp(`^${name}: "?(.+?)"?$`, "m").exec(own!)?.[1];
    if (!value) throw new Error(`CITATION.cff has no ${name}`);
    return value;
  };
  const authors = Array.from(own!.matchAll(/^ {2}- name: "?(.+?)"?$/gm), ([, name]) => name!);
  if (authors.length === 0) throw new Error("CITATION.cff has no authors with a name");
  return {title: field("title"), authors, date: field("date-released")};
}
