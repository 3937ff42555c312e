import {createHash} from "node:crypto";

/** What a result depends on, and nothing else. */
export interface Identity {
  /** The experiment's name. */
  readonly experiment: string;
  /** Its parsed parameters, the seed among them; every one must be expressible in JSON. */
  readonly parameters: unknown;
  /** The hash of its code and of the packages that it imports (codeHash). */
  readonly code: string;
}

/** The key of a result: 64 hexadecimal digits. */
export function keyOf(identity: Identity): string {
  return hash(canonicalJson(identity));
}

/** The SHA-256 of a text or of bytes, in hexadecimal. */
export function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * JSON with an object's names in order, so that equal values have equal texts; typed arrays are written as arrays and
 * undefined members are left out. Throws on what JSON would lose: NaN, infinities, functions, symbols, maps and sets.
 */
export function canonicalJson(value: unknown): string {
  return write(value, "the value");
}

function write(value: unknown, where: string): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    return `[${Array.from(value as ArrayLike<unknown>, (item, i) => write(item, `${where}[${i}]`)).join(",")}]`;
  }
  if (typeof value === "object" && [Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${write(member, `${where}.${name}`)}`).join(",")}}`;
  }
  throw new TypeError(
    `${where} is ${String(value)}, which a key cannot hold; use finite numbers, texts, arrays, objects`
  );
}
