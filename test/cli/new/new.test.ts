import {spawnSync} from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {makeNew} from "../../../cli/new/main.js";
import {writeAll} from "../../../cli/new/writeAll.js";
import {root} from "../../../cli/site/folders.js";
import {moduleOf} from "../../cells.js";

/** A copy of the tree, with the packages of this one. */
let copy: string;

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), "polywidth-new-")));
  const {stdout} = spawnSync("git", ["ls-files", "-z"], {cwd: root, encoding: "utf8"});
  const tracked = new Set(stdout.split("\0").flatMap((path) => path.split("/")[0]!));
  const left = [join(root, "src", ".observablehq"), join(root, "src", "published")];
  for (const name of tracked)
    if (name !== "" && existsSync(join(root, name)))
      cpSync(join(root, name), join(copy, name), {recursive: true, filter: (path) => !left.includes(path)});
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
}, 120_000);

afterAll(() => rmSync(copy, {recursive: true, force: true}));

/** What the command answers to words. */
async function run(line: string) {
  const out = {stdout: "", stderr: ""};
  const stream = (name: keyof typeof out) => ({
    write: (text: string) => {
      out[name] += text;
    }
  });
  const code = await makeNew(line.split(" "), {stdout: stream("stdout"), stderr: stream("stderr")}, copy);
  return {code, ...out};
}

const read = (path: string) => readFileSync(join(copy, path), "utf8");

const node = (...args: string[]) => {
  const {status, stdout, stderr} = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: "utf8",
    env: {...process.env, NO_COLOR: "1"}
  });
  return {status, output: stdout + stderr};
};

describe("a new page and a new experiment", () => {
  test("are made where they belong", async () => {
    const page = await run("page tail-weights");
    expect([page.code, page.stderr]).toEqual([0, ""]);
    expect(page.stdout).toContain("made     src/tail-weights.md\nmade     cli/figures/tailWeights.ts\nchanged  ");
    const experiment = await run("experiment own-risk");
    expect([experiment.code, experiment.stderr]).toEqual([0, ""]);
    expect(read("observablehq.config.ts")).toContain(
      '{name: "Tail weights", path: "/tail-weights"},\n    {name: "All figures"'
    );
    expect(read("cli/figures/pages.ts")).toMatch(/ {2}\w+,\n {2}tailWeights\n\};/);
    expect(read("src/notation.md")).toContain("## Tail weights\n");
    expect(read("src/worker/rows.ts")).toContain('  readonly "own-risk": OwnRiskRow;\n}');
    expect(read("docs/reproducing.md")).toContain("## own-risk\n");
    for (const path of ["src/tail-weights.md", "src/experiments/ownRisk.ts", "test/experiments/ownRisk.test.ts"])
      expect(read(path)).not.toMatch(/template/i);
  });

  test("are formatted and well typed, the page's cells too", async () => {
    const {parseMarkdown, createMarkdownIt} = await import("@observablehq/framework/dist/markdown.js");
    const {code} = parseMarkdown(read("src/tail-weights.md"), {
      md: createMarkdownIt({markdownIt: (md) => md}),
      path: "/p"
    });
    expect(code.length).toBeGreaterThan(3);
    const changed = ["observablehq.config.ts", "cli/figures", "src/experiments", "src/worker", "test/experiments"];
    const {output} = node("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", ...changed);
    expect(output).toMatch(/No fixes applied/);
    const config = {
      extends: "./tsconfig.json",
      include: [
        "cli/figures",
        "cli/site/*.d.ts",
        "src/worker",
        "src/*.d.ts",
        "src/**/*.d.ts",
        "test/experiments/ownRisk.test.ts",
        "cells.ts"
      ]
    };
    const loose = {
      ...config,
      compilerOptions: {noUnusedLocals: false, noUnusedParameters: false}
    };
    writeFileSync(join(copy, "tsconfig.new.json"), JSON.stringify(loose));
    writeFileSync(join(copy, "cells.ts"), moduleOf(code, "./src"));
    expect(node("node_modules/typescript/bin/tsc", "-p", "tsconfig.new.json")).toEqual({status: 0, output: ""});
  }, 120_000);

  test("pass the tests of their own and those of layers and links", () => {
    mkdirSync(join(copy, "src", "published"), {recursive: true});
    const files = ["test/experiments/ownRisk.test.ts", "test/layers.test.ts", "test/docs.test.ts"];
    const wanted = "own-risk|imports run one way|src/tail-weights.md|names what exists";
    const {status, output} = node("node_modules/vitest/vitest.mjs", "run", "--project", "unit", "-t", wanted, ...files);
    expect(output).toMatch(/Test Files +3 passed/);
    expect(status).toBe(0);
  }, 120_000);

  test("run from the command line", () => {
    const simulate = node("--import", "tsx", "cli/simulate.ts", "own-risk", "--dimension", "8", "--times", "0,1");
    expect(simulate.output).toMatch(/^time,risk\n0,[\d.]+\n1,[\d.]+\n$/);
  }, 120_000);
});

describe("nothing is written", () => {
  test.each([
    ["page", /first word|one name/],
    ["pgae a-b", /try npm run new -- page own-width/],
    ["page MyPage", /kebab case, .* got MyPage; such as my-page/],
    ["experiment two--risks", /such as two-risks/],
    ["experiment risk2", /lower-case letters/],
    ["page delete", /a word of JavaScript/],
    ["page mean-field-pde", /there is a src\/mean-field-pde.md already/],
    ["page make", /there is a cli\/figures\/make.ts already/],
    ["experiment gap", /there is a src\/experiments\/gap.ts already/],
    ["experiment experiments", /registry.ts uses the name experiments already/],
    ["page a --force", /not a flag of new/]
  ])("for %s", async (line, message) => {
    const {code, stdout, stderr} = await run(line);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("when a file cannot be written, and what was changed is as before", async () => {
    const before = read("README.md");
    mkdirSync(join(copy, "in-the-way"));
    const plan = {made: {"first.md": "new"}, changed: {"README.md": "other", "in-the-way": "text"}};
    await expect(writeAll(plan, copy)).rejects.toThrow();
    expect(read("README.md")).toBe(before);
    expect(existsSync(join(copy, "first.md"))).toBe(false);
    expect(existsSync(join(copy, "README.md.new.tmp"))).toBe(false);
  });
});
