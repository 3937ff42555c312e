import {posix} from "node:path";
import {firstStyles} from "./firstStyles.js";
import {type Face, facesOf, firstFaces, withoutFaces} from "./fontFaces.js";

/** All but those for paper, which nothing on a screen waits for. */
const sheets = /<link rel="stylesheet"(?![^>]*\bmedia="print")[^>]*\bhref="(?:\.\/)?([^":]+)"[^>]*>/g;
const preloadedSheets = /<link rel="preload" as="style"[^>]*>\n?/g;
const modules = /<link rel="modulepreload"[^>]*>\n?|<script type="module"[^>]*>[\s\S]*?<\/script>\n?/g;

/** Where what a page does without at first waits. */
export const afterPaint = "after-paint";

/** Scripts write no formulas, and need no other rules for them than the page does. */
const isForFormulas = (path: string) => /(^|\/)katex\//.test(path);

/** How long modules wait for sheets and fonts at most, in ms. */
const patience = 3000;

/**
 * Opens the template. The whole of the sheets at these paths and the faces that the page begins with come at once, since each of them has
 * all of the page styled or laid out anew; modules run after that. What takes too long comes when it can. A tab that is not looked at
 * paints nothing, and some browsers do not say when they have painted; a second time does nothing.
 */
function startScript(sheets: readonly string[], first: readonly Face[]): string {
  const faces = first.map(({family, source, style, weight}) => [family, source, {style, weight}]);
  return `{const start=()=>{const {content}=document.getElementById("${afterPaint}"),after=content.querySelectorAll("style,script");if(!content.firstChild)return;
for(const element of after)element.remove();document.head.append(content);
const sheets=${JSON.stringify(sheets)}.map(async(path)=>{const answer=await fetch(path),text=await answer.text();return()=>{if(answer.ok)document.querySelector('[data-sheet="'+path+'"]').textContent=text}});
const faces=${JSON.stringify(faces)}.map(async(face)=>{const loaded=await new FontFace(...face).load();return()=>document.fonts.add(loaded)});
const parts=[...sheets,...faces];
Promise.race([Promise.allSettled(parts),new Promise((done)=>setTimeout(done,${patience}))]).then(()=>{for(const part of parts)part.then((come)=>come(),()=>{});document.head.append(...after)})};
if(document.hidden||!self.PerformanceObserver?.supportedEntryTypes?.includes("paint"))start();
else{new PerformanceObserver(start).observe({type:"paint",buffered:true});setTimeout(start,1000)}}`;
}

/**
 * The page as it shows its first lines soonest: with those rules of its style sheets inside it that its text meets (`firstStyles`), so that
 * nothing is waited for but the page itself, and with the whole sheets, its modules and the faces of its fonts in a template, which a
 * script at its end opens once the page has been painted. Until then they would be fetched at the same time as the page and laid out
 * before it is seen. Without scripts all of them are there at once. The rules of a sheet say which file it was. `read` gives a
 * sheet by its path from the page. Throws an Error at a sheet that comes whole and names a file by where that is from the sheet.
 */
export async function withEarlyPaint(html: string, read: (path: string) => Promise<string>): Promise<string> {
  const texts = new Map<string, string>();
  for (const [, path] of html.matchAll(sheets)) {
    const sheet = await read(path!);
    const text = withAddresses(sheet, posix.dirname(path!));
    if (text !== sheet && !isForFormulas(path!))
      throw new Error(`${path} names a file with url(…), which would be looked for beside the page; write it as data:`);
    texts.set(path!, text);
  }
  const css = [...texts.values()].join("");
  const faces = facesOf(css);
  const first = firstFaces(css, html);
  const styled = (some: readonly Face[]) =>
    some.length > 0 ? `<style>${some.map(({rule}) => rule).join("")}</style>` : "";
  const beginnings = new Map<string, string>();
  const whole: string[] = [];
  for (const [path, text] of texts) {
    const beginning = `<style data-sheet="./${path}">${await firstStyles(withoutFaces(text), html)}</style>`;
    if (!isForFormulas(path)) whole.push(`./${path}`);
    const rest = isForFormulas(path) ? "" : `<noscript><link rel="stylesheet" href="./${path}"></noscript>`;
    beginnings.set(path, beginning + rest);
  }
  const rest = faces.filter((face) => !first.some(({rule}) => rule === face.rule));
  const later = styled(rest) + (html.match(modules) ?? []).join("");
  const end = later && `<template id="${afterPaint}">${later}</template><script>${startScript(whole, first)}</script>`;
  return html
    .replaceAll(preloadedSheets, "")
    .replaceAll(modules, "")
    .replaceAll(sheets, (_, path) => beginnings.get(path)!)
    .replace("</head>", () => `${faces.length > 0 ? `<noscript>${styled(faces)}</noscript>` : ""}</head>`)
    .replace("</body>", () => `${end}</body>`);
}

/** A sheet's text with the relative addresses in it as they are seen from the page. */
function withAddresses(css: string, folder: string): string {
  return css.replaceAll(/url\((["']?)(?!data:|https?:|["'])([^)"']+)\1\)/g, (_, quote, path) => {
    return `url(${quote}./${posix.join(folder, path)}${quote})`;
  });
}
