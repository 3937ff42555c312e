import {posix} from "node:path";
import {afterPaint} from "../site/firstPaint.js";

/** A page that can be opened from disk, and the files of the site that it shows or leads to. */
export interface DiskPage {
  readonly html: string;
  readonly needs: readonly string[];
}

/** Browsers run no module from disk; what only scripts ask for or replace, and what would forbid a style, goes with the scripts. */
const useless =
  /<noscript>[\s\S]*?<\/noscript>|<script\b[^>]*>[\s\S]*?<\/script>\n?|<link\b[^>]*\brel="(?:modulepreload|preload)"[^>]*>\n?|<meta http-equiv="Content-Security-Policy"[^>]*>\n?/g;

/** What waits for a script to bring it in. */
const waiting = new RegExp(`<template id="${afterPaint}">[\\s\\S]*?</template>`);

/** What serves nobody where no script runs: controls, search, and places that a script would fill. */
const hidden = [
  ".controls",
  "#observablehq-search",
  "#observablehq-search-results",
  "observablehq-loading:empty",
  "div.figure:has(.static-figure:empty)"
].join(", ");

/** A style sheet that stands in the page, which names its file: from disk all pages share that. */
const sheets = /<style data-sheet="([^"]*)">[\s\S]*?<\/style>/g;

/** A tag with its attributes, whatever stands in them. */
const tags = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;

/**
 * A page of the built site for reading from disk: without scripts and controls, with static figures as they stand, and with
 * links that name files. `name` is its file in the site, `files` are all of them, with "/" between folders; `home` is where
 * the site lives, if that is known. Throws an Error at a link to a file that is not there, and at a page of another build.
 */
export function diskPage(html: string, name: string, files: ReadonlySet<string>, home?: URL): DiskPage {
  const needs = new Set<string>();
  const page = html
    .replace(waiting, "")
    .replaceAll(useless, "")
    .replaceAll(sheets, '<link rel="stylesheet" href="$1">')
    .replaceAll(tags, (tag) =>
      tag
        .replace(/(\s(?:href|src)=")([^"]*)/, (found, before, address: string) => {
          const target = fileOf(address.replaceAll("&amp;", "&"), name, files);
          if (!target) return found;
          needs.add(target.file);
          return before + relative(name, target.file) + target.fragment;
        })
        // A stylesheet that is asked for across origins is refused: from disk, every file is an origin of its own.
        .replace(/\scrossorigin(="[^"]*")?/, "")
    );
  const [head, main] = ["</head>", /<main\b[^>]*>/];
  if (!page.includes(head) || !main.test(page)) throw new Error(`${name} has no head or no main part to write into`);
  return {
    html: page
      .replace(head, (end) => `<style>${hidden} { display: none !important; }</style>\n${end}`)
      .replace(main, (start) => start + notice(name, home)),
    needs: [...needs]
  };
}

function notice(name: string, home: URL | undefined): string {
  const live = home && new URL(name.replace(/(^|\/)index\.html$|\.html$/, "$1"), home).href;
  const link = live ? ` <a href="${live}">The live page</a>` : "";
  return `\n<p class="url-note">A copy for reading from disk: figures stand as their pages open with them, and controls are left out.${link}</p>`;
}

/** The file that an address in a file of the site means, and the fragment; undefined for what is in the file itself or elsewhere. */
export function fileOf(
  address: string,
  from: string,
  files: ReadonlySet<string>
): {file: string; fragment: string} | undefined {
  if (address === "" || address.startsWith("#") || address.startsWith("//") || /^[a-z][a-z\d+.-]*:/i.test(address))
    return undefined;
  const {pathname, hash} = new URL(address, new URL(from, "http://site/"));
  const path = decodeURIComponent(pathname.slice(1));
  const file = [path, `${path}.html`, posix.join(path, "index.html")].find((candidate) => files.has(candidate));
  if (file === undefined) throw new Error(`${from} leads to ${address}, which is no file of the built site`);
  return {file, fragment: hash};
}

function relative(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}
