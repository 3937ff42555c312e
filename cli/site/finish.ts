import {cp, mkdir, readdir, readFile, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {promisify} from "node:util";
import {brotliCompress, constants} from "node:zlib";
import {nameOf} from "../figures/entry.js";
import {htmlPath} from "../figures/kept.js";
import type {Made} from "../figures/make.js";
import {writeManifest} from "../figures/manifest.js";
import {rasterise} from "../figures/raster.js";
import {writeFigures} from "../figures/write.js";
import {dateFiles} from "../sourceDate.js";
import {cardSvg} from "./card.js";
import {readCitation} from "./citation.js";
import {withContentPolicy} from "./contentPolicy.js";
import {writeEmbeds} from "./embeds.js";
import {feedName, feedOf, feedPage} from "./feed.js";
import {withEarlyPaint} from "./firstPaint.js";
import {dist, figuresFolder, root} from "./folders.js";
import {cardsOf, galleryFiles} from "./gallery.js";
import {withInputPlaces} from "./inputPlaces.js";
import {cardFiles, pictureOf, sitemap, siteUrl, withPageHead} from "./pageHead.js";
import {bundleModules} from "./pageModules.js";
import {withPreviews} from "./previews.js";
import {standing} from "./standing.js";
import {withWaitingCells} from "./waitingCells.js";

const brotli = promisify(brotliCompress);

/** Pages, modules and styles are what readers wait for; the rest is packed in less time. */
const qualityOf = (name: string) => (/\.(html|js|css)$/.test(name) ? 11 : 9);

/** Packs a file into a copy beside it. */
async function compress(path: string): Promise<void> {
  const bytes = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: qualityOf(path),
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
  };
  await writeFile(`${path}.br`, await brotli(bytes, {params}));
}

/**
 * The last pass over `dist`: what Framework leaves undone in its HTML, modules in few files, the fonts that KaTeX's style sheet
 * names, the files of the figures with their manifest, and a Brotli copy of every file that shrinks, for servers that send those.
 */
export async function finish(made: ReadonlyMap<string, Made>): Promise<void> {
  const folder = join(dist, galleryFiles);
  const {manifest} = await writeFigures(made, figuresFolder, folder);
  await writeManifest(folder, made.keys(), manifest);
  const figures: Record<string, string> = {};
  for (const [id, {entry}] of made)
    figures[id] = standing(id, await readFile(htmlPath(figuresFolder, id), "utf8"), entry);
  const parts = {figures, cards: cardsOf(manifest)};
  const citation = await readCitation();
  const url = siteUrl();
  const pages: string[] = [];
  const shown = {pages: await readPages(), figures: manifest};
  const fonts = join("style", "katex", "fonts");
  const finished = await bundleModules(
    dist,
    new Map(
      Array.from(shown.pages, ([page, html]) => [page, withWaitingCells(withInputPlaces(finishPage(html, parts)))])
    )
  );
  await cp(join(root, "src", fonts), join(dist, "_file", fonts), {recursive: true});
  for (const name of await readdir(dist, {recursive: true})) {
    const path = join(dist, name);
    if (name.endsWith(".html")) {
      const page = pathOf(name);
      const painted = await withEarlyPaint(withPreviews(finished.get(page)!, shown), (sheet) =>
        readFile(join(dirname(path), sheet), "utf8")
      );
      const html = atUrl(painted, url);
      if (url) await writeCard(pictureOf(html));
      await writeFile(path, withContentPolicy(withPageHead(html, {path: page, citation, url})));
      if (page !== "404") pages.push(page);
    }
    if (/\.(html|js|css|json|svg|csv|arrow)$/.test(name)) await compress(path);
  }
  for (const path of await writeEmbeds(dist, figures, manifest)) await compress(path);
  if (url) {
    await writeFile(join(dist, "sitemap.xml"), sitemap(pages.sort(), url));
    const changes = await readFile(join(dist, `${feedPage}.html`), "utf8");
    await writeFile(join(dist, feedName), feedOf(changes, url, citation.title));
  }
  // GitHub Pages would else leave out folders whose names begin with an underscore.
  await writeFile(join(dist, ".nojekyll"), "");
  await dateFiles((await readdir(dist, {recursive: true})).map((name) => join(dist, name)));
}

/** The address of a page below the site's, of its file's name. */
function pathOf(name: string): string {
  return name.replaceAll("\\", "/").replace(/(^|\/)index\.html$|\.html$/, "$1");
}

/** The pages as Framework wrote them, by their addresses. */
async function readPages(): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const name of await readdir(dist, {recursive: true}))
    if (name.endsWith(".html")) pages.set(pathOf(name), await readFile(join(dist, name), "utf8"));
  return pages;
}

/** The page for wrong addresses, which may be any, names the address of the site itself: Framework takes it for the server's root. */
function atUrl(html: string, url: URL | undefined): string {
  return url ? html.replace('<base href="/">', `<base href="${url.pathname}">`) : html;
}

/** The picture of a page's card, made of a figure. */
async function writeCard(id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const svg = await readFile(join(figuresFolder, nameOf(id, "svg")), "utf8");
  const folder = join(dist, cardFiles);
  await mkdir(folder, {recursive: true});
  await writeFile(join(folder, nameOf(id, "png")), await rasterise(cardSvg(svg)));
}

/** What is drawn beforehand, as HTML, by the figures' ids. */
interface Parts {
  readonly figures?: Readonly<Record<string, string>>;
  /** What the gallery shows of each below its title. */
  readonly cards?: Readonly<Record<string, string>>;
}

/**
 * One page: gets its static figures or the gallery's cards, says its language, lets readers zoom, gives Plot's labelled
 * groups the role without which assistive technology ignores the label, names Framework's landmarks and its switch, takes out of a
 * list what is no item of it, lets the keyboard reach code that scrolls, and drops files' modification times.
 */
export function finishPage(html: string, {figures = {}, cards = {}}: Parts = {}): string {
  return html
    .replaceAll(
      /(<observablehq-loading class="static-figure" data-figure="([\w-]+)">)/g,
      (tag, _, id) => tag + (figures[id] ?? "")
    )
    .replaceAll(/<div data-card="([\w-]+)"><\/div>/g, (_, id) => cards[id] ?? "")
    .replace("<html>", '<html lang="en">')
    .replace(", maximum-scale=1", "")
    .replaceAll(/<g (?![^>]*\brole=)(?=[^>]*\baria-label=)/g, '<g role="group" ')
    .replace(
      '<input id="observablehq-sidebar-toggle"',
      '<input aria-label="Toggle sidebar" id="observablehq-sidebar-toggle"'
    )
    .replace(/(<ol>)\s*(<label id="observablehq-sidebar-close"[^>]*><\/label>)([\s\S]*?<\/ol>)/, "$1$3$2")
    .replace('<nav id="observablehq-sidebar"', '<nav aria-label="Pages" id="observablehq-sidebar"')
    .replace(/(<aside id="observablehq-toc"[^>]*>\s*)<nav>/, '$1<nav aria-label="Contents">')
    .replace(/(<footer id="observablehq-footer">\s*)<nav>/, '$1<nav aria-label="Neighbouring pages">')
    .replaceAll("<pre data-language", '<pre tabindex="0" data-language')
    .replaceAll(/"lastModified":[\d.]+,?/g, "");
}
