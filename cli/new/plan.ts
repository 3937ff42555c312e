import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {Refusal} from "../refusal.js";
import {append, before, type Edit, edits, filled, importing, lastItem} from "./edit.js";
import {type Names, namesOf} from "./names.js";

export const kinds = ["page", "experiment"] as const;

export type Kind = (typeof kinds)[number];

/** What is to be written, by paths from the root: the text of a new file, or how an old one changes. */
export interface Plan {
  readonly made: Readonly<Record<string, string>>;
  readonly changed: Readonly<Record<string, string>>;
}

const templates = "cli/new/templates";

/** All that a new page or experiment consists of, in the tree at `root`. A Refusal where the name is bad or taken. */
export function planOf(kind: Kind, name: string, root: string): Plan {
  const names = namesOf(name);
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const template = (file: string, to: string, moved?: Readonly<Record<string, string>>) =>
    // A page imports from the template as it will where it belongs: its cells are no modules.
    filled(read(`${templates}/${file}`), names, file.endsWith(".md") ? to : `${templates}/${file}`, to, moved);
  const {files, changes, list} = kind === "page" ? page(names, template) : experiment(names, template);
  const taken = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (taken) throw new Refusal(`there is a ${taken} already; choose another name than ${name}, nothing was written`);
  if (new RegExp(`\\b${names.camel}\\b`).test(read(list)))
    throw new Refusal(`${list} uses the name ${names.camel} already; choose another than ${name}, nothing was written`);
  const changed = Object.entries(changes).map(([path, edit]) => [path, edit(read(path), path)]);
  return {made: files, changed: Object.fromEntries(changed)};
}

interface Parts {
  /** New files. */
  readonly files: Readonly<Record<string, string>>;
  readonly changes: Readonly<Record<string, Edit>>;
  /** The module in which the name becomes that of a constant. */
  readonly list: string;
}

type Template = (file: string, to: string, moved?: Readonly<Record<string, string>>) => string;

function page({kebab, camel, title}: Names, template: Template): Parts {
  const list = "cli/figures/pages.ts";
  const [text, figures] = [`src/${kebab}.md`, `cli/figures/${camel}.ts`];
  return {
    files: {[text]: template("page.md", text), [figures]: template("figures.ts", figures)},
    changes: {
      "observablehq.config.ts": before(/^ {4}\{name: "All figures"/m, `    {name: "${title}", path: "/${kebab}"},\n`),
      [list]: edits(importing(`{${camel}}`, `./${camel}.js`), lastItem(/^\};/m, camel)),
      "src/notation.md": append(template("notation.md", "src/notation.md"))
    },
    list
  };
}

function experiment({kebab, camel, pascal}: Names, template: Template): Parts {
  const list = "src/experiments/registry.ts";
  const path = `src/experiments/${camel}.ts`;
  const test = `test/experiments/${camel}.test.ts`;
  const key = kebab.includes("-") ? `"${kebab}"` : kebab;
  const module = `../experiments/${camel}.js`;
  return {
    files: {
      [path]: template("experiment.ts", path),
      [test]: template("experimentTest.ts", test, {[`${templates}/experiment.js`]: path.replace(/ts$/, "js")})
    },
    changes: {
      [list]: edits(importing(`{${camel}}`, `./${camel}.js`), lastItem(/^\] as never;/m, camel)),
      "src/worker/rows.ts": edits(
        importing(`type {${pascal}Row}`, module),
        before(/^\}\n\nexport type ExperimentName/m, `  readonly ${key}: ${pascal}Row;\n`)
      ),
      "src/worker/experiments.ts": lastItem(
        /^\} satisfies/m,
        `${key}: async () => (await import("${module}")).${camel}`
      ),
      "docs/reproducing.md": before(/^## Stored results$/m, template("reproducing.md", "docs/reproducing.md"))
    },
    list
  };
}
