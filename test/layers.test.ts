import {transformSync} from "esbuild";
import {describe, expect, test} from "vitest";
import {filesBelow, importsOf, resolveImport, textOf} from "./sources.js";

/** One layer of docs/architecture.md: what its files may import. */
interface Layer {
  readonly files: readonly string[];
  /** Folders and files, from the root; the layer's own folder is always allowed. */
  readonly from: readonly string[];
  /** Of these, only types. */
  readonly types?: readonly string[];
  /** Packages and built-in modules; "*" for any. */
  readonly packages: readonly string[];
}

const charts = ["@observablehq/plot"];
const core = ["src/meanfield", "src/kernels"];

const layers: Readonly<Record<string, Layer>> = {
  "src/kernels": {files: filesBelow("src/kernels", /\.ts$/), from: [], packages: []},
  "src/meanfield": {
    files: filesBelow("src/meanfield", /\.ts$/),
    from: ["src/kernels"],
    packages: ["ml-matrix", "pure-rand", "pure-rand/*"]
  },
  "src/experiments": {files: filesBelow("src/experiments", /\.ts$/), from: core, packages: ["valibot"]},
  "src/worker": {files: filesBelow("src/worker", /\.ts$/), from: ["src/experiments"], packages: []},
  "src/components": {
    files: filesBelow("src/components", /\.ts$/),
    from: ["src/experiments/progression.ts"],
    types: ["src/experiments"],
    packages: [...charts, "@uwdata/flechette"]
  },
  "src/data": {files: filesBelow("src/data", /\.ts$/), from: ["store", "src/experiments"], packages: []},
  "src/attachments": {
    files: filesBelow("src/attachments", /\.ts$/),
    from: [],
    types: ["src/experiments"],
    packages: ["@uwdata/flechette", "observablehq:stdlib"]
  },
  "src/embed.ts": {files: ["src/embed.ts"], from: [], packages: []},
  store: {files: filesBelow("store", /\.ts$/), from: [], packages: ["*"]},
  cli: {files: filesBelow("cli", /\.ts$/), from: ["store", "src", "observablehq.config.ts"], packages: ["*"]},
  "src/*.md": {
    files: filesBelow("src", /^src\/[^/]*\.md$/),
    from: ["src/components", "src/worker", "src/experiments", "src/attachments"],
    packages: [...charts, "@uwdata/flechette"]
  }
};

function allowed(layer: string, {from, types = [], packages}: Layer, file: string): string[] {
  const within = (path: string, folders: readonly string[]) =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const faults: string[] = [];
  for (const {specifier, typeOnly} of importsOf(textOf(file))) {
    const path = specifier.startsWith(".") ? resolveImport(file, specifier) : undefined;
    const fine = path
      ? within(path, [layer, ...from]) || (typeOnly && within(path, types))
      : packages.some(
          (name) =>
            name === "*" || name === specifier || (name.endsWith("*") && specifier.startsWith(name.slice(0, -1)))
        );
    if (!fine) faults.push(`${file} imports ${specifier}`);
  }
  return faults;
}

describe("imports run one way", () => {
  test.each(Object.entries(layers))("%s", (name, layer) => {
    expect(layer.files.flatMap((file) => allowed(name, layer, file))).toEqual([]);
  });

  test("a forbidden import is found", () => {
    const file = "cli/start.ts";
    expect(allowed("src/kernels", layers["src/kernels"]!, file)).toContain(`${file} imports ./refusal.js`);
  });
});

/** What would make a result depend on more than its parameters, or tie the core to one place to run in. */
const impure =
  /\b(Math\.random|new Date|Date\.now|performance\.now|process\.|document\.|window\.|setTimeout|setInterval|fetch\()/;

describe("the core is pure", () => {
  const files = ["src/kernels", "src/meanfield", "src/experiments"].flatMap((folder) => filesBelow(folder, /\.ts$/));
  test.each(files)("%s", (file) => {
    const {code} = transformSync(textOf(file), {loader: "ts", minifyWhitespace: true, legalComments: "none"});
    expect(impure.exec(code)?.[0]).toBeUndefined();
  });
});

test("components do not fetch, read attachments or import Framework", () => {
  for (const file of filesBelow("src/components", /\.ts$/)) {
    expect(textOf(file), file).not.toMatch(/\bFileAttachment\(|\bfetch\(|["'](observablehq|npm):/);
  }
});

test("a loader is a few lines", () => {
  for (const file of filesBelow("src/data", /\.(arrow|csv|json|svg|txt)\.ts$/)) {
    expect(textOf(file).trimEnd().split("\n").length, file).toBeLessThanOrEqual(15);
  }
});
