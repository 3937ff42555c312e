import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {type LazyRow, lazy} from "../../src/experiments/lazy.js";
import {lazyNeurons} from "../../src/experiments/lazyNeurons.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {predictedSlopes} from "../../src/experiments/predictedSlopes.js";
import {scalingSlopes} from "../../src/experiments/scalingSlopes.js";

const parse = (input: object) => parseParameters(lazy.parameters.schema, input, "flags");
const rowsOf = (input: object): Promise<LazyRow[]> => allRows(lazy.run(parse(input)));

const small = {dimension: 6, samples: 24, step: 0.5, times: "0,10", widths: "16,128"};

describe("lazy", () => {
  it("starts at rest in every scaling, with the loss of the targets themselves", async () => {
    for (const layer of ["twins", "positive"])
      for (const row of (await rowsOf({...small, layer, exponents: "0.5,0.75,1"})).filter(({time}) => time === 0)) {
        expect([row.distance, row.kernelChange, row.alignmentGain]).toEqual([0, 0, 0]);
        expect(row.linearisationGap).toBeLessThan(1e-12);
        expect(row.trainingLoss).toBeGreaterThan(0.05);
      }
  });

  it("freezes with N in the lazy scaling and not in the other, by the exponents of theory", async () => {
    for (const activation of ["relu", "wavelet"] as const) {
      const rows = await rowsOf({...small, activation, widths: "64,128,256,512", seeds: 3});
      const slopes = predictedSlopes(scalingSlopes(rows.filter(({time}) => time === 10)), {activation, layer: "twins"});
      for (const {quantity, exponent, mean, predicted} of slopes) {
        if (quantity === "distance") expect(Math.abs(mean - predicted), `${activation} ${exponent}`).toBeLessThan(0.05);
        if (quantity === "kernelChange" && exponent === 0.5) expect(Math.abs(mean - predicted)).toBeLessThan(0.2);
        if (quantity === "trainingLoss") expect(predicted).toBeNaN();
      }
    }
  });

  it("ends nearer to its linearisation the lazier it is", async () => {
    const rows = (await rowsOf({...small, widths: "256", exponents: "0.5,0.75,1"})).filter(({time}) => time === 10);
    const gaps = rows.map(({linearisationGap}) => linearisationGap);
    expect(gaps[0]).toBeLessThan(gaps[1]);
    expect(gaps[1]).toBeLessThan(gaps[2]);
    expect(gaps[0]).toBeLessThan(0.1);
  });

  it("has the same rows for a width and seed whatever runs beside them", async () => {
    const together = await rowsOf({...small, seeds: 2});
    const alone = await rowsOf({...small, seed: 2, widths: "128", exponents: "1"});
    expect(together.filter(({seed, width, exponent}) => seed === 2 && width === 128 && exponent === 1)).toEqual(alone);
  });

  it.each([
    [{widths: "5"}, "--widths must be even with --layer twins, got 5; try --widths 6"],
    [{step: 0.3, times: "0,1"}, "--times must be multiples of --step 0.3, got 1; try 0.9"],
    [{exponents: "0.4"}, "--exponents must be numbers from 0.5 to 1"],
    [{samples: 0}, "--samples must be an integer from 1 to 4096, got 0; try --samples 64"]
  ])("refuses %j", (input, message) => expect(() => parse(input)).toThrow(message));

  it("accepts an odd width without twins", () => {
    expect(parse({widths: "5", layer: "positive"})).toMatchObject({widths: [5]});
  });
});

describe("lazy-neurons", () => {
  it("has the neurons whose mean distance and alignment `lazy` reports", async () => {
    const input = {dimension: 6, samples: 24, step: 0.5, times: "0,10", exponents: "1", seed: 4};
    const neurons = await allRows(
      lazyNeurons.run(parseParameters(lazyNeurons.parameters.schema, {...input, width: 16}))
    );
    const [, row] = await rowsOf({...input, widths: "16"});
    const at = (time: number) => neurons.filter((one) => one.time === time);
    const [before, after] = [at(0), at(10)];
    expect(before.map(({along, across}) => Math.hypot(along, across))).toEqual(before.map(() => expect.closeTo(1, 12)));
    const gain = after.reduce((sum, {along, across, sign}, i) => {
      return sum + (sign * (along / Math.hypot(along, across) - before[i].along)) / after.length;
    }, 0);
    expect(gain).toBeCloseTo(row.alignmentGain, 12);
    // Twins start together and part.
    expect(before[0].along).toBe(before[1].along);
    expect(after[0].along).toBeGreaterThan(after[1].along);
  });
});
