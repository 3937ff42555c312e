import {createRequire} from "node:module";
import {join} from "node:path";
import {brotliCompressSync} from "node:zlib";
import {beforeAll, describe, expect, test} from "vitest";
import {root} from "../../../cli/site/folders.js";
import type {SearchEntry} from "../../../cli/site/search/entries.js";
import {searchEntries} from "../../../cli/site/search/index.js";

const fromFramework = createRequire(join(root, "node_modules/@observablehq/framework/dist/search.js"));
const MiniSearch = fromFramework("minisearch");

const entries: SearchEntry[] = [];
let index: {search(query: string, options: object): {id: string; title: string}[]};
let json = "";

// As Framework makes the index (dist/search.js), and as its client reads it (dist/client/search.js).
beforeAll(async () => {
  for await (const entry of searchEntries()) entries.push(entry);
  const options = {fields: ["title", "text", "keywords"], storeFields: ["title"], idField: "path"};
  const processTerm = (term: string) => term.slice(0, 15).toLowerCase();
  const made = new MiniSearch({...options, processTerm});
  made.addAll(entries);
  json = JSON.stringify(made);
  index = MiniSearch.loadJSON(json, {
    ...options,
    processTerm: (term: string) => processTerm(term.normalize("NFD").replace(/[\u0300-\u036f]/g, ""))
  });
}, 60_000);

/** The addresses that the search lists first. */
function found(query: string, count: number): string[] {
  const results = index.search(query, {boost: {title: 4, keywords: 4}, fuzzy: 0.15, prefix: true});
  return results.slice(0, count).map(({id}) => id);
}

describe("the search finds", () => {
  test.each([
    ["Ω", "/notation#symbol-Omega-t"],
    ["\\Omega_t", "/notation#symbol-Omega-t"],
    ["α", "/notation#symbol-alpha"],
    ["λ_∥", "/notation#symbol-lambda-parallel-lambda-perp"],
    ["J_max", "/notation#symbol-J-max"],
    ["information exponent", "/single-index#the-information-exponent"],
    ["Grönwall", "/approximation-gap#why-groenwall-fails"],
    ["Gronwall", "/propagation-of-chaos#groenwall"],
    ["Hessian", "/self-concordance#the-local-hessian"],
    ["He4_misspecified", "/self-concordance#where-it-breaks"],
    ["ridge", "/notation#symbol-lambda"],
    ["free energy", "/noise-and-free-energy#the-free-energy"],
    ["Glasgow", "/references#GWB"]
  ])("%s", (query, address) => {
    expect(found(query, 4)).toContain(address);
  });

  test("a page by its name, before its parts", () => {
    expect(found("self-concordance", 1)).toEqual(["/self-concordance"]);
    expect(found("polynomial width", 1)).toEqual(["/polynomial-width"]);
  });
});

test("every entry has an address of its own, and no word of KaTeX's", () => {
  expect(new Set(entries.map(({path}) => path)).size).toBe(entries.length);
  expect(entries.length).toBeGreaterThan(200);
  for (const {title, text} of entries)
    expect(`${title} ${text}`).not.toMatch(/mathrm|operatorname|\bstrut\b|undefined/);
});

test("the index weighs little", () => {
  expect(brotliCompressSync(json).length).toBeLessThan(60_000);
});
