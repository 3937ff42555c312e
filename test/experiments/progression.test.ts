import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {contracted, expanded} from "../../src/experiments/progression.js";

const numbers = (list: string) => list.split(",").flatMap(expanded);

describe("expanded", () => {
  it("spaces numbers evenly, both ends among them, without the noise of binary fractions", () => {
    expect(expanded("0:1:11")).toEqual(["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"]);
    expect(expanded("-1:-0.98:5")).toEqual(["-1", "-0.995", "-0.99", "-0.985", "-0.98"]);
    expect(expanded("3:1:2")).toEqual(["3", "1"]);
  });

  it("spaces them evenly in their logarithm, to four digits but for the ends", () => {
    expect(expanded("log:0.01:100:5")).toEqual(["0.01", "0.1", "1", "10", "100"]);
    expect(expanded("log:-1:-1234567:3")).toEqual(["-1", "-1111", "-1234567"]);
  });

  it.each([
    "4",
    "4:1",
    "0:1:1",
    "0:1:10001",
    "0:1:2.5",
    "0:x:3",
    "0:1e999:3",
    "log:0:1:5",
    "log:-1:1:5",
    "lg:1:2:3",
    ""
  ])("leaves what is none as it is: %j", (text) => {
    expect(expanded(text)).toEqual([text]);
  });
});

describe("contracted", () => {
  it.each([
    ["0,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8", "0:0.8:9"],
    ["0,1,2,4,8,16,32,64,128,256", "0,log:1:256:9"],
    ["0,1,2,3,4,5,6,7,9,11,13,15,17,19,21,23,24.5", "0:7:8,9:23:8,24.5"],
    ["1,2,3,4", "1,2,3,4"],
    ["4:1,2:0.5", "4:1,2:0.5"],
    ["He4", "He4"],
    ["", ""]
  ])("writes %s as %s", (list, short) => {
    expect(contracted(list)).toBe(short);
  });

  const run = fc
    .record({
      isLogarithmic: fc.boolean(),
      first: fc.integer({min: 1, max: 1000}),
      step: fc.integer({min: 1, max: 40}),
      count: fc.integer({min: 2, max: 40})
    })
    .map(({isLogarithmic, first, step, count}) =>
      Array.from({length: count}, (_, i) =>
        Number((isLogarithmic ? first * (1 + step / 40) ** i : first / 8 + (step * i) / 100).toPrecision(6))
      )
    );

  it("says exactly the same numbers, whatever they are", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            run,
            fc.double({noNaN: true}).map((x) => [x])
          ),
          {minLength: 1, maxLength: 4}
        ),
        (runs) => {
          const list = runs.flat().map(String);
          expect(numbers(contracted(list.join(",")))).toEqual(list);
        }
      )
    );
  });

  it("finds every progression of eight and more", () => {
    const ends = fc.tuple(
      fc.integer({min: 1, max: 999}),
      fc.integer({min: 1, max: 999}),
      fc.integer({min: 8, max: 200})
    );
    fc.assert(
      fc.property(ends, fc.constantFrom("", "log:"), ([first, last, count], prefix) => {
        fc.pre(first !== last);
        expect(contracted(expanded(`${prefix}${first}:${last}:${count}`).join(",")).length).toBeLessThan(30);
      })
    );
  });
});
