import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {command} from "./refusal.js";
import {root} from "./site/folders.js";

/** A step of the tests: a program of an installed package, in Node. */
interface Step {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

const CHECKS: readonly Step[] = [
  {name: "format and lint", program: "@biomejs/biome/bin/biome", args: ["check", "--error-on-warnings", "."]},
  {name: "types", program: "typescript/bin/tsc", args: ["--noEmit"]}
];

const PROJECTS = ["unit", "browser"];

// `npm test` checks and tests; `npm run audit` runs what is slow; with the names of projects, those.
await command(async () => {
  process.chdir(root);
  const asked = process.argv.slice(2);
  const projects = asked.length > 0 ? asked : PROJECTS;
  const checks = projects.includes("unit") ? CHECKS : [];
  const folder = mkdtempSync(join(tmpdir(), "polywidth-"));
  const total = {passed: 0, failed: 0, skipped: 0};
  for (const step of checks) total[run(step) ? "passed" : "failed"] += 1;
  for (const project of projects) {
    const report = join(folder, `${project}.json`);
    const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile=${report}`];
    const succeeded = run({name: `${project} tests`, program: "vitest/vitest.mjs", args});
    const counts = countsOf(report);
    total.passed += counts.passed;
    total.skipped += counts.skipped;
    // A test file that cannot be run fails without a failed test.
    total.failed += succeeded ? counts.failed : Math.max(1, counts.failed);
  }
  rmSync(folder, {recursive: true});
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0 || total.passed + total.skipped <= checks.length) process.exitCode = 1;
});

function run({name, program, args}: Step): boolean {
  console.log(`\n— ${name}`);
  const path = join("node_modules", ...program.split("/"));
  return spawnSync(process.execPath, [path, ...args], {stdio: "inherit"}).status === 0;
}

/** The numbers in a report of vitest; zeros where the tests were not run. */
function countsOf(report: string): {passed: number; failed: number; skipped: number} {
  try {
    const {numPassedTests, numFailedTests, numPendingTests} = JSON.parse(readFileSync(report, "utf8"));
    return {passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests};
  } catch {
    return {passed: 0, failed: 0, skipped: 0};
  }
}
