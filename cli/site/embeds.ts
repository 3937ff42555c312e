import {mkdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {colorVariables} from "../../src/components/colors.js";
import type {Entry, Manifest} from "../figures/entry.js";
import {withContentPolicy} from "./contentPolicy.js";
import {root} from "./folders.js";

/** The folder of the pages that hold one figure each, for other sites. */
export const embedFolder = "embed";

/**
 * Writes, for each figure, a page of its own: for an `<iframe>`, and for the module src/embed.ts, which takes it apart. Returns
 * the files' paths.
 */
export async function writeEmbeds(
  site: string,
  figures: Readonly<Record<string, string>>,
  manifest: Manifest
): Promise<string[]> {
  const css = await readFile(join(root, "src", "style", "figure.css"), "utf8");
  const style = embedStyle(css, colorVariables());
  await mkdir(join(site, embedFolder), {recursive: true});
  const paths: string[] = [];
  for (const [id, html] of Object.entries(figures)) {
    const path = join(site, embedFolder, `${id}.html`);
    await writeFile(path, withContentPolicy(embedPage(html, manifest[id]!, style)));
    paths.push(path);
  }
  return paths;
}

/** The page of one figure: `html` is how it stands in its own page, one folder up. */
export function embedPage(html: string, {title, place}: Pick<Entry, "title" | "place">, style: string): string {
  const [path, anchor] = place.path.split("#") as [string, string];
  const home = path === "/" ? "../" : `..${path}`;
  const figure = html.replaceAll(/(<a\b[^>]*\bhref=")(\.\/|#)([^"]*"[^>]*)/g, (_, before, start, rest) => {
    const away = /\bdownload\b/.test(before + rest) ? "" : ' target="_blank"';
    return `${before}${start === "#" ? `${home}#` : "../"}${rest}${away}`;
  });
  const source = `<p class="polywidth-source">From <a href="${home}#${anchor}" target="_blank">${escaped(place.page)}</a>, Polywidth</p>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${escaped(title)} | Polywidth</title>
<style>
html { color-scheme: light dark; }
body { margin: 0; }
h1 { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
${style}</style>
</head>
<body>
<main><h1>${escaped(place.page)}</h1>
<div class="polywidth">
${figure}
${source}
</div></main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Mixtures of Framework's text colour with its background, in percent, as the site's own themes have them. */
const greys = {alt: 90, muted: 72, faint: 68, fainter: 30, faintest: 14};

/**
 * The figures' own stylesheet and colours, all of them below one class: what an element outside of the site needs to be drawn
 * as in it. The attribute data-theme overrules what the reader's system prefers.
 */
export function embedStyle(figureCss: string, variables: string): string {
  const [light, dark] = Array.from(variables.matchAll(/:root \{\n([^}]*)\}/g), ([, declarations]) => declarations!);
  const words = Array.from(variables.matchAll(/^\.[^}]*\}\n/gm), ([rule]) => rule).join("");
  const theme = (foreground: string, background: string, raised: string, link: string) => `
    color-scheme: ${background === "#ffffff" ? "light" : "dark"};
    --theme-foreground: ${foreground};
    --theme-background: ${background};
    --theme-background-alt: ${raised};
    --link: ${link};
`;
  const darkTheme = `${theme("#dfdfd6", "#1e1e1e", "#161616", "#9db9ff")}${dark}`;
  const mixtures = Object.entries(greys).map(
    ([name, share]) =>
      `  --theme-foreground-${name}: color-mix(in srgb, var(--theme-foreground) ${share}%, var(--theme-background));`
  );
  return `.polywidth {${theme("#1b1e23", "#ffffff", "#f6f6f6", "#2450b2")}${light}}
@media screen and (prefers-color-scheme: dark) { .polywidth:not([data-theme="light"]) {${darkTheme}} }
.polywidth[data-theme="dark"] {${darkTheme}}
.polywidth {
${mixtures.join("\n")}
  --sans-serif: system-ui, sans-serif;
  --serif: Georgia, serif;
  --monospace: Menlo, Consolas, monospace;
  --measure: 42rem;
  --wide: 58rem;
  --rule: var(--theme-foreground-faintest);
  --text-small: 0.875rem;
  display: block;
  padding: 0.75rem;
  background: var(--theme-background);
  color: var(--theme-foreground);
  font: 400 var(--text-small) / 1.5 var(--sans-serif);
}
.polywidth figure.figure { margin: 0; }
.polywidth a { color: var(--link); }
.polywidth table { border-collapse: collapse; }
.polywidth th { text-align: left; }
.polywidth :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.polywidth-source { margin: 0.5rem 0 0; }
${words}${figureCss}`;
}
