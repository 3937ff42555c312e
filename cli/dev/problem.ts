/** Something that is broken in a preview, as the overlay shows it. */
export interface Problem {
  readonly message: string;
  /** Where it was thrown, from the root of the repository, with the line where that is known. */
  readonly file?: string;
  /** The first calls that led there. */
  readonly stack: readonly string[];
}

/** How many lines of a stack are of help. */
const most = 6;

const frame = /^\s*at .+$|^[^\s@]*@\S+:\d+:\d+$/;

/**
 * What went wrong, of an error's message and stack, or of what a program said on stderr before it ended. Frames inside Node
 * and packages are left out. `folder` is the root of the repository, as the stack spells it.
 */
export function problemOf(text: string, folder?: string): Problem {
  const lines = text.split(/\r?\n/);
  const calls = lines.filter((line) => frame.test(line)).map((line) => readable(line, folder));
  const own = calls.filter((line) => !/node:|node_modules|_node\/|_observablehq\//.test(line)).slice(0, most);
  const words = lines.filter((line) => !frame.test(line) && !/^Node\.js v/.test(line)).join("\n");
  // Node prints the place of a throw, then the line of code with a caret below it, and only then the error.
  const [, said = words] = /\n\s*\^+\n+([\s\S]*)$/.exec(words) ?? [];
  const place = own.map((line) => /\(?((?:src|store|cli)\/[^():]+(?::\d+)?)/.exec(line)?.[1]).find(Boolean);
  return {message: said.trim(), file: place, stack: own};
}

/** A line of a stack with the names of sources in place of addresses; a module of the page keeps no line, which is not its source's. */
function readable(line: string, folder = "no such folder"): string {
  return line
    .trim()
    .replaceAll(/https?:\/\/[^/]+\/_import\/([^?\s)]+)\.js(?:\?[^:\s)]*)?(?::\d+)*/g, "src/$1.ts")
    .replaceAll(/https?:\/\/[^/]+(\/[^?#:\s)]*)(?:\?[^:\s)]*)?(?::\d+)*/g, "page $1")
    .replaceAll("file://", "")
    .replaceAll(`${folder}/`, "");
}
