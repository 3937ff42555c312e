import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {csv, jsonl} from "../../cli/simulate/rows.js";

const columns = ["time", "risk"];

describe("csv", () => {
  it("has no spaces and ends every line with one newline", () => {
    expect(csv.header(columns)).toBe("time,risk\n");
    expect(csv.line(columns, {risk: 0.1, time: 1e21})).toBe("1e+21,0.1\n");
  });
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, undefined, null])(
    "leaves the cell of %s empty",
    (risk) => expect(csv.line(columns, {time: 0, risk})).toBe("0,\n")
  );
  it("reads back as the same float64", () => {
    fc.assert(
      fc.property(fc.double({noNaN: true, noDefaultInfinity: true}), (risk) => {
        const [, cell] = csv.line(columns, {time: 0, risk}).trimEnd().split(",");
        expect(Number(cell)).toBe(risk + 0);
      }),
      {seed: 5, numRuns: 300}
    );
  });
  it("quotes texts that contain separators", () => {
    expect(csv.line(["a"], {a: 'x,"y"'})).toBe('"x,""y"""\n');
  });
});

describe("jsonl", () => {
  it("is one object a line in the order of the columns", () => {
    expect(jsonl.header(columns)).toBe("");
    expect(jsonl.line(columns, {risk: 0.5, time: 1})).toBe('{"time":1,"risk":0.5}\n');
  });
  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined])("writes null for %s", (risk) =>
    expect(jsonl.line(columns, {time: 0, risk})).toBe('{"time":0,"risk":null}\n')
  );
});
