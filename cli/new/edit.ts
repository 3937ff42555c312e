import {posix} from "node:path";
import type {Names} from "./names.js";

/** A text of a file, changed; throws an Error that names the file where it has no place for the change. */
export type Edit = (text: string, path: string) => string;

/** Puts an import where the order of the other relative ones has it, by the module's path. */
export function importing(names: string, specifier: string): Edit {
  return (text, path) => {
    const statement = `import ${names} from "${specifier}";\n`;
    const later = [...text.matchAll(/^import [^;]*? from "([^"]+)";\n/gm)].find(
      ([, other]) => other!.startsWith(specifier.slice(0, specifier.lastIndexOf("/") + 1)) && other! > specifier
    );
    if (later) return text.slice(0, later.index) + statement + text.slice(later.index);
    const last = [...text.matchAll(/^import [^;]*? from "[^"]+";\n/gm)].at(-1);
    if (!last) throw new Error(`${path} has no import beside which another would stand`);
    const end = last.index + last[0].length;
    return text.slice(0, end) + statement + text.slice(end);
  };
}

/** Puts lines before the first place that matches; `pattern` has the flag m. */
export function before(pattern: RegExp, lines: string): Edit {
  return (text, path) => {
    const at = text.search(pattern);
    if (at < 0) throw new Error(`${path} has no ${pattern}, before which a new entry would stand`);
    return text.slice(0, at) + lines + text.slice(at);
  };
}

/** Puts an item at the end of the list or object that `end` closes; the one before it gets its comma. */
export function lastItem(end: RegExp, item: string): Edit {
  return (text, path) => {
    const at = text.search(end);
    if (at < 0) throw new Error(`${path} has no ${end}, before which a new entry would stand`);
    return `${text.slice(0, at).trimEnd()},\n  ${item}\n${text.slice(at)}`;
  };
}

/** Puts text at the end. */
export function append(lines: string): Edit {
  return (text) => text + lines;
}

/** All of them, one after another. */
export function edits(...list: readonly Edit[]): Edit {
  return (text, path) => list.reduce((before, edit) => edit(before, path), text);
}

/**
 * A template under the name of what is made of it: `from` and `to` are paths from the root, to which its relative imports are
 * adapted; `moved` says which of the imported templates becomes which file.
 */
export function filled(
  text: string,
  {kebab, camel, pascal, title}: Names,
  from: string,
  to: string,
  moved: Readonly<Record<string, string>> = {}
): string {
  return text
    .replaceAll(/(from ")(\.[^"]+)(")/g, (_, start, specifier, end) => {
      const target = posix.join(posix.dirname(from), specifier);
      const relative = posix.relative(posix.dirname(to), moved[target] ?? target);
      return `${start}${relative.startsWith(".") ? "" : "./"}${relative}${end}`;
    })
    .replaceAll("template-name", kebab)
    .replaceAll("templateName", camel)
    .replaceAll("TemplateName", pascal)
    .replaceAll("Template title", title);
}
