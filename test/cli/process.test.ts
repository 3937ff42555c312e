import {type ChildProcess, spawn} from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {setTimeout} from "node:timers/promises";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {words} from "./commandLine.js";

const root = path.resolve(import.meta.dirname, "../..");
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "polywidth-"));
});
afterEach(() => fs.rmSync(folder, {recursive: true, force: true}));

function start(line: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", path.join("cli", "simulate.ts"), ...words(line)], {
    cwd: root,
    env: {...process.env, ...env},
    stdio: ["ignore", "pipe", "pipe"]
  });
}

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ending(child: ChildProcess): Promise<Ending> {
  const texts = {stdout: "", stderr: ""};
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({code, signal, ...texts})));
}

const rows = "mean-field --dimension 8 --times 0,0.5,1000";
/** Takes far longer than any test. */
const endless = "gap --dimension 64 --width 20000 --times 0,0.001,900";

describe("the process", () => {
  it("prints the same bytes in every locale and time zone", async () => {
    const [plain, german] = await Promise.all([
      ending(start(rows, {LANG: "C", TZ: "UTC"})),
      ending(start(rows, {LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", TZ: "Pacific/Kiritimati"}))
    ]);
    expect(plain).toMatchObject({code: 0, stderr: ""});
    expect(german).toEqual(plain);
    expect(plain.stdout).toMatch(/\n0\.5,0\.\d+,/);
  });

  it("refuses with exit code 2 and one line", async () => {
    expect(await ending(start("gap --width 0"))).toEqual({
      code: 2,
      signal: null,
      stdout: "",
      stderr: "simulate: --width must be an integer from 1 to 100000, got 0; try --width 512\n"
    });
  });

  it("ends quietly when its reader has seen enough", async () => {
    const child = start("gap --dimension 4 --width 2 --seeds 5000 --times 0,0.1 --include none");
    const end = ending(child);
    child.stdout?.once("data", () => child.stdout?.destroy());
    const {code, signal, stderr} = await end;
    expect([code, signal]).toEqual([0, null]);
    expect(stderr).not.toContain("simulate:");
  });

  it.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM"] as const)(
    "stops at once at %s and leaves no file",
    async (signal) => {
      const child = start(
        `${endless} --output ${path.join(folder, "rows.csv")} --final ${path.join(folder, "neurons.csv")}`
      );
      const end = ending(child);
      await setTimeout(3000);
      const sent = performance.now();
      child.kill(signal);
      expect(await end).toMatchObject({code: null, signal, stdout: ""});
      expect(performance.now() - sent).toBeLessThan(1000);
      expect(fs.readdirSync(folder)).toEqual([]);
    }
  );
});
