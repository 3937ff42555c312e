import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {Checkpoints, checkpointBytes, readCheckpoint} from "../../cli/simulate/checkpoint.js";
import {Interrupted} from "../../cli/simulate/interruption.js";
import {simulate} from "../../cli/simulate/main.js";
import {commandLine, words} from "./commandLine.js";

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "polywidth-"));
  file = path.join(folder, "run.checkpoint");
});
afterEach(() => fs.rmSync(folder, {recursive: true, force: true}));

const owner = {experiment: "problem", parameters: {width: "8", seed: "1"}};
const state = {numbers: {steps: 3}, arrays: {a: Float64Array.of(1, Number.NaN, -0), b: new Float64Array(0)}};
const target = () => ({flag: "--checkpoint", given: file, path: file});

const run =
  "problem --problem Hop_1_3 --dimension 6 --width 8 --reference-width 12 --samples 256 --batch 32 --time 50 --temperature 0.001";

/** The command with a checkpoint, ended by a signal once it has printed so many rows; all of them by default. */
async function interrupted(line: string, rows = Number.POSITIVE_INFINITY) {
  const texts = {stdout: "", stderr: ""};
  const stdout = {
    write(text: string) {
      texts.stdout += text;
      if (texts.stdout.split("\n").length - 2 >= rows) process.emit("SIGINT", "SIGINT");
    }
  };
  const stderr = {
    write(text: string) {
      texts.stderr += text;
    }
  };
  const code = await simulate([...words(line), "--threads", "1", "--checkpoint", file], {stdout, stderr});
  return {code, ...texts};
}

describe("a checkpoint", () => {
  it("gives back what was written, bit by bit", () => {
    fs.writeFileSync(file, Buffer.concat(checkpointBytes(owner, state)));
    const read = readCheckpoint(target(), owner);
    expect(read).toEqual(state);
    expect(Object.is(read?.arrays.a[2], -0)).toBe(true);
  });

  it("need not exist", () => {
    expect(readCheckpoint(target(), owner)).toBeUndefined();
  });

  it("is refused when it is damaged anywhere, foreign, or of other parameters, and stays as it is", () => {
    const whole = Buffer.concat(checkpointBytes(owner, state));
    const remedy = "name another file, or delete that one to begin anew";
    const refusal = (bytes: Uint8Array, as = owner) => {
      fs.writeFileSync(file, bytes);
      try {
        readCheckpoint(target(), as);
      } catch (error) {
        expect(String(error)).toContain(remedy);
        expect(String(error)).toContain(file.slice(-15));
        expect(fs.readFileSync(file).equals(bytes)).toBe(true);
        return String(error);
      }
      return "";
    };
    for (const at of [40, whole.indexOf("\n"), whole.indexOf("\n") + 3, whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed[at] ^= 1;
      expect(refusal(changed), String(at)).toContain("it is damaged");
    }
    expect(refusal(whole.subarray(0, whole.length - 8))).toContain("it is damaged");
    expect(refusal(Buffer.from("time,risk\n0,1\n"))).toContain("it is no checkpoint");
    expect(refusal(Buffer.alloc(0))).toContain("it is no checkpoint");
    expect(refusal(whole, {...owner, experiment: "problem-neurons"})).toContain("it is that of problem");
    expect(refusal(whole, {...owner, parameters: {width: "8", seed: "2"}})).toContain("it has seed=1, not 2");
    const others = Object.assign({step: "1"}, owner.parameters);
    expect(refusal(whole, {...owner, parameters: others})).toContain("it has step=nothing, not 1");
  });

  it("is written every half a minute, at the end, and no oftener", () => {
    let now = 0;
    const checkpoints = new Checkpoints(target(), owner, () => now);
    const note = (progress: number) => {
      fs.rmSync(file, {force: true});
      checkpoints.note({progress, state: () => state});
      return fs.existsSync(file);
    };
    try {
      expect(note(0)).toBe(false);
      now = 29_000;
      expect(note(0.1)).toBe(false);
      now = 30_000;
      expect(note(0.2)).toBe(true);
      now = 59_000;
      expect(note(0.3)).toBe(false);
      expect(note(1)).toBe(true);
      process.emit("SIGTERM", "SIGTERM");
      expect(() => note(0.5)).toThrow(Interrupted);
      expect(fs.existsSync(file)).toBe(true);
    } finally {
      checkpoints.end();
    }
    expect(process.listenerCount("SIGTERM")).toBe(0);
  });
});

describe("simulate --checkpoint", () => {
  it("goes on where a signal has ended the run, with the bytes of an undisturbed one", async () => {
    const whole = await commandLine([...words(run), "--threads", "1"]);
    expect(whole.code).toBe(0);
    for (const rows of [1, 2, 20]) {
      const {code, stdout, stderr} = await interrupted(run, rows);
      expect(code).toBe(130);
      expect(stderr).toMatch(/^simulate: stopped at \d+ %, saved in .*: the same command goes on\n$/);
      expect(fs.readdirSync(folder)).toEqual(["run.checkpoint"]);
      expect(whole.stdout.startsWith(stdout)).toBe(true);
      expect(stdout.split("\n")).toHaveLength(rows + 2);
    }
    expect(await interrupted(run)).toEqual(whole);
    // The end is saved, too.
    expect(await interrupted(run)).toEqual(whole);
  });

  it("refuses another run's file, names the parameter, and leaves it alone", async () => {
    await interrupted(run, 1);
    const before = fs.readFileSync(file);
    const {code, stdout, stderr} = await interrupted(`${run} --seed 9`);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("it has seed=302, not 9");
    expect(fs.readFileSync(file)).toEqual(before);
  });

  it("is a flag of the runs that can be taken up, and another file than the rows'", async () => {
    expect((await commandLine(["gap", "--checkpoint", file])).stderr).toContain("--checkpoint is not a flag of gap");
    expect((await interrupted(`${run} --output ${file}`)).stderr).toContain("must be another file than --output");
    expect((await commandLine(["problem", "--checkpoint", folder])).stderr).toContain("it is a folder");
  });
});
