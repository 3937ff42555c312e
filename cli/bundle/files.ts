import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {galleryFiles} from "../site/gallery.js";
import {diskPage} from "./diskPage.js";
import {diskStyle} from "./diskStyle.js";

/** The built site for reading from disk: its pages, and the files that they show or lead to, by their paths with "/". */
export function diskFiles(site: string, home?: URL): Map<string, Uint8Array> {
  const entries = readdirSync(site, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  const names = entries.map(({parentPath, name}) =>
    join(parentPath, name)
      .slice(site.length + 1)
      .replaceAll("\\", "/")
  );
  const files = new Set(names.filter((name) => !name.endsWith(".br") && name !== "404.html"));
  const read = (name: string) => readFileSync(join(site, name));
  const bundled = new Map<string, Uint8Array>();
  const wanted = [...files].filter((name) => /^[^/]*\.html$/.test(name));
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (bundled.has(name)) continue;
    const {bytes, needs} = forDisk(name, read, files, home);
    bundled.set(name, bytes);
    wanted.push(...needs);
  }
  return bundled;
}

function forDisk(
  name: string,
  read: (name: string) => Buffer,
  files: ReadonlySet<string>,
  home: URL | undefined
): {bytes: Uint8Array; needs: readonly string[]} {
  const bytes = read(name);
  if (name.endsWith(".html")) {
    const {html, needs} = diskPage(bytes.toString("utf8"), name, files, home);
    return {bytes: Buffer.from(html), needs};
  }
  if (name.endsWith(".css")) {
    const {css, needs} = diskStyle(bytes.toString("utf8"), name, files, read);
    return {bytes: Buffer.from(css), needs};
  }
  return {bytes, needs: []};
}

/** How many pages and figures there are among the files. */
export function countOf(files: ReadonlyMap<string, unknown>): {pages: number; figures: number} {
  const names = [...files.keys()];
  return {
    pages: names.filter((name) => name.endsWith(".html")).length,
    figures: names.filter((name) => name.startsWith(`${galleryFiles}/`) && name.endsWith(".svg")).length
  };
}
