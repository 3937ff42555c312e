import {type Entry, formats, nameOf} from "../figures/entry.js";
import {galleryFiles} from "./gallery.js";
import {shortPath} from "./shortPath.js";

/** Places in a drawing, whose unit is a pixel. */
const places = /\s(?:transform|[xy][12]?|c[xy]|width|height)="[^"]*"/g;
const paths = /(?<=\sd=")[^"]*/g;

/**
 * The static figure as it stands in its page: with the beginning of its code's hash, which the live figure takes over, and links to its
 * files, since no button answers here; its places are rounded to a tenth of a pixel and its paths short, a quarter of what a page weighs
 * being digits.
 * Throws an Error where the drawn frame has no place for them.
 */
export function standing(id: string, html: string, {code}: Pick<Entry, "code">): string {
  const shownCode = code.slice(0, 12);
  const links = formats.map((format) => {
    const name = nameOf(id, format);
    return `<a href="./${galleryFiles}/${name}" download="${name}">${format.toUpperCase()}</a>`;
  });
  const written: readonly [RegExp, (found: string) => string][] = [
    [/^<figure /, (found) => `${found}data-code="${shownCode}" `],
    [
      /<p class="figure-provenance"[^>]*>[^<]*/,
      (found) => `${found}${found.endsWith(">") ? "" : " · "}code ${shownCode}`
    ],
    [/<div class="figure-tools">/, (found) => `${found}${links.join("")}`]
  ];
  // As HTML, not XML, has it.
  let page = html
    .replaceAll(' hidden=""', " hidden")
    .replaceAll(paths, shortPath)
    .replaceAll(places, (text) => text.replaceAll(/\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(1)))));
  for (const [place, filled] of written) {
    if (!place.test(page)) throw new Error(`the static figure ${id} has no place for ${place}`);
    page = page.replace(place, filled);
  }
  return page;
}
