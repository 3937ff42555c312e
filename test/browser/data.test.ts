import {tableFromIPC} from "@uwdata/flechette";
import {describe, expect, test} from "vitest";
import {outputs, readOutput, staleOutputs} from "../../cli/site/loaders.js";
import {chromiumPath} from "./chromium.js";

/** The site has been built for the browser tests, and with it every data file. */
describe.skipIf(!chromiumPath)("the data files of the built site", async () => {
  const all = await outputs();

  test("are up to date", async () => {
    expect((await staleOutputs(all)).map(({path}) => path)).toEqual([]);
  });

  test.each(all.map(({path}) => path).filter((path) => path.endsWith(".arrow")))(
    "%s has rows of numbers",
    async (path) => {
      const table = tableFromIPC(await readOutput(path));
      expect(table.numRows).toBeGreaterThan(0);
      // What a row is of stands in columns without holes: a time, a width.
      const isWhole = (name: string) => [...table.getChild(name)].every(Number.isFinite);
      expect(table.names.some(isWhole)).toBe(true);
    }
  );

  test.each(all.map(({path}) => path).filter((path) => path.endsWith(".json")))("%s is JSON", async (path) => {
    expect(JSON.parse((await readOutput(path)).toString("utf8"))).toBeTruthy();
  });
});
