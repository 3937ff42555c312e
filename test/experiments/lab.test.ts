import {describe, expect, it} from "vitest";
import {density} from "../../src/experiments/density.js";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {gap} from "../../src/experiments/gap.js";
import {hessian} from "../../src/experiments/hessian.js";
import {lab} from "../../src/experiments/lab.js";
import {labCost} from "../../src/experiments/labCost.js";
import {labDensity} from "../../src/experiments/labDensity.js";
import {labNeurons, neuronRows} from "../../src/experiments/labNeurons.js";
import type {LabFrame} from "../../src/experiments/labRun.js";
import {labAlignments, labNoises, labRunOf, readLinks} from "../../src/experiments/labShown.js";
import {meanField} from "../../src/experiments/meanField.js";
import {parseParameters} from "../../src/experiments/parameters.js";

type Input = Readonly<Record<string, string | number>>;

async function rowsOf<P, R>(experiment: Experiment<P, R>, input: Input): Promise<R[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}

async function framesOf(input: Input): Promise<LabFrame[]> {
  const frames: LabFrame[] = [];
  for await (const {frame} of lab.run(parseParameters(lab.parameters.schema, input))) if (frame) frames.push(frame);
  return frames;
}

const setting = {problem: "He4", dimension: 8, width: 32, seed: 3, times: "0,0.5,1.5,3"};

describe("the lab's run", () => {
  it.each<[string, Input]>([
    ["the flow", {}],
    ["no noise", {noise: 0}],
    ["descent", {method: "pgd", step: 0.0625}],
    ["a link of one's own", {problem: "", activation: "0:0.4,1:0.5,2:0.3", target: "1:0.6,3:-0.1"}]
  ])("has the numbers of the experiment gap for %s, bit for bit", async (_name, more) => {
    const {problem, ...rest} = {...setting, ...more};
    const input: Input = problem ? {problem, ...rest} : rest;
    const rows = await rowsOf(lab, input);
    const {noise: _, ...quiet} = input;
    const others = await rowsOf(gap, {...quiet, include: "none"});
    const shared = ["time", "riskFinite", "riskMeanField", "functionGap", "meanGap", "rmsGap", "maxGap"] as const;
    expect(rows.map((row) => shared.map((name) => row[name]))).toEqual(
      others.map((row) => shared.map((name) => row[name]))
    );
  });

  it("has the limit of mean-field and the density of density", async () => {
    const alignments = "-0.9,-0.2,0,0.4";
    const input = {...setting, alignments};
    const {width: _, seed: __, ...limit} = setting;
    const rows = await rowsOf(lab, input);
    const frames = await framesOf(input);
    const risks = await rowsOf(meanField, limit);
    for (const [i, row] of rows.entries()) expect(row.riskMeanField).toBeCloseTo(risks[i]!.risk, 8);
    const densities = await rowsOf(density, {...limit, alignments});
    const all = frames.flatMap((frame) => Array.from(frame.density));
    for (const [n, value] of all.entries()) expect(value).toBeCloseTo(densities[n]!.density, 6);
  });

  it("has the Hessian of hessian at every neuron, below the line of self-concordance", async () => {
    const rows = await rowsOf(lab, setting);
    for (const [n, frame] of (await framesOf(setting)).entries()) {
      const {time, alignment, alignmentRate, parallel} = frame;
      const few = Array.from(alignment).slice(0, 5);
      const others = await rowsOf(hessian, {problem: "He4", dimension: 8, times: time, alignments: few.join(",")});
      others.forEach((other, i) => {
        expect(alignmentRate[i]).toBeCloseTo(other.alignmentRate, 6);
        expect(parallel[i]).toBeCloseTo(other.parallel, 6);
      });
      alignment.forEach((own, i) => {
        expect(parallel[i]).toBeLessThanOrEqual((3 * alignmentRate[i]!) / own + rows[n]!.floor + 1e-9);
        expect(own * own + frame.across[i]! ** 2).toBeLessThanOrEqual(1 + 1e-12);
      });
    }
  });

  it("prints the neurons of a frame as lab-neurons does", async () => {
    const frames = await framesOf(setting);
    expect(await rowsOf(labNeurons, setting)).toEqual(frames.flatMap(neuronRows));
  });

  it("has no floor for an activation with odd degrees", async () => {
    for (const {floor} of await rowsOf(lab, {...setting, problem: "He3"})) expect(floor).toBeNaN();
  });

  it("starts from the same neurons whatever comes later", async () => {
    const [first] = await framesOf(setting);
    const [other] = await framesOf({...setting, method: "pgd", step: 0.5});
    expect(other!.alignment).toEqual(first!.alignment);
  });
});

describe("the lab's run with noise", () => {
  const noisy = {...setting, noise: 0.02};

  it.each<[string, Input]>([
    ["the flow", {}],
    ["descent", {method: "pgd", step: 0.0625}]
  ])("is the same for the same seed and another for another, for %s, and none of it without noise", async (_, more) => {
    const rows = await rowsOf(lab, {...noisy, ...more});
    expect(await rowsOf(lab, {...noisy, ...more})).toEqual(rows);
    expect(rows[0]).toMatchObject({time: 0, meanGap: 0, maxGap: 0});
    const [others, quiet] = [
      await rowsOf(lab, {...noisy, ...more, seed: 4}),
      await rowsOf(lab, {...setting, ...more, noise: 0})
    ];
    expect(others[2]!.riskFinite).not.toBe(rows[2]!.riskFinite);
    expect(quiet[2]!.riskFinite).not.toBe(rows[2]!.riskFinite);
    expect(quiet).toEqual(await rowsOf(lab, {...setting, ...more}));
  });

  it("is beside the limit that lab-density prints, and starts where the run without noise does", async () => {
    const alignments = "-0.9,-0.2,0,0.4";
    const input = {...noisy, alignments};
    const {width: _, seed: __, ...limit} = input;
    const densities = await rowsOf(labDensity, limit);
    const frames = await framesOf(input);
    expect(frames.flatMap((frame) => Array.from(frame.density))).toEqual(densities.map(({density}) => density));
    expect((await rowsOf(lab, input)).map(({riskMeanField}) => riskMeanField)).toEqual(
      densities.filter((_, i) => i % 4 === 0).map(({risk}) => risk)
    );
    const energies = densities.filter((_, i) => i % 4 === 0).map(({freeEnergy}) => freeEnergy);
    energies.slice(1).forEach((energy, i) => {
      expect(energy).toBeLessThan(energies[i]!);
    });
    expect(frames[0]!.alignment).toEqual((await framesOf(setting))[0]!.alignment);
  });

  it("has the neurons at one time alone that it has among many, as the commands below the figures ask for them", async () => {
    const all = await rowsOf(labNeurons, noisy);
    const last = await rowsOf(labNeurons, {...noisy, times: "3"});
    expect(last).toEqual(all.filter(({time}) => time === 3));
  });

  it("takes every setting of the page, and refuses times that its steps do not reach", async () => {
    const links = readLinks({activation: "h6(x)", target: "h6(x)"});
    for (const noise of labNoises)
      for (const step of [0, 2 ** -10, 2 ** -4])
        for (const last of [1, 7, 32]) {
          const {lab: printed} = labRunOf(links, {dimension: 8, width: 8, step, noise, last, seed: 1});
          expect(parseParameters(lab.parameters.schema, printed).noise).toBe(noise);
          expect("noise" in printed).toBe(noise > 0);
        }
    const parse = (more: Input) => parseParameters(lab.parameters.schema, {...noisy, ...more});
    expect(() => parse({times: "0.3"})).toThrow("times must be multiples of 0.015625, the step of the flow with noise");
    const {problem: _, ...rest} = noisy;
    const steep = {...rest, activation: "12:100", target: "12:100", times: "0,32"};
    expect(() => parseParameters(lab.parameters.schema, steep)).toThrow("noise must be 0 where steps of");
    expect(() => parse({noise: -1})).toThrow("noise must be a number from 0 to 1");
    expect(parse({times: "0.3", noise: 0}).times).toEqual([0.3]);
  });
});

describe("the estimate of a run", () => {
  const cost = (dimension: number, width: number, last: number, step = 0, noise = 0) =>
    labRunOf(readLinks({activation: "h4(x)", target: "h4(x)"}), {dimension, width, step, noise, last, seed: 1}).cost;

  it("grows with width, time and the number of steps", () => {
    expect(cost(32, 1024, 6).run).toBeGreaterThan(2 * cost(32, 128, 6).run);
    expect(cost(32, 128, 32).theory).toBeGreaterThan(cost(32, 128, 4).theory);
    expect(cost(16, 512, 6, 2 ** -10).run).toBeGreaterThan(4 * cost(16, 512, 6, 2 ** -6).run);
  });

  it("counts the noise: longer runs, nothing for theory", () => {
    for (const [d, m] of [
      [16, 128],
      [32, 512],
      [128, 128]
    ] as const) {
      expect(cost(d, m, 6, 0, 0.01).run).toBeGreaterThan(cost(d, m, 6).run);
      expect(cost(d, m, 12, 0, 0.01).run).toBeGreaterThan(1.5 * cost(d, m, 6, 0, 0.01).run);
      expect(cost(d, m, 6, 0, 0.01).theory).toBe(0);
    }
  });

  it("counts no bounds for descent", () => {
    const problem = {name: "", activation: [0, 0, 0, 0, 1], target: [0, 0, 0, 0, 1]};
    const shape = {problem, dimension: 16, width: 512, times: [0, 6], alignments: labAlignments};
    const [flow, descent] = [undefined, 1 / 16].map((step) => labCost({...shape, step, noise: 0}, 17));
    expect(flow!.theory - flow!.run).toBeGreaterThan(descent!.theory - descent!.run);
  });
});
