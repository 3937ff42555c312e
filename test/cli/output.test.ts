import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {checkTarget, writeWhole} from "../../cli/simulate/output.js";
import {UsageError} from "../../cli/simulate/usage.js";

let folder: string;
beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "polywidth-")));
});
afterEach(() => fs.rmSync(folder, {recursive: true, force: true}));
const at = (name: string): string => path.join(folder, name);

describe("checkTarget", () => {
  it("leaves nothing behind", () => {
    expect(checkTarget("--output", at("rows.csv"))).toMatchObject({path: at("rows.csv")});
    expect(fs.readdirSync(folder)).toEqual([]);
  });
  it("follows links, so that the file that they name is replaced and not the link", () => {
    fs.writeFileSync(at("real.csv"), "old");
    fs.symlinkSync("real.csv", at("link.csv"));
    const target = checkTarget("--output", at("link.csv"));
    writeWhole([{target, chunks: ["new"]}]);
    expect(fs.readFileSync(at("real.csv"), "utf8")).toBe("new");
    expect(fs.lstatSync(at("link.csv")).isSymbolicLink()).toBe(true);
  });
  it.each([
    ["", "an empty value (not a file name)"],
    ["no/such/folder/rows.csv", "(no such file or folder)"],
    [".", "(it is a folder)"],
    ["rows/", "(it is a folder)"],
    ["plain/rows.csv", "(a part of its path is not a folder)"],
    [`${"x".repeat(300)}.csv`, "(the name is too long)"]
  ])("refuses %j", (name, reason) => {
    fs.writeFileSync(at("plain"), "");
    const given = name === "" ? name : path.join(folder, name) + (name.endsWith("/") ? "/" : "");
    expect(() => checkTarget("--output", given)).toThrow(UsageError);
    expect(() => checkTarget("--output", given)).toThrow(reason);
    expect(() => checkTarget("--output", given)).toThrow(/^--output must be .*; name a file in a folder/);
    expect(fs.readdirSync(folder)).toEqual(["plain"]);
  });
  it.skipIf(process.platform === "win32")("refuses to replace a device", () => {
    expect(() => checkTarget("--output", "/dev/null")).toThrow("(it is not a regular file)");
  });
  it("explains what - would mean", () => {
    expect(() => checkTarget("--output", "-")).toThrow("leave --output out to print rows");
  });
  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "refuses a folder that may not be written",
    () => {
      fs.chmodSync(folder, 0o500);
      expect(() => checkTarget("--output", at("rows.csv"))).toThrow("(permission denied)");
      fs.chmodSync(folder, 0o700);
    }
  );
});

describe("writeWhole", () => {
  it("writes all files and leaves no others", () => {
    const rows = checkTarget("--output", at("rows.csv"));
    const neurons = checkTarget("--final", at("neurons.csv"));
    writeWhole([
      {target: rows, chunks: ["a\n", "b\n"]},
      {target: neurons, chunks: []}
    ]);
    expect(fs.readdirSync(folder).sort()).toEqual(["neurons.csv", "rows.csv"]);
    expect(fs.readFileSync(rows.path, "utf8")).toBe("a\nb\n");
  });
  it("keeps the old file and removes the new one when another cannot be written", () => {
    const first = checkTarget("--final", at("first.csv"));
    fs.writeFileSync(first.path, "old");
    fs.mkdirSync(at("gone"));
    const second = checkTarget("--output", at("gone/second.csv"));
    fs.rmdirSync(at("gone"));
    const write = () =>
      writeWhole([
        {target: first, chunks: ["new"]},
        {target: second, chunks: ["new"]}
      ]);
    expect(write).toThrow("--output must be the path of a file that can be written");
    expect(fs.readdirSync(folder)).toEqual(["first.csv"]);
    expect(fs.readFileSync(first.path, "utf8")).toBe("old");
  });
  it("gives signals back to their usual meaning", () => {
    const before = process.listenerCount("SIGINT");
    writeWhole([{target: checkTarget("--output", at("rows.csv")), chunks: ["x"]}]);
    expect(process.listenerCount("SIGINT")).toBe(before);
  });
});
