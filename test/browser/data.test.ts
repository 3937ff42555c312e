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
      // The first column says of what a row is: a time, a width.
      for (const value of table.getChildAt(0)) expect(Number.isFinite(value)).toBe(true);
    }
  );

  test.each(all.map(({path}) => path).filter((path) => path.endsWith(".json")))("%s is JSON", async (path) => {
    expect(JSON.parse((await readOutput(path)).toString("utf8"))).toBeTruthy();
  });
});
