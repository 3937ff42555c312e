import {posix} from "node:path";
import {fileOf} from "./diskPage.js";

/** A stylesheet that can be read from disk, and the other files that it names. */
export interface DiskStyle {
  readonly css: string;
  readonly needs: readonly string[];
}

/** A stylesheet with its fonts inside: from disk, some browsers take fonts for files of another origin, and refuse them. */
export function diskStyle(
  css: string,
  name: string,
  files: ReadonlySet<string>,
  read: (file: string) => Uint8Array
): DiskStyle {
  const needs = new Set<string>();
  const changed = css.replaceAll(/url\(\s*(["']?)([^"')]+)\1\s*\)/g, (found, _, address: string) => {
    const target = fileOf(address, name, files);
    if (!target) return found;
    if (posix.extname(target.file) === ".woff2")
      return `url(data:font/woff2;base64,${Buffer.from(read(target.file)).toString("base64")})`;
    needs.add(target.file);
    return found;
  });
  return {css: changed, needs: [...needs]};
}
