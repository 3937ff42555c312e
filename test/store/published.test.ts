import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {hash} from "../../store/key.js";
import {publishedTable} from "../../store/published.js";

const table = "problem,width\nHe4,64\n";
const manifest = JSON.stringify({sweep: "published", table: {sha256: hash(table)}});
const remedy = "npm run sweep -- published --summary src/published";

let folder = "";
let path = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "published-"));
  path = join(folder, "width");
  await writeFile(`${path}.csv`, table);
  await writeFile(`${path}.manifest.json`, manifest);
});
afterEach(() => rm(folder, {recursive: true}));

async function refusal(): Promise<string> {
  return publishedTable(path, "published").then(
    () => "nothing is refused",
    (error: Error) => error.message
  );
}

test("a table that belongs to its manifest is read", async () => {
  expect(await publishedTable(path, "published")).toBe(table);
});

test("a table that was changed is refused, with both hashes and the remedy", async () => {
  const changed = table.replace("64", "65");
  await writeFile(`${path}.csv`, changed);
  const message = await refusal();
  for (const words of [`${path}.csv`, hash(table), hash(changed), remedy]) expect(message).toContain(words);
});

test.each([".csv", ".manifest.json"])("without its %s it is refused", async (ending) => {
  await rm(`${path}${ending}`);
  const message = await refusal();
  for (const words of [`${path}${ending} must be a file`, "ENOENT", remedy]) expect(message).toContain(words);
});

test.each(["", "{", "[]", '{"table": {}}'])("a manifest that reads %j is refused", async (text) => {
  await writeFile(`${path}.manifest.json`, text);
  const message = await refusal();
  for (const words of ["must be the manifest of a sweep's summary", remedy]) expect(message).toContain(words);
});
