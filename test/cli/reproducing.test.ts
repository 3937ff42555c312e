import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {defaultOf} from "../../src/experiments/parameters.js";
import {flag} from "../../src/experiments/refusal.js";
import {experiments} from "../../src/experiments/registry.js";
import {commandLine, words} from "./commandLine.js";

const text = fs.readFileSync(new URL("../../docs/reproducing.md", import.meta.url), "utf8");
const examples = Array.from(
  text.matchAll(/^```sh\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```/gm),
  ([, commands, output]) => [commands.trimEnd(), output] as const
);

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "polywidth-"));
});
afterAll(() => fs.rmSync(folder, {recursive: true, force: true}));

/** Runs `npm run -s simulate -- … | cut -d, -f1-n`, with files in the temporary folder. */
async function outputOf(command: string): Promise<string> {
  const [, line, , fields] = /^npm run -s simulate -- (.*?)( \| cut -d, -f1-(\d+))?$/.exec(command) ?? [];
  expect(line).toBeDefined();
  const args = words(line).map((word) => (word === "neurons.csv" ? path.join(folder, word) : word));
  const {code, stdout, stderr} = await commandLine(args);
  expect([code, stderr]).toEqual([0, ""]);
  if (fields === undefined) return stdout;
  return stdout.replace(/^.*$/gm, (row) => row.split(",").slice(0, Number(fields)).join(","));
}

/** The text with its numbers taken out, and the numbers. */
function parted(output: string): {frame: string; numbers: number[]} {
  const numbers: number[] = [];
  const frame = output.replace(/-?\d+(\.\d+)?(e[+-]?\d+)?/g, (number) => {
    numbers.push(Number(number));
    return "#";
  });
  return {frame, numbers};
}

describe("docs/reproducing.md", () => {
  it.each(examples)("%s", async (commands, expected) => {
    let output = "";
    for (const command of commands.split("\n")) output += await outputOf(command);
    const [found, written] = [parted(output), parted(expected)];
    expect(found.frame).toBe(written.frame);
    // The printed bytes are this machine's; other engines may round elementary functions differently.
    found.numbers.forEach((number, i) => {
      expect(Math.abs(number - written.numbers[i])).toBeLessThanOrEqual(1e-6 * Math.abs(number) + 1e-9);
    });
  });

  it.each(["mean-field", "gap", "hessian", "propagator", "propagator-levels", "step-error"])(
    "lists the flags, defaults and columns of %s",
    (name) => {
      const experiment = experiments.find((one) => one.name === name);
      const section = text.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? "";
      const shared = text.split(/^## /m)[1];
      for (const parameter of experiment?.parameters.list ?? []) {
        const own = (section + shared).split("\n").find((line) => line.startsWith(`| \`${flag(parameter.name)}\``));
        const together = shared.includes(`, \`${flag(parameter.name)}\` |`);
        expect(own !== undefined || together, flag(parameter.name)).toBe(true);
        const value = defaultOf(parameter);
        if (value !== undefined) expect(own).toContain(`| \`${parameter.print(value)}\` |`);
      }
      for (const column of Object.keys(experiment?.columns ?? {})) expect(section).toContain(`\`${column}\``);
    }
  );

  it("names every experiment", () => {
    for (const {name} of experiments) expect(text).toMatch(new RegExp(`^## ${name}$|\`${name}\``, "m"));
  });

  it("has an example of each experiment of the contract", () => {
    for (const name of ["mean-field", "gap", "hessian", "propagator"])
      expect(examples.some(([commands]) => commands.includes(`-- ${name} `))).toBe(true);
  });
});
