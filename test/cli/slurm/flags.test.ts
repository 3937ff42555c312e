import {expect, it} from "vitest";
import {readCommandLine} from "../../../cli/sweep/command.js";

const read = (...args: string[]) =>
  readCommandLine(["grid.json", ...args], {sweeps: {}, version: "1", stdout: {write: () => true}})!;

it("flags of sbatch are given without their dashes", () => {
  const {slurm, jobs} = read("--engine", "slurm", "--slurm", " partition=long  gres=gpu:0 exclusive");
  expect(slurm).toEqual(["--partition=long", "--gres=gpu:0", "--exclusive"]);
  expect(jobs).toBe(100);
  expect(read("--engine", "slurm").slurm).toEqual([]);
});

it("what is no flag of sbatch, or goes to another engine, is refused", () => {
  expect(() => read("--engine", "slurm", "--slurm", "-p long")).toThrow(
    /^--slurm must be long flags of sbatch without their dashes, got .?-p.?; try --slurm "partition=long mem=4G"$/
  );
  expect(() => read("--slurm", "mem=4G")).toThrow(/^--slurm must go with --engine slurm, got --engine local; /);
});
