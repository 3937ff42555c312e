import {existsSync} from "node:fs";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {root} from "../../cli/site/folders.js";
import {hessian} from "../../src/experiments/hessian.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {experiments} from "../../src/experiments/registry.js";
import {codeHashes} from "../../store/code.js";
import {codeOf, identityOf, loadRows, moduleOf} from "../../store/experiment.js";
import {keyOf} from "../../store/key.js";
import {Store} from "../../store/store.js";

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  store = new Store(folder);
});
afterEach(() => rm(folder, {recursive: true}));

describe.each(experiments)("$name", ({name, parameters}) => {
  test("has its code in the module of its name", () => {
    expect(existsSync(join(root, moduleOf(name)))).toBe(true);
  });

  test("has the same parameters when those that are printed are parsed", () => {
    const printed = parameters.print(parseParameters(parameters.schema, {}));
    expect(parameters.print(parseParameters(parameters.schema, printed))).toEqual(printed);
  });
});

test("the code of an experiment is bundled once in a process", async () => {
  const first = codeOf("hessian");
  expect(codeOf("hessian")).toBe(first);
  expect([(await first).hash]).toEqual(await codeHashes(["src/experiments/hessian.ts"]));
  expect((await codeOf("gap")).packages).toMatchObject({"node_modules/valibot": expect.stringMatching(/^\d+\./)});
});

test("rows are stored under the printed parameters, however they were given", async () => {
  const rows = await loadRows(hessian, {dimension: 8, times: "0, 1", alignments: [0.5]}, store);
  const identity = await identityOf(
    hessian,
    parseParameters(hessian.parameters.schema, {dimension: "8", times: [0, 1], alignments: "0.5"})
  );
  expect(identity.parameters).toEqual({problem: "He4", dimension: "8", times: "0,1", alignments: "0.5"});
  const result = await store.find(keyOf(identity));
  expect(result?.table.numRows).toBe(2);
  expect(result?.table.names).toEqual(Object.keys(hessian.columns));
  expect(
    await loadRows(
      {...hessian, run: () => expect.fail("was run")},
      identity.parameters as Record<string, string>,
      store
    )
  ).toEqual(rows);
});
