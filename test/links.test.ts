import {expect, test} from "vitest";
import {labFields} from "../src/experiments/labShown.js";
import {textOf} from "./sources.js";

/**
 * The names that links of each page have held since they were first given out. A name that goes, or changes its meaning,
 * needs an upgrade (docs/authoring.md), without which links in mails and papers stop showing what they showed.
 */
const given: Readonly<Record<string, string>> = {
  "approximation-gap": "problem d m scale of until own ownD ownM seed T",
  experiments: "problem gap neurons paths",
  index: "problem d m",
  "isotropic-gaussians": "delta t N eps seed",
  "lazy-or-mean-field": "model N seed t quantity d b ridge",
  "mean-field-pde": "problem d m seed t sgdM e B xi sgdSeed s grid",
  "noise-and-free-energy": "teacher beta lambda N noise seed t size ridge0",
  "polynomial-width": "table problem level gap quantity nProblem nD nM nT nSeed nGap shape d m seed",
  "propagation-of-chaos": "T N eps D seed view scale f",
  "self-concordance": "problem d t link",
  "single-index": "links d m seed s oddD tail",
  "two-layer-networks": "atoms sample seed s arrows stage eps t activation d N M pull net",
  "uniform-in-time": "links d gap"
};

test.each(Object.entries(given))("%s.md still reads every name of its links", (page, names) => {
  const [, fields] = /^const url = urlState\(\{\n([\s\S]*?)^\}/m.exec(textOf(`src/${page}.md`))!;
  const today = Array.from(fields!.matchAll(/^ {2}(\w+):/gm), ([, name]) => name);
  expect(today).toEqual(expect.arrayContaining(names.split(" ")));
});

test("the lab still reads every name of its links", () => {
  const given = ["links", "k", "sigma", "star", "d", "m", "eta", "noise", "T", "seed", "t"];
  expect(Object.keys(labFields)).toEqual(expect.arrayContaining(given));
  expect(labFields.noise.default).toBe(0);
});
