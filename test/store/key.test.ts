import * as fc from "fast-check";
import {describe, expect, test} from "vitest";
import {canonicalJson, hash, keyOf} from "../../store/key.js";

describe("canonicalJson", () => {
  test("does not depend on the order of names", () => {
    expect(canonicalJson({b: 1, a: {d: [2], c: null}})).toBe(canonicalJson({a: {c: null, d: [2]}, b: 1}));
  });

  test("writes typed arrays as arrays and leaves out undefined members", () => {
    expect(canonicalJson({x: Float64Array.of(0.5, 2), y: undefined})).toBe('{"x":[0.5,2]}');
  });

  test("reads back as the same value", () => {
    const same = (value: unknown) => expect(JSON.parse(canonicalJson(value))).toEqual(value);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => void same(value)),
      {seed: 1, numRuns: 200}
    );
  });

  test.each([
    ["NaN", {a: [Number.NaN]}],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["a function", {f: () => 1}],
    ["a map", new Map([[1, 2]])],
    ["undefined", [undefined]]
  ])("refuses %s, which JSON would lose", (_, value) => {
    expect(() => canonicalJson(value)).toThrow(/which a key cannot hold/);
  });

  test("says where the value is", () => {
    expect(() => canonicalJson({a: [1, Number.NaN]})).toThrow(/^the value\.a\[1\] is NaN/);
  });
});

describe("keyOf", () => {
  const identity = {experiment: "gap", parameters: {dimension: 16, seed: 1}, code: "c"};

  test("changes with each part of the identity", () => {
    const others = [
      {...identity, experiment: "hessian"},
      {...identity, parameters: {dimension: 16, seed: 2}},
      {...identity, code: "d"}
    ];
    const keys = [identity, ...others].map(keyOf);
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });
});

test("hash is SHA-256", () => {
  expect(hash("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
