import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {expect, test} from "vitest";
import {bits} from "./bits.js";
import {describeSite} from "./site.js";

describeSite("kernels and runs", (site) => {
  test("have the same bits in Node and in Chromium", async () => {
    const {outputFiles} = await build({
      entryPoints: [fileURLToPath(new URL("./bits.ts", import.meta.url))],
      bundle: true,
      format: "iife",
      globalName: "compared",
      target: "es2022",
      write: false
    });
    const {page} = await site.open("references");
    const here = bits();
    const there = await page.evaluate(`(() => { ${outputFiles[0].text}; return compared.bits(); })()`);
    expect(Object.keys(here)).toHaveLength(6);
    expect(there).toEqual(here);
    await page.context().close();
  });
});
