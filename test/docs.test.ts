import {existsSync} from "node:fs";
import {createRequire} from "node:module";
import {join, posix} from "node:path";
import {describe, expect, test} from "vitest";
import {root} from "../cli/site/folders.js";
import {filesBelow, textOf} from "./sources.js";

const documents = [
  ...filesBelow(".", /^[A-Z]+\.md$/),
  ...filesBelow("docs", /\.md$/),
  ...filesBelow("src", /^src\/[^/]*\.md$/)
];

const onSite = (document: string) => document.startsWith("src/");

const prose = (text: string) => text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, "").replaceAll(/`[^`\n]*`/g, "");

/** The targets of links and pictures in Markdown and HTML. */
function linksOf(text: string): string[] {
  const markdown = [...prose(text).matchAll(/\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/g)];
  const html = [...prose(text).matchAll(/\b(?:href|src)="([^"]*)"/g)];
  return [...markdown, ...html].map(([, target]) => target!);
}

/** The anchors of a document: ids, figures, numbered equations, and headings as the site or a code host spells them. */
function anchorsOf(path: string, onSite: boolean): Set<string> {
  const text = textOf(path);
  const anchors = new Set([...text.matchAll(/\b(?:id|name)="([^"]+)"/g)].map(([, id]) => id!));
  for (const [, heading] of text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, "").matchAll(/^#{1,6}\s+(.+)$/gm)) {
    const plain = heading!.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    anchors.add(onSite ? slugify(plain) : hostSlug(plain));
  }
  for (const [, tag] of text.matchAll(/\\tag\{(\w+)\}/g)) anchors.add(`eq-${tag}`);
  for (const [, figure] of text.matchAll(/^```[jt]s\b.*\bfigure=["']?([\w-]+)/gm)) anchors.add(`figure-${figure}`);
  return anchors;
}

function hostSlug(heading: string): string {
  const letters = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, "");
  return letters.trim().replaceAll(/\s/g, "-");
}

const fromFramework = createRequire(join(root, "node_modules/@observablehq/framework/dist/markdown.js"));
const {default: slugify} = await import(fromFramework.resolve("@sindresorhus/slugify"));

/** The file that a relative link leads to: a page's address has no extension. */
function targetOf(document: string, path: string): string | undefined {
  if (path === "") return document;
  const target = posix.normalize(path.startsWith("/") ? `src${path}` : posix.join(posix.dirname(document), path));
  const page = onSite(document) && !target.endsWith(".md");
  const candidates = page ? [target, `${target}.md`, posix.join(target, "index.md")] : [onSite(document) ? "" : target];
  return candidates.find((name) => name !== "" && name !== "src/" && existsSync(join(root, name)));
}

function brokenLinks(document: string, text = textOf(document)): string[] {
  return linksOf(text).filter((link) => {
    // What begins with "@" is a cross-reference, which ends the build where it leads nowhere.
    if (/^([a-z]+:|@)/.test(link)) return false;
    const [path, fragment] = link.split("#") as [string, string | undefined];
    const target = targetOf(document, path.replace(/\?.*$/, ""));
    if (target === undefined) return true;
    return (
      fragment !== undefined &&
      target.endsWith(".md") &&
      !anchorsOf(target, onSite(document)).has(decodeURIComponent(fragment))
    );
  });
}

describe("links lead somewhere", () => {
  test.each(documents)("%s", (document) => {
    expect(brokenLinks(document)).toEqual([]);
  });

  test("a broken link is found", () => {
    expect(brokenLinks("src/index.md", "[a](./nowhere), [b](./notation#nothing), [c](./notation)")).toEqual([
      "./nowhere",
      "./notation#nothing"
    ]);
  });
});

describe("the notation table names what exists", () => {
  const sources = filesBelow("src", /\.ts$/).map(textOf).join("\n");
  const identifiers = textOf("src/notation.md")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .flatMap((line) => [...(line.split("|")[3] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name!));

  test("the table has identifiers", () => expect(identifiers.length).toBeGreaterThan(10));

  test.each([...new Set(identifiers)])("%s", (identifier) => {
    const name = identifier.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    expect(new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(sources), `src names ${identifier}`).toBe(true);
  });
});
