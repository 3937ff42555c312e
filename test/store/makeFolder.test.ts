import {existsSync, mkdtempSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, test} from "vitest";
import {makeFolder} from "../../store/makeFolder.js";

describe("a folder", () => {
  const base = mkdtempSync(join(tmpdir(), "polywidth-folder-"));
  afterAll(() => rmSync(base, {recursive: true}));

  test("is made with those that it is in, and left alone where it is there", () => {
    const path = join(base, "a", "b", "c");
    makeFolder(path);
    makeFolder(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  test("is refused where a file has its name, or one of those that it would be in", () => {
    writeFileSync(join(base, "file"), "");
    expect(() => makeFolder(join(base, "file"))).toThrow("EEXIST");
    expect(() => makeFolder(join(base, "file", "a", "b"))).toThrow("ENOTDIR");
  });

  test.skipIf(!existsSync("/proc/self"))(
    "is refused where there are no new ones, and does not go round for ever",
    () => {
      expect(() => makeFolder("/proc/polywidth/a")).toThrow("ENOENT");
    }
  );
});
