import {JSDOM} from "jsdom";

/** The page whose headings are the feed's entries. */
export const feedPage = "changes";
export const feedName = "feed.xml";

/**
 * The dated sections of the page of changes, as built, as an Atom feed (RFC 4287): one entry a heading that is a date, year-month-day.
 * `url` is the site's own, with a slash at its end. Throws an Error where no heading is a date.
 */
export function feedOf(html: string, url: URL, title: string): string {
  const {document} = new JSDOM(html).window;
  const page = new URL(feedPage, url);
  // Links of the page are below the site's address; in a reader they need all of it.
  for (const link of document.querySelectorAll("main a[href]"))
    link.setAttribute("href", new URL(link.getAttribute("href")!, page).href);
  const entries = [...document.querySelectorAll("main h2")].flatMap((heading) => {
    const date = heading.textContent!.trim();
    return /^\d{4}-\d{2}-\d{2}$/.test(date) ? [{date, id: heading.id, content: contentBelow(heading)}] : [];
  });
  if (entries.length === 0) throw new Error(`the page /${feedPage} has no heading that is a date, such as 2026-11-28`);
  const updated = (date: string) => `${date}T00:00:00Z`;
  const newest = entries
    .map(({date}) => date)
    .sort()
    .at(-1)!;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <title>${escaped(title)}</title>`,
    `  <id>${url.href}</id>`,
    `  <link href="${url.href}"/>`,
    `  <link rel="self" href="${new URL(feedName, url).href}"/>`,
    `  <updated>${updated(newest)}</updated>`,
    `  <author><name>Polywidth</name></author>`,
    ...entries.map(({date, id, content}) =>
      [
        "  <entry>",
        `    <title>Changes of ${date}</title>`,
        `    <id>${page.href}#${id}</id>`,
        `    <link href="${page.href}#${id}"/>`,
        `    <updated>${updated(date)}</updated>`,
        `    <content type="html">${escaped(content)}</content>`,
        "  </entry>"
      ].join("\n")
    ),
    "</feed>\n"
  ].join("\n");
}

/** What stands between a heading and the next one, as HTML. */
function contentBelow(heading: Element): string {
  const parts: string[] = [];
  for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling)
    parts.push(next.outerHTML);
  return parts.join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
