import {tableFromIPC, tableToIPC} from "@uwdata/flechette";
import fc from "fast-check";
import {expect, test} from "vitest";
import {hash, keyOf} from "../../store/key.js";
import {Damage, decodeResult, encodeResult} from "../../store/result.js";
import {rowsOf, tableOf} from "../../store/table.js";

const identity = {experiment: "gap", parameters: {problem: "He4", dimension: "16", shift: -0}, code: "c"};
const provenance = {packages: {"node_modules/ml-matrix": "6.15.1"}, node: "v22.0.0"};
const rows = [
  {time: 0, gap: 0.1},
  {time: 1, gap: null}
];
const file = encodeResult(identity, provenance, rows, ["time", "gap"]);
const key = keyOf(identity);

test("a file holds rows, identity and provenance", () => {
  const result = decodeResult(file, key);
  expect(rowsOf(result.table)).toEqual(rows);
  expect(result.identity).toEqual(identity);
  expect(result.provenance).toEqual(provenance);
});

test("the same result gives the same bytes", () => {
  expect(encodeResult(identity, provenance, rows, ["time", "gap"])).toEqual(file);
});

test("other programs can read it as an Arrow stream", () => {
  const table = tableFromIPC(file);
  expect(rowsOf(table)).toEqual(rows);
  expect(table.schema.metadata?.get("experiment")).toBe("gap");
  expect(table.schema.metadata?.get("parameters")).toBe('{"dimension":"16","problem":"He4","shift":-0}');
});

test("any changed bit is found", () => {
  const place = fc.record({byte: fc.nat(file.length - 1), bit: fc.nat(7)});
  fc.assert(
    fc.property(place, ({byte, bit}) => {
      const damaged = file.map((value, i) => (i === byte ? value ^ (1 << bit) : value));
      expect(() => decodeResult(damaged, key)).toThrow(Damage);
    }),
    {numRuns: 300}
  );
});

test("a file that was cut off at any length is found", () => {
  for (let length = 0; length < file.length; ++length) {
    expect(() => decodeResult(file.subarray(0, length), key)).toThrow(Damage);
  }
});

const sealed = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.from(hash(bytes))]);

test.each<[string, Uint8Array, RegExp]>([
  ["a result of another key", encodeResult({...identity, code: "d"}, provenance, rows, []), /^belongs to other/],
  ["another table", sealed(tableToIPC(tableOf(rows), {format: "stream"})!), /^has another format$/],
  ["no table at all", sealed(Buffer.from("not Arrow, but with a checksum")), /^(cannot be read|has another format)/],
  ["nothing at all", sealed(Buffer.alloc(0)), /^has another format$/]
])("%s with a checksum is found", (_, bytes, message) => {
  expect(() => decodeResult(bytes, key)).toThrow(message);
});
