import {readdirSync, readFileSync} from "node:fs";
import {join, posix} from "node:path";
import {root} from "../cli/site/folders.js";

/** An import declaration: what is imported, as written, and whether types only. */
export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** Files below a folder of the repository whose names match, as POSIX paths from the root; none if it does not exist. */
export function filesBelow(folder: string, pattern: RegExp): string[] {
  let names: string[];
  try {
    names = readdirSync(join(root, folder), {recursive: true}) as string[];
  } catch {
    return [];
  }
  return names
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter((path) => pattern.test(path) && !path.includes("/.observablehq/"))
    .sort();
}

/** The text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:([\w\s{},*$]*?)\s*from\s*)?["']([^"']+)["']/gm;
const DYNAMIC = /\bimport(?:\.meta\.resolve)?\(\s*["']([^"']+)["']/g;

/** What a module, or the code in a page, imports. */
export function importsOf(text: string): Import[] {
  const declared = [...text.matchAll(STATEMENT)].map(([, type, names = "", specifier]) => {
    const list = /^\{([^}]*)\}$/
      .exec(names.trim())?.[1]
      ?.split(",")
      .filter((name) => name.trim() !== "");
    const typeOnly = type !== undefined || Boolean(list?.length && list.every((name) => /^\s*type\s/.test(name)));
    return {specifier: specifier!, typeOnly};
  });
  return [
    ...declared,
    ...[...text.matchAll(DYNAMIC)].map(([, specifier]) => ({specifier: specifier!, typeOnly: false}))
  ];
}

/** The path of the file that a relative import leads to, from the root; `.js` stands for `.ts`, as everywhere here. */
export function resolveImport(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts");
}
