import {JSDOM} from "jsdom";
import {html} from "../../src/components/dom.js";
import {frontMatters} from "./frontMatter.js";

/** The pages by their titles, as a list of links in HTML; the first one first. */
export function pageList(): string {
  const {document} = new JSDOM("").window;
  const names = [...frontMatters()].sort(([a], [b]) => Number(b === "index") - Number(a === "index"));
  const items = names.map(([name, {title}]) =>
    html(document, "li", {}, html(document, "a", {href: name === "index" ? "./" : `./${name}`}, title))
  );
  return html(document, "ul", {}, ...items).outerHTML;
}
