/** A page's HTML as its tags say it: where it links to, and where it can be linked to. */
export interface Anchors {
  /** The values of href and src, as they are written. */
  readonly links: readonly string[];
  readonly ids: readonly string[];
}

/** Of the text of a built page; what scripts and comments hold is none of its own. */
export function anchorsOf(html: string): Anchors {
  const tags =
    html.replaceAll(/<!--[\s\S]*?-->|(<script\b[^>]*>)[\s\S]*?<\/script>/g, "$1").match(/<[a-z][^>]*>/gi) ?? [];
  const values = (name: RegExp) =>
    tags.flatMap((tag) => Array.from(tag.matchAll(name), ([, value]) => value!.replaceAll("&amp;", "&")));
  return {links: values(/\s(?:xlink:)?(?:href|src)="([^"]*)"/g), ids: values(/\sid="([^"]*)"/g)};
}
