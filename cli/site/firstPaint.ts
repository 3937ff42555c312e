import {posix} from "node:path";

const sheets = /<link rel="stylesheet"[^>]*\bhref="(?:\.\/)?([^":]+)"[^>]*>/g;
const preloadedSheets = /<link rel="preload" as="style"[^>]*>\n?/g;
const preloadedModules = /<link rel="modulepreload"[^>]*>\n?/g;

/**
 * The page as it shows its first lines soonest: with its style sheets inside it, so that nothing is waited for but the page itself, and
 * with the modules that it will import named where the text has ended, rather than in its head, where they would be fetched before it
 * is there. Each sheet says which file it was. `read` gives a sheet by its path from the page.
 */
export async function withEarlyPaint(html: string, read: (path: string) => Promise<string>): Promise<string> {
  const paths = Array.from(html.matchAll(sheets), ([, path]) => path!);
  const texts = new Map(
    await Promise.all(paths.map(async (path) => [path, withAddresses(await read(path), posix.dirname(path))] as const))
  );
  const modules = (html.match(preloadedModules) ?? []).map((tag) =>
    tag.replace(" href=", ' fetchpriority="low" href=')
  );
  return html
    .replaceAll(preloadedSheets, "")
    .replaceAll(preloadedModules, "")
    .replaceAll(sheets, (_, path) => `<style data-sheet="./${path}">${texts.get(path)}</style>`)
    .replace("</body>", () => `${modules.join("")}</body>`);
}

/** A sheet's text with the relative addresses in it as they are seen from the page. */
function withAddresses(css: string, folder: string): string {
  return css.replaceAll(/url\((["']?)(?!data:|https?:|["'])([^)"']+)\1\)/g, (_, quote, path) => {
    return `url(${quote}./${posix.join(folder, path)}${quote})`;
  });
}
