import {spawnSync} from "node:child_process";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {beforeAll, describe, expect, test} from "vitest";
import {type Manifest, nameOf} from "../../cli/figures/entry.js";
import {readManifest} from "../../cli/figures/manifest.js";
import {placesOfFigures} from "../../cli/figures/places.js";
import {dist} from "../../cli/site/folders.js";
import {galleryFiles} from "../../cli/site/gallery.js";
import {chromiumPath} from "../browser/chromium.js";

const folder = join(dist, galleryFiles);

/** Figures that show means over seeds or fits of the rows: of their commands this says only that they run. */
const summaries = ["exponents", "noisy", "staircase", "step-crossing"];

/** Under CI, where a minute is dear: every so manyth figure. */
const stride = process.env.CI ? 12 : 1;
const audited = [...(await placesOfFigures()).keys()].filter((_, n) => n % stride === 0);

const numbersIn = (text: string): string[] =>
  text.split(/[\s,"]+/).filter((word) => word !== "" && !Number.isNaN(Number(word)));

describe.skipIf(!chromiumPath)("the commands below a figure print the numbers that it shows", () => {
  let manifest: Manifest;

  beforeAll(async () => {
    manifest = await readManifest(folder);
  });

  test.for(audited)("%s", {timeout: 180_000}, async (id, {skip}) => {
    const lines = manifest[id]!.command!.split("\n").filter((line) => line.startsWith("npm run -s simulate"));
    // A sweep takes hours.
    if (lines.length === 0) return skip();
    const printed = new Set<string>();
    for (const line of lines) {
      const {status, stdout, stderr} = spawnSync(line, {shell: true, encoding: "utf8", maxBuffer: 2 ** 28});
      expect(status, `${line}\n${stderr}`).toBe(0);
      for (const number of [...numbersIn(stdout), ...numbersIn(line)]) printed.add(number);
    }
    const [, ...rows] = (await readFile(join(folder, nameOf(id, "csv")), "utf8")).split("\n");
    const shown = numbersIn(rows.join("\n"));
    const missing = shown.filter((number) => !printed.has(number));
    expect(shown.length).toBeGreaterThan(5);
    if (!summaries.includes(id)) expect(missing).toEqual([]);
  });
});
