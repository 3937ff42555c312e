import {JSDOM} from "jsdom";
import {cardSize} from "./card.js";
import type {Citation} from "./citation.js";
import {feedName} from "./feed.js";

/** Where the site will stand, with a slash at its end; undefined where that is not known. */
export function siteUrl(text = process.env.POLYWIDTH_URL): URL | undefined {
  if (!text) return undefined;
  if (!/^https?:\/\/[^?#]+$/.test(text))
    throw new Error(
      `POLYWIDTH_URL is ${JSON.stringify(text)}; it must be the address of the site's first page, ` +
        "for example https://example.org/polywidth/"
    );
  return new URL(text.endsWith("/") ? text : `${text}/`);
}

/** What is said of a page to search engines, to Scholar and to those who show a card for a link. */
export interface PageHead {
  /** The page's address below the site's: "" for the first page. */
  readonly path: string;
  readonly citation: Citation;
  /** Without it there is no canonical address and no picture, which both have to be absolute. */
  readonly url?: URL;
}

/** The page with that in its head, in place of the description that all pages share. */
export function withPageHead(html: string, {path, citation, url}: PageHead): string {
  const title = /<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? citation.title;
  const description = claimOf(html);
  const picture = url && pictureOf(html);
  const address = url && new URL(path, url).href;
  const tags = [
    description && meta("name", "description", description),
    meta("name", "citation_title", title),
    ...citation.authors.map((author) => meta("name", "citation_author", author)),
    meta("name", "citation_publication_date", citation.date.replaceAll("-", "/")),
    meta("property", "og:type", "article"),
    meta("property", "og:title", title),
    description && meta("property", "og:description", description),
    address && meta("property", "og:url", address),
    address && `<link rel="canonical" href="${address}">`,
    url && `<link rel="alternate" type="application/atom+xml" href="${new URL(feedName, url).href}">`,
    ...(picture
      ? [
          meta("property", "og:image", new URL(`${cardFiles}/${picture}.png`, url).href),
          meta("property", "og:image:width", String(cardSize.width)),
          meta("property", "og:image:height", String(cardSize.height)),
          meta("name", "twitter:card", "summary_large_image")
        ]
      : [])
  ].filter(Boolean);
  const shared = /<meta name="description"[^>]*>/;
  if (!shared.test(html))
    throw new Error("a page has no description in its head, in the place of which its own would stand");
  return html.replace(shared, (own) => [...(description ? [] : [own]), ...tags].join("\n"));
}

/** Where the pictures of the pages' cards are, below the site's address. */
export const cardFiles = "_file/cards";

/** The id of the page's first figure, which is its picture; undefined where it has none. */
export function pictureOf(html: string): string | undefined {
  return /data-figure="([\w-]+)"/.exec(html)?.[1];
}

function meta(kind: "name" | "property", name: string, content: string): string {
  return `<meta ${kind}="${name}" content="${content}">`;
}

/** Longest description that search engines show whole, more or less. */
const enough = 300;

/** The sentences of the page's claim, without markup, as many as fit; undefined where there is no claim. */
function claimOf(html: string): string | undefined {
  const claim = /<div class="claim">([\s\S]*?)<\/div>/.exec(html)?.[1];
  if (claim === undefined) return undefined;
  const {document} = new JSDOM(claim).window;
  // A formula stands in the page twice: as what readers see, and as MathML, which has its source in TeX.
  for (const seen of document.querySelectorAll(".katex-html")) seen.remove();
  for (const math of document.querySelectorAll("math"))
    math.replaceWith(math.querySelector("annotation")?.textContent ?? math.textContent);
  const text = document.body.textContent
    .replaceAll(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .trim();
  const sentences = text.match(/.*?[.?!](?=\s|$)/g) ?? [text];
  let some = "";
  for (const sentence of sentences) {
    if (some !== "" && some.length + sentence.length > enough) break;
    some += sentence;
  }
  return some.trim();
}

/** The addresses of all pages for search engines (sitemaps.org). */
export function sitemap(paths: readonly string[], url: URL): string {
  const entries = paths.map((path) => `  <url><loc>${new URL(path, url).href}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join("\n")}\n</urlset>\n`;
}
