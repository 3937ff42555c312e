import {JSDOM} from "jsdom";
import {html} from "../../src/components/dom.js";
import {provenanceOf} from "../../src/components/figureSpec.js";
import {type Entry, formats, type Manifest, nameOf} from "../figures/entry.js";
import {manifestName} from "../figures/manifest.js";

/** Where the figures' files are, from the gallery's page. */
export const galleryFiles = "_file/figures";

let shown: Manifest | undefined;

/** Says which figures the gallery shows from now on: those of the site that is about to be built. */
export function showInGallery(manifest: Manifest): void {
  shown = manifest;
}

/** Those figures; none in a preview. */
export function shownFigures(): Manifest {
  return shown ?? {};
}

/**
 * The gallery as HTML, page by page: titles, and a place for the rest of each figure, which the last pass fills and Framework
 * need not read. A preview has no static figures, and says so.
 */
export function gallery(): string {
  const {document} = new JSDOM("").window;
  if (!shown) return html(document, "p", {}, "The figures are here once the site is built (npm run build).").outerHTML;
  // Framework would look for what is not "external" among the sources.
  const manifest = html(document, "a", {href: `./${galleryFiles}/${manifestName}`, rel: "external"}, "manifest");
  const parts = [
    html(document, "p", {}, "The ", manifest, " says the same to programs, with the checksum of every file.")
  ];
  let page: string | undefined;
  for (const [id, {title, place}] of Object.entries(shown)) {
    if (place.page !== page) {
      page = place.page;
      parts.push(html(document, "h2", {id: `page-of-${id}`}, page), html(document, "div", {class: "gallery"}));
    }
    const heading = html(document, "h3", {id}, title);
    const rest = html(document, "div", {"data-card": id});
    parts.at(-1)!.append(html(document, "figure", {class: "gallery-figure", "aria-labelledby": id}, heading, rest));
  }
  return parts.map(({outerHTML}) => outerHTML).join("\n");
}

/** What stands below the title of each figure, by its id: the drawing small, the caption, its making and its files. */
export function cardsOf(manifest: Manifest): Record<string, string> {
  const {document} = new JSDOM("").window;
  return Object.fromEntries(Object.entries(manifest).map(([id, entry]) => [id, card(id, entry, document)]));
}

function card(id: string, {title, caption, place, width, height, files, command, ...made}: Entry, document: Document) {
  const link = (text: string | Node, name: string, download?: string) =>
    html(document, "a", {href: `./${galleryFiles}/${name}`, download}, text);
  const drawing = nameOf(id, "svg");
  const picture = html(document, "img", {
    src: `./${galleryFiles}/${drawing}`,
    alt: title,
    width,
    height,
    loading: "lazy"
  });
  const words = html(document, "div", {class: "figure-caption"});
  words.innerHTML = caption;
  const downloads = formats.map((format) => {
    const name = nameOf(id, format);
    const size = ` ${Math.ceil(files[format]!.bytes / 1000)} kB`;
    return html(document, "span", {}, link(format.toUpperCase(), name, name), size);
  });
  const standing = html(document, "a", {href: `.${place.path}`}, "In its page");
  const commands = [`npm run figures -- ${id}`, ...(command === undefined ? [] : [command])].join("\n");
  return [
    link(picture, drawing),
    html(
      document,
      "figcaption",
      {},
      words,
      html(document, "p", {class: "figure-provenance"}, provenanceOf(made)),
      html(document, "p", {class: "gallery-files"}, ...downloads, standing),
      html(
        document,
        "details",
        {},
        html(document, "summary", {}, "Reproduce"),
        html(document, "pre", {tabindex: 0}, html(document, "code", {}, commands))
      )
    )
  ]
    .map(({outerHTML}) => outerHTML)
    .join("");
}
