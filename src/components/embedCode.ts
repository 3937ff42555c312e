/** What a page of another site needs to know of a figure of this one. */
export interface Embedded {
  readonly id: string;
  readonly title: string;
  /** Of the drawing, in px, at the width of a column of text. */
  readonly width: number;
  readonly height: number;
}

/** Room in a frame for title, caption, provenance and tools, in px. */
const words = 300;

/** The HTML that shows a figure in other sites, in three ways: by module, in a frame, as a picture. `site` is the site's root. */
export function embedCode({id, title, width, height}: Embedded, site: string): string {
  const at = (path: string) => new URL(path, site).href;
  const name = title.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!-- The figure in the page, by a module -->
<div id="polywidth-${id}"></div>
<script type="module">
import {figure} from ${JSON.stringify(at("embed.js"))};
document.querySelector("#polywidth-${id}").append(await figure("${id}"));
</script>

<!-- or in a frame, without a script -->
<iframe src="${at(`embed/${id}.html`)}" title="${name}" width="100%" height="${Math.round(height) + words}" style="border: 0"></iframe>

<!-- or the drawing alone -->
<img src="${at(`_file/figures/${id}.svg`)}" alt="${name}" width="${Math.round(width)}" height="${Math.round(height)}">
`;
}
