import {createHash} from "node:crypto";
import {readdir, readFile, rm, writeFile} from "node:fs/promises";
import {basename, join, relative, resolve, sep} from "node:path";
import {build, type Metafile, type Plugin} from "esbuild";

const workerName = /^simulate\.worker\.[\da-f]+\.js$/;
const inlineScripts = /<script type="module">([\s\S]*?)<\/script>/g;
const loaded = /(?<=(?:<script type="module" src=|^export \* from )")[^":]+(?=")/gm;
const preloads = /<link rel="modulepreload" href="([^":]+)">\n?/g;
const imports = /\bimport\(("[^"]*\/_import\/[^"]+")\)/g;

/** The folder of all modules, and in it where they are put together: as deep as they lay before, so that addresses in them stay right. */
const modules = "_import";
const bundled = join(modules, "bundle");

/** A script that stands in its page. */
interface PageScript {
  readonly name: string;
  /** As it stands in the page. */
  readonly tag: string;
  readonly text: string;
}

/**
 * Puts the modules of the built site in `folder` together: a file for each page's own script, one for the worker and for each of its
 * experiments, and what several need in shared chunks, rather than a file for each module, which for some pages are 160 requests. Returns
 * the `pages` (HTML by address, none below another) with scripts and preloads that say so; nothing else is left of the modules. Packages that are
 * files already stay so, and modules at the root stay there. Throws an Error where there is no worker.
 */
export async function bundleModules(folder: string, pages: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const outdir = join(folder, bundled);
  const workers = join(folder, modules, "worker");
  const worker = (await readdir(workers)).find((name) => workerName.test(name));
  if (worker === undefined) throw new Error(`${workers} holds no simulate.worker.HASH.js to bundle`);
  const scripts = new Map(Array.from(pages, ([path, html]) => [path, pageScript(html, path || "index")] as const));
  const own = [...scripts.values()].filter((script) => script !== undefined);
  const exported = await exportsAtRoot(folder);
  const files = new Set([...pages.values(), ...exported.values()].flatMap((text) => text.match(loaded) ?? []));
  const entries = [join(workers, worker), ...Array.from(files, (file) => resolve(folder, file))];
  const {metafile} = await build({
    entryPoints: [
      ...entries.map((path) => ({in: path, out: basename(path, ".js")})),
      ...own.map(({name}) => ({in: `page:${name}`, out: name}))
    ],
    absWorkingDir: folder,
    outdir,
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    plugins: [scriptsOfPages(own, folder), leftAlone(outdir)],
    format: "esm",
    platform: "browser",
    target: ["es2022"],
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    metafile: true
  });
  for (const [path, text] of exported)
    await writeFile(
      path,
      text.replace(loaded, (file) => addressOf(basename(file)))
    );
  await keepBundles(folder);
  return new Map(Array.from(pages, ([path, html]) => [path, withBundles(html, scripts.get(path), metafile)]));
}

/** The modules at the site's root, which other sites load, by their files: each exports one that lies with the others. */
async function exportsAtRoot(folder: string): Promise<Map<string, string>> {
  const paths = (await readdir(folder)).filter((name) => name.endsWith(".js")).map((name) => join(folder, name));
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as const)));
}

/** The script of a page that loads modules of ours; its name has a hash of all of them, since their names have. */
function pageScript(html: string, page: string): PageScript | undefined {
  for (const [tag, text] of html.matchAll(inlineScripts))
    if (text!.includes(`/${modules}/`)) {
      const hash = createHash("sha256").update(text!).digest("hex").slice(0, 8);
      return {name: `${page.replaceAll("/", "-")}.${hash}`, tag, text: text!};
    }
  return undefined;
}

/**
 * Gives the scripts that stood in pages, each with the modules that its cells import loaded beforehand: an import in a cell would
 * make a chunk of each.
 */
function scriptsOfPages(scripts: readonly PageScript[], folder: string): Plugin {
  return {
    name: "scripts of pages",
    setup({onResolve, onLoad}) {
      onResolve({filter: /^page:/}, ({path}) => ({path: path.slice("page:".length), namespace: "page"}));
      onLoad({filter: /.*/, namespace: "page"}, ({path}) => {
        const {text} = scripts.find(({name}) => name === path)!;
        const names = new Map<string, string>();
        const cells = text.replaceAll(imports, (_, module) => {
          if (!names.has(module)) names.set(module, `module${names.size}`);
          return names.get(module)!;
        });
        const loads = Array.from(names, ([module, name]) => `import * as ${name} from ${module};`);
        return {contents: loads.join("") + cells, resolveDir: folder};
      });
    }
  };
}

/** Leaves imports of files that are no modules of ours as they are, named as seen from `outdir`. */
function leftAlone(outdir: string): Plugin {
  return {
    name: "left alone",
    setup({onResolve}) {
      onResolve({filter: /^\.\.?\/(?:.*\/)?_(?:node|observablehq)\//}, ({path, resolveDir}) => ({
        path: relative(outdir, resolve(resolveDir, path)).split(sep).join("/"),
        external: true
      }));
    }
  };
}

/** Deletes the modules that were put together, and leaves style sheets, which lie beside them. */
async function keepBundles(folder: string): Promise<void> {
  const names = await readdir(join(folder, modules), {recursive: true});
  const apart = names.filter((name) => name.endsWith(".js") && !name.startsWith(basename(bundled) + sep));
  await Promise.all(apart.map((name) => rm(join(folder, modules, name))));
}

const addressOf = (name: string) => `./${bundled.split(sep).join("/")}/${name}`;

function withBundles(html: string, script: PageScript | undefined, metafile: Metafile): string {
  const files = new Set<string>();
  const load = (name: string) => {
    if (files.has(name)) return;
    files.add(name);
    const [, output] = Object.entries(metafile.outputs).find(([path]) => basename(path) === name)!;
    for (const {path, kind, external} of output.imports)
      if (kind === "import-statement" && !external) load(basename(path));
  };
  const withFiles = html.replaceAll(loaded, (file) => {
    load(basename(file));
    return addressOf(basename(file));
  });
  if (script) load(`${script.name}.js`);
  const links = Array.from(files, (name) => `<link rel="modulepreload" href="${addressOf(name)}">\n`).join("");
  const page = withFiles
    .replaceAll(preloads, (link, href) => (href.includes(`/${modules}/`) ? "" : link))
    .replace(/(?=<script type="module")/, () => links);
  if (!script) return page;
  return page.replace(script.tag, `<script type="module" src="${addressOf(`${script.name}.js`)}"></script>`);
}
