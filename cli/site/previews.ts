import type {Entry} from "../figures/entry.js";
import {nameOf} from "../figures/entry.js";
import {galleryFiles} from "./gallery.js";

/** What the previews are made of. */
export interface Shown {
  /** The HTML of every page, by its path: "" for the first page. */
  readonly pages: ReadonlyMap<string, string>;
  readonly figures: Readonly<Record<string, Pick<Entry, "title" | "caption" | "width" | "height">>>;
}

const reference = /<a href="\.\/([\w-]*)#([\w-]+)" class="ref ref-(citation|equation|figure)"/g;

/**
 * The page with a `<template>` for each work, equation and figure of another page that it refers to: what stands there, for
 * the script that shows it beside the link. What stands on the page itself is found there.
 */
export function withPreviews(html: string, shown: Shown): string {
  const templates = new Map<string, string>();
  for (const [, page, anchor, kind] of html.matchAll(reference)) {
    const href = `./${page}#${anchor}`;
    const content = previews[kind as keyof typeof previews](shown, page!, anchor!);
    if (content) templates.set(href, `<template data-preview="${href}">${content}</template>`);
  }
  return html.replace("</main>", () => `${[...templates.values()].join("\n")}</main>`);
}

const previews = {
  citation: ({pages}: Shown, page: string, key: string) => {
    const work = new RegExp(`<p id="${key}" class="reference"><span class="work">([\\s\\S]*?)</span>`);
    // Nobody can reach a link in a preview with the keyboard.
    return work.exec(pages.get(page) ?? "")?.[1]?.replaceAll(/<\/?a\b[^>]*>/g, "");
  },
  equation: ({pages}: Shown, page: string, id: string) => {
    const display = new RegExp(`<p id="${id}"( class=[^>]*>[\\s\\S]*?</p>)`).exec(pages.get(page) ?? "")?.[1];
    return display && `<p${display}`;
  },
  figure: ({figures}: Shown, _page: string, anchor: string) => {
    const id = anchor.replace(/^figure-/, "");
    const figure = figures[id];
    if (!figure) return undefined;
    const {title, caption, width, height} = figure;
    const file = `./${galleryFiles}/${nameOf(id, "svg")}`;
    return (
      `<p class="figure-title">${title.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>` +
      `<img src="${file}" alt="" width="${width}" height="${height}"><div class="figure-caption">${caption}</div>`
    );
  }
};
