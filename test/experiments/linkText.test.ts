import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gap} from "../../src/experiments/gap.js";
import {labParameters} from "../../src/experiments/labRun.js";
import {
  labAlignments,
  labLinkNames,
  labLinkTexts,
  labProblem,
  labRunOf,
  labTimes,
  readLinks
} from "../../src/experiments/labShown.js";
import {linkTextFault, readLinkText} from "../../src/experiments/linkText.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {published} from "../../src/experiments/published.js";
import {projectOnHermite} from "../../src/meanfield/hermite.js";

const read = (text: string) => readLinkText("activation", text, {mayVanish: false});
const fault = (text: string) => linkTextFault("activation", text, {mayVanish: false});

describe("a typed link", () => {
  it("tanh is odd, and agrees with the Gauss–Hermite rule", () => {
    const {coefficients, remainder, power} = read("tanh(x)");
    const other = projectOnHermite(Math.tanh, 11, 200);
    coefficients.forEach((c, k) => {
      if (k % 2 === 0) expect(c).toBe(0);
      else expect(c).toBeCloseTo(other[k]!, 8);
    });
    expect(remainder).toBeCloseTo(1 - coefficients.reduce((sum, c) => sum + c * c, 0) / power, 12);
    expect(remainder).toBeGreaterThan(1e-5);
  });

  it("h₄ and x³ − 3x are exact, without a remainder", () => {
    expect(read("h4(x)")).toMatchObject({coefficients: [0, 0, 0, 0, 1], remainder: 0});
    const {coefficients, remainder} = read("x^3 - 3x");
    expect(coefficients.slice(0, 3)).toEqual([0, 0, 0]);
    expect(coefficients[3]).toBeCloseTo(Math.sqrt(6), 9);
    expect([coefficients.length, remainder]).toEqual([4, 0]);
  });

  it("is projected once for all that read it, whatever they call it, and says what is wrong by the name of each", () => {
    const texts = Array.from({length: 8}, (_, n) => `sin(${n + 1} x)`);
    const links = texts.map(read);
    expect(texts.map((text) => readLinkText("target", text, {mayVanish: true}))).toEqual(links);
    for (const [n, text] of texts.entries()) expect(read(text)).toBe(links[n]);
    expect(readLinkText("σ*", "0 x", {mayVanish: true}).coefficients).toEqual([0]);
    expect(linkTextFault("σ", "0 x", {mayVanish: false})).toMatch(/^σ: /);
    expect(read(texts[7]!)).toBe(links[7]);
    // Memory does not grow with what is typed.
    expect(read(texts[0]!)).not.toBe(links[0]);
    expect(read(texts[0]!)).toEqual({...links[0], typed: expect.any(Function)});
  });

  it("ReLU has its closed-form coefficients", () => {
    const {coefficients, power} = read("relu(x)");
    const even = (k: number): number => {
      // c_k = (−1)^{k/2+1} (k−3)!! / √(2π k!) for even k ≥ 2.
      let double = 1;
      for (let n = k - 3; n > 1; n -= 2) double *= n;
      let factorial = 1;
      for (let n = 2; n <= k; ++n) factorial *= n;
      return ((k / 2) % 2 === 1 ? 1 : -1) * (double / Math.sqrt(2 * Math.PI * factorial));
    };
    expect(coefficients[0]).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 9);
    expect(coefficients[1]).toBeCloseTo(0.5, 9);
    for (let k = 2; k <= 12; ++k) expect(coefficients[k]).toBeCloseTo(k % 2 === 1 ? 0 : even(k), 9);
    expect(power).toBeCloseTo(0.5, 12);
  });

  it("e^x has coefficients √e/√k!", () => {
    let factorial = 1;
    read("exp(x)").coefficients.forEach((c, k) => {
      if (k > 0) factorial *= k;
      expect(c).toBeCloseTo(Math.sqrt(Math.E / factorial), 8);
    });
  });

  it("a sum of h_k has the coefficients that are written in it", () => {
    const coefficient = fc.integer({min: -50, max: 50}).map((n) => n / 10);
    fc.assert(
      fc.property(fc.array(coefficient, {minLength: 1, maxLength: 13}), (values) => {
        fc.pre(values.some((value) => value !== 0));
        const text = values.map((value, k) => `(${value}) h${k}(x)`).join(" + ");
        fc.pre(text.length <= 200);
        const {coefficients, remainder} = read(text);
        for (const [k, value] of values.entries()) expect(coefficients[k] ?? 0).toBeCloseTo(value, 8);
        expect(remainder).toBe(0);
      }),
      {numRuns: 30}
    );
  });

  it("reads Hermite coefficients as the command line does", () => {
    expect(read("4:0.6, 6:0.3").coefficients).toEqual([0, 0, 0, 0, 0.6, 0, 0.3]);
    expect(fault("4:1,4:2")).toContain("each at most once");
  });

  it.each([
    ["exp(x^2/4)", "grows too fast"],
    ["1/x", "no mean under N(0, 1)"],
    ["log(x)", "no finite value at x = -14"],
    ["x^12", "exceeds 100"],
    ["0", "degree at most 12"],
    ["", "type a formula"],
    ["tanh(x", 'at character 7: expected ")"']
  ])("%j is refused with the reason", (text, reason) => {
    expect(fault(text)).toContain(reason);
  });

  it("a target may vanish, an activation may not", () => {
    expect(linkTextFault("target", "0", {mayVanish: true})).toBeUndefined();
    expect(fault("0")).toBeDefined();
  });
});

describe("the lab's choices", () => {
  it.each(labLinkNames.filter((name) => name !== "own"))("%s can be typed, and run at every degree", (name) => {
    for (let k = 1; k <= 8; ++k) {
      const links = readLinks(labLinkTexts(name as "hk", k));
      const run = labRunOf(links, {dimension: 16, width: 64, step: 0, noise: 0.01, last: 6, seed: 1});
      expect(parseParameters(labParameters.schema, run.lab).problem.activation).toEqual(links.activation.coefficients);
      expect(parseParameters(gap.parameters.schema, run.gap).width).toBe(64);
    }
  });

  it("draws the density where it is neither a limit nor at an end", () => {
    expect(labAlignments.length).toBeGreaterThan(150);
    for (const alignment of labAlignments) {
      expect(Math.abs(alignment)).toBeGreaterThan(0);
      expect(Math.abs(alignment)).toBeLessThan(1);
    }
  });

  it("finds the registered problem behind a formula", () => {
    expect(labProblem(readLinks({activation: "h4(x)", target: "h4(x)"}))).toEqual({problem: "He4"});
    expect(labProblem(readLinks(labLinkTexts("He4_misspecified", 4)))).toEqual({problem: "He4_misspecified"});
    expect(labProblem(readLinks({activation: "h5(x)", target: "h5(x)"}))).toEqual({activation: "5:1", target: "5:1"});
  });

  it("asks theory at the published times, which are all recorded, and descends in whole steps", () => {
    for (const last of [1, 2, 6, 7, 32]) {
      const times = labTimes(last);
      expect(times.at(-1)).toBe(last);
      expect(times.length).toBeGreaterThanOrEqual(65);
      for (const time of published.times.filter((time) => time <= last)) expect(times).toContain(time);
      for (const time of labTimes(last, 2 ** -4)) expect((time * 16) % 1).toBe(0);
    }
  });
});
