import {PurgeCSS} from "purgecss";

const sheetElements = /<style[\s\S]*?<\/style>/g;

/**
 * The rules of a style sheet that what stands in the page can meet: those all of whose names occur in it, as a class, a tag, or
 * whatever else. Variables that neither these nor the page use are left out.
 */
export async function firstStyles(css: string, html: string): Promise<string> {
  const raw = html.replaceAll(sheetElements, "");
  const [first] = await new PurgeCSS().purge({
    content: [{raw, extension: "html"}],
    css: [{raw: css}],
    keyframes: true,
    variables: true,
    safelist: {variables: raw.match(/--[\w-]+/g) ?? []}
  });
  return first!.css;
}
