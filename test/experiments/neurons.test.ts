import fc from "fast-check";
import * as v from "valibot";
import {describe, expect, it} from "vitest";
import {initial, printNeurons, readNeurons} from "../../src/experiments/neurons.js";
import {initialNeurons} from "../../src/meanfield/random.js";

describe("neurons as text", () => {
  it("are rows of coordinates, kept coordinate-major", () => {
    expect(readNeurons("1,0\n0.6,0.8\n0,-1\n")).toEqual({
      dimension: 2,
      width: 3,
      coordinates: Float64Array.of(1, 0.6, 0, 0, 0.8, -1)
    });
  });
  it("may end in blank lines, have carriage returns, spaces and a byte order mark", () => {
    expect(readNeurons("\ufeff1, 0\r\n0, 1\r\n\r\n").coordinates).toEqual(Float64Array.of(1, 0, 0, 1));
  });
  it("are brought to length 1 when they are within 1e-6 of it", () => {
    const {coordinates} = readNeurons("0.6000005,0.8\n1,0");
    expect(Math.hypot(coordinates[0], coordinates[2])).toBeCloseTo(1, 15);
  });
  it("print with 17 significant digits and read back to within rounding", () => {
    fc.assert(
      fc.property(fc.integer({min: 2, max: 9}), fc.integer({min: 1, max: 9}), fc.nat(), (dimension, width, seed) => {
        const neurons = {dimension, width, coordinates: initialNeurons(dimension, width, seed)};
        const text = printNeurons(neurons);
        const digits = text
          .split(/[,\n]/)
          .filter(Boolean)
          .map((cell) => cell.replace(/^-?0\.0*|e.*|[-.]/g, ""));
        expect(new Set(digits.map(({length}) => length))).toEqual(new Set([17]));
        const again = readNeurons(text);
        expect(again).toMatchObject({dimension, width});
        again.coordinates.forEach((x, k) => {
          expect(Math.abs(x - neurons.coordinates[k])).toBeLessThanOrEqual(4e-16);
        });
      }),
      {seed: 4, numRuns: 50}
    );
  });
  it.each([
    ["", "row 1 nothing"],
    ["1,0\n\n0,1", "row 2 nothing"],
    ["1\n1", "row 1 the single entry 1"],
    ["1,0\n0,1,0", "row 2 3 entries; write 2 entries"],
    ["1,0\n0.6,0.80001", "row 2 length 1.000008"],
    ["0,0", "row 1 length 0"],
    ["1e200,1e200", "row 1 length Infinity"],
    ["1,0\nNaN,1", "row 2 NaN"],
    ["x,y\n1,0", "row 1 x"],
    ["1;0", "row 1 1;0; put commas"],
    ["1,", "row 1 an empty value"]
  ])("refuses %j", (text, message) => {
    const result = v.safeParse(initial.schema, text, {lang: "flags"});
    expect(result.issues?.[0].message).toContain(`--initial must hold rows of d ≥ 2 comma-separated numbers`);
    expect(result.issues?.[0].message).toContain(message);
    expect(result.issues?.[0].message).not.toContain("\n");
  });
});
