import {posix} from "node:path";
import {type Face, facesOf, firstFaces, withoutFaces} from "./fontFaces.js";

const sheets = /<link rel="stylesheet"[^>]*\bhref="(?:\.\/)?([^":]+)"[^>]*>/g;
const preloadedSheets = /<link rel="preload" as="style"[^>]*>\n?/g;
const modules = /<link rel="modulepreload"[^>]*>\n?|<script type="module"[^>]*>[\s\S]*?<\/script>\n?/g;

/** Where what a page does without at first waits. */
export const afterPaint = "after-paint";

/**
 * Opens the template, and loads the faces that the page begins with, which then come all at once: each one moves all formulas. A tab that is not looked at
 * paints nothing, and some browsers do not say when they have painted; a second time does nothing.
 */
function startScript(first: readonly Face[]): string {
  const faces = JSON.stringify(first.map(({family, source, style, weight}) => [family, source, {style, weight}]));
  return `{const start=()=>{const {content}=document.getElementById("${afterPaint}"),others=content.querySelector("style");if(!content.firstChild)return;
others?.remove();document.head.append(content);
Promise.allSettled(${faces}.map((face)=>new FontFace(...face).load())).then((loaded)=>{for(const {value} of loaded)if(value)document.fonts.add(value);if(others)document.head.append(others)})};
if(document.hidden||!self.PerformanceObserver?.supportedEntryTypes?.includes("paint"))start();
else{new PerformanceObserver(start).observe({type:"paint",buffered:true});setTimeout(start,1000)}}`;
}

/**
 * The page as it shows its first lines soonest: with its style sheets inside it, so that nothing is waited for but the page itself, and
 * with its modules and the faces of its fonts in a template, which a script at its end opens once the page has been painted. Until then
 * they would be fetched at the same time as the page and laid out before it is seen. Without scripts the faces are there at once. Each
 * sheet says which file it was. `read` gives a sheet by its path from the page.
 */
export async function withEarlyPaint(html: string, read: (path: string) => Promise<string>): Promise<string> {
  const paths = Array.from(html.matchAll(sheets), ([, path]) => path!);
  const texts = new Map(
    await Promise.all(paths.map(async (path) => [path, withAddresses(await read(path), posix.dirname(path))] as const))
  );
  const css = [...texts.values()].join("");
  const faces = facesOf(css);
  const first = firstFaces(css, html);
  const styled = (some: readonly Face[]) =>
    some.length > 0 ? `<style>${some.map(({rule}) => rule).join("")}</style>` : "";
  const later =
    styled(faces.filter((face) => !first.some(({rule}) => rule === face.rule))) + (html.match(modules) ?? []).join("");
  const end = later && `<template id="${afterPaint}">${later}</template><script>${startScript(first)}</script>`;
  return html
    .replaceAll(preloadedSheets, "")
    .replaceAll(modules, "")
    .replaceAll(sheets, (_, path) => `<style data-sheet="./${path}">${withoutFaces(texts.get(path)!)}</style>`)
    .replace("</head>", () => `${faces.length > 0 ? `<noscript>${styled(faces)}</noscript>` : ""}</head>`)
    .replace("</body>", () => `${end}</body>`);
}

/** A sheet's text with the relative addresses in it as they are seen from the page. */
function withAddresses(css: string, folder: string): string {
  return css.replaceAll(/url\((["']?)(?!data:|https?:|["'])([^)"']+)\1\)/g, (_, quote, path) => {
    return `url(${quote}./${posix.join(folder, path)}${quote})`;
  });
}
