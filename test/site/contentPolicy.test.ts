import {createHash} from "node:crypto";
import {expect, test} from "vitest";
import {withContentPolicy} from "../../cli/site/contentPolicy.js";

const head = '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n';
const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("names every inline script by its hash, and no other", () => {
  const page = withContentPolicy(
    `${head}<script type="module">\nlet a = 1;\n</script><script src="a.js"></script><script>b</script>`
  );
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
  const scripts = policy.split("; ").find((part) => part.startsWith("script-src"))!;
  expect(scripts.split(" ").slice(1)).toEqual(["'self'", "'wasm-unsafe-eval'", hashOf("\nlet a = 1;\n"), hashOf("b")]);
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain("http:");
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
});

test("stands before all scripts, right after the encoding", () => {
  const page = withContentPolicy(`${head}<script>b</script>`);
  expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<script"));
  expect(() => withContentPolicy("<html></html>")).toThrow(/charset/);
});
