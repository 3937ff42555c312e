import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {Entry} from "../../cli/figures/entry.js";
import {pages} from "../../cli/figures/pages.js";
import {checkPlaces, placesOfFigures} from "../../cli/figures/places.js";
import {writeFigures} from "../../cli/figures/write.js";
import {hash} from "../../store/key.js";

const drawn = Object.values(pages).flatMap((specs) => Object.keys(specs));

test("every figure has an id of its own", () => {
  expect([...new Set(drawn)]).toEqual(drawn);
});

test("every figure of a page is drawn beforehand, and none that no page shows", async () => {
  const places = await placesOfFigures();
  checkPlaces(places, drawn);
  expect(places.get("gap")).toEqual({path: "/approximation-gap#figure-gap", page: "The approximation gap"});
  expect([...places.keys()][0]).toBe("hero");
});

test("a figure that is not drawn, or that no page shows, is refused", async () => {
  const places = await placesOfFigures();
  expect(() => checkPlaces(places, drawn.slice(1))).toThrow(
    /^the figure atoms at \/two-layer-networks#figure-atoms is drawn by no/
  );
  expect(() => checkPlaces(places, [...drawn, "nowhere"])).toThrow(/^the figure nowhere of cli\/figures is in no page/);
});

test("a figure that is missing, or not the one that was drawn, ends a build", async () => {
  const folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  const entry = {files: {svg: {bytes: 5, sha256: hash("<svg/>")}}} as Entry;
  const write = () => writeFigures(new Map([["gap", {entry, seconds: 0}]]), folder, join(folder, "written"), ["svg"]);
  await expect(write()).rejects.toThrow(/^the figure .*gap\.svg is missing; run the command again$/);
  await writeFile(join(folder, "gap.svg"), "<svg>");
  await expect(write()).rejects.toThrow(/gap\.svg is not the one that was drawn/);
  await writeFile(join(folder, "gap.svg"), "<svg/>");
  expect((await write()).paths).toEqual([join(folder, "written", "gap.svg")]);
  await rm(folder, {recursive: true});
});
