import {createHash} from "node:crypto";
import * as fs from "node:fs";
import {quote} from "../../src/experiments/refusal.js";
import type {ResumableReport, RunState} from "../../src/experiments/resumable.js";
import {Interrupted, type SignalWatch, watchSignals} from "./interruption.js";
import {type Target, writeWhole} from "./output.js";
import {reason, UsageError} from "./usage.js";

/** The first line of a checkpoint, before the numbers; changes whenever a checkpoint of before could no longer be gone on from. */
const format = "polywidth checkpoint 1";

/** Whose state it is: the experiment's name and its parameters as they are printed. */
export interface Owner {
  readonly experiment: string;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Header extends Owner {
  readonly format: string;
  readonly numbers: Readonly<Record<string, number>>;
  /** Names and lengths, in the order of the arrays. */
  readonly arrays: readonly (readonly [string, number])[];
}

const digestLength = 32;

/** A line of JSON, the arrays one after the other as float64 (little endian), the SHA-256 of all that. */
export function checkpointBytes(owner: Owner, {numbers, arrays}: RunState): Uint8Array[] {
  const entries = Object.entries(arrays);
  const header: Header = {format, ...owner, numbers, arrays: entries.map(([name, {length}]) => [name, length])};
  const chunks = [
    Buffer.from(`${JSON.stringify(header)}\n`),
    ...entries.map(([, {buffer, byteOffset, byteLength}]) => new Uint8Array(buffer, byteOffset, byteLength))
  ];
  const digest = createHash("sha256");
  for (const chunk of chunks) digest.update(chunk);
  return [...chunks, digest.digest()];
}

/**
 * The state in the file, or undefined where there is no file yet. Throws a UsageError for a file that is damaged, is no checkpoint, or
 * is that of another run: it is never overwritten.
 */
export function readCheckpoint(
  {flag, given, path}: Pick<Target, "flag" | "given" | "path">,
  owner: Owner
): RunState | undefined {
  const refuse = (why: string): never => {
    throw new UsageError(
      `${flag} must name a checkpoint of this run or a file that does not exist yet, got ${quote(given)} (${why}); ` +
        "name another file, or delete that one to begin anew"
    );
  };
  let bytes: Buffer;
  try {
    if (!fs.existsSync(path)) return undefined;
    bytes = fs.readFileSync(path);
  } catch (error) {
    return refuse(reason(error));
  }
  if (!bytes.subarray(0, 64).toString("latin1").includes('"format":"polywidth checkpoint '))
    return refuse("it is no checkpoint");
  const end = bytes.indexOf("\n");
  const body = bytes.subarray(0, bytes.length - digestLength);
  if (end < 0 || !createHash("sha256").update(body).digest().equals(bytes.subarray(body.length)))
    return refuse("it is damaged");
  const header: Header = JSON.parse(bytes.subarray(0, end).toString());
  if (header.format !== format) return refuse(`it is of another version, ${quote(header.format)}`);
  if (header.experiment !== owner.experiment) return refuse(`it is that of ${quote(header.experiment)}`);
  const names = new Set([...Object.keys(owner.parameters), ...Object.keys(header.parameters)]);
  for (const name of names)
    if (header.parameters[name] !== owner.parameters[name])
      return refuse(
        `it has ${name}=${header.parameters[name] ?? "nothing"}, not ${owner.parameters[name] ?? "nothing"}`
      );
  let offset = end + 1;
  const arrays: Record<string, Float64Array> = {};
  for (const [name, length] of header.arrays) {
    // A copy, since the numbers do not begin at a multiple of eight bytes.
    arrays[name] = new Float64Array(Uint8Array.from(body.subarray(offset, offset + 8 * length)).buffer);
    offset += 8 * length;
  }
  return {numbers: header.numbers, arrays};
}

/** How often a run is saved, in milliseconds. */
const saveInterval = 30_000;

/** Saves a run now and then, when a signal wants its end, and when it has reached its own. */
export class Checkpoints {
  readonly #target: Target;
  readonly #owner: Owner;
  readonly #watch: SignalWatch = watchSignals();
  readonly #now: () => number;
  #last: number;

  constructor(target: Target, owner: Owner, now: () => number = performance.now.bind(performance)) {
    this.#target = target;
    this.#owner = owner;
    this.#now = now;
    this.#last = now();
  }

  /** Throws an Interrupted once a signal has come and the state is saved. */
  note({progress, state}: Pick<ResumableReport<unknown>, "progress" | "state">): void {
    const {signal} = this.#watch;
    if (!signal && progress < 1 && this.#now() - this.#last < saveInterval) return;
    // Whole, or the file stays as it was.
    writeWhole([{target: this.#target, chunks: checkpointBytes(this.#owner, state())}]);
    this.#last = this.#now();
    // A run that has come to its end has nothing to go on with.
    if (signal && progress < 1)
      throw new Interrupted(
        signal,
        `stopped at ${Math.floor(100 * progress)} %, saved in ${this.#target.given}: the same command goes on`
      );
  }

  end(): void {
    this.#watch.end();
  }
}
