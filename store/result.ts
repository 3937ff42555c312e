import {type Table, tableFromIPC, tableToIPC} from "@uwdata/flechette";
import {canonicalJson, hash, type Identity, keyOf} from "./key.js";
import {tableOf} from "./table.js";

/** By which versions a result was computed; recorded, not part of its key (the hash of the code covers the packages). */
export interface Provenance {
  /** Versions of the packages that the experiment imports, by their place in node_modules. */
  readonly packages: Readonly<Record<string, string>>;
  /** Version of Node. */
  readonly node: string;
}

/** A stored result, read and checked. */
export interface Result {
  readonly identity: Identity;
  readonly provenance: Provenance;
  readonly table: Table;
}

/** What is in a file's place is no result of its key; the message completes "the stored result … ". */
export class Damage extends Error {}

const format = "polywidth result 2";
const digestLength = 64;

/**
 * The file of a result: an Arrow IPC stream with identity and provenance in the metadata of its schema, then the SHA-256 of
 * the stream in hexadecimal, which readers of Arrow do not look at. The same arguments give the same bytes.
 */
export function encodeResult(
  {experiment, parameters, code}: Identity,
  {packages, node}: Provenance,
  rows: readonly object[],
  columns: readonly string[]
): Uint8Array {
  const table = tableOf(rows, columns);
  table.schema.metadata = new Map([
    ["format", format],
    ["experiment", experiment],
    ["parameters", canonicalJson(parameters)],
    ["code", code],
    ["packages", canonicalJson(packages)],
    ["node", node]
  ]);
  const stream = tableToIPC(table, {format: "stream"})!;
  return Buffer.concat([stream, Buffer.from(hash(stream), "latin1")]);
}

/** The result in the bytes of a file whose name says that it has this key. Throws Damage if it is anything else. */
export function decodeResult(file: Uint8Array, key: string): Result {
  // A copy, since columns are views that must begin at multiples of eight bytes.
  const stream = new Uint8Array(file.subarray(0, -digestLength));
  const digest = Buffer.from(file.subarray(stream.length)).toString("latin1");
  // Before anything is decoded: damaged Arrow could ask for any amount of memory.
  if (digest !== hash(stream)) throw new Damage("is damaged or was cut off: its checksum does not match");
  const result = parse(stream);
  if (keyOf(result.identity) !== key) throw new Damage("belongs to other parameters, another experiment or other code");
  return result;
}

function parse(stream: Uint8Array): Result {
  try {
    const table = tableFromIPC(stream);
    const metadata = new Map(table.schema.metadata ?? []);
    if (metadata.get("format") !== format) throw new Damage("has another format");
    const text = (name: string): string => {
      const value = metadata.get(name);
      if (value === undefined) throw new Damage(`does not say its ${name}`);
      return value;
    };
    return {
      identity: {experiment: text("experiment"), parameters: JSON.parse(text("parameters")), code: text("code")},
      provenance: {packages: JSON.parse(text("packages")), node: text("node")},
      table
    };
  } catch (error) {
    if (error instanceof Damage) throw error;
    throw new Damage(`cannot be read (${error instanceof Error ? error.message : error})`);
  }
}
