import {cp, readdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {promisify} from "node:util";
import {brotliCompress, constants} from "node:zlib";
import {dist, figuresPath, root} from "./folders.js";

const brotli = promisify(brotliCompress);
const compress = (bytes: Buffer) => brotli(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 9}});

/**
 * The last pass over `dist`: what Framework leaves undone in its HTML, the fonts that KaTeX's style sheet names, and a
 * Brotli copy of every file that shrinks, for servers that send those.
 */
export async function finish(): Promise<void> {
  const figures: Figures = JSON.parse(await readFile(figuresPath, "utf8"));
  const fonts = join("style", "katex", "fonts");
  await cp(join(root, "src", fonts), join(dist, "_file", fonts), {recursive: true});
  for (const name of await readdir(dist, {recursive: true})) {
    const path = join(dist, name);
    if (name.endsWith(".html")) await writeFile(path, finishPage(await readFile(path, "utf8"), figures));
    if (/\.(html|js|css|json|svg|csv|arrow)$/.test(name))
      await writeFile(`${path}.br`, await compress(await readFile(path)));
  }
}

/** The HTML of each static figure, by its id. */
type Figures = Readonly<Record<string, string>>;

/**
 * One page: gets its static figures, says its language, lets readers zoom, gives Plot's labelled groups the role without
 * which assistive technology ignores the label, and drops files' modification times.
 */
export function finishPage(html: string, figures: Figures = {}): string {
  return html
    .replaceAll(
      /(<observablehq-loading class="static-figure" data-figure="([\w-]+)">)/g,
      (tag, _, id) => tag + (figures[id] ?? "")
    )
    .replace("<html>", '<html lang="en">')
    .replace(", maximum-scale=1", "")
    .replaceAll(/<g (?![^>]*\brole=)(?=[^>]*\baria-label=)/g, '<g role="group" ')
    .replaceAll(/"lastModified":[\d.]+,?/g, "");
}
