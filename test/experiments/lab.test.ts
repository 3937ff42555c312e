import {describe, expect, it} from "vitest";
import {density} from "../../src/experiments/density.js";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {gap} from "../../src/experiments/gap.js";
import {hessian} from "../../src/experiments/hessian.js";
import {lab} from "../../src/experiments/lab.js";
import {labCost} from "../../src/experiments/labCost.js";
import {labNeurons, neuronRows} from "../../src/experiments/labNeurons.js";
import type {LabFrame} from "../../src/experiments/labRun.js";
import {labAlignments, labRunOf, readLinks} from "../../src/experiments/labShown.js";
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
    ["descent", {method: "pgd", step: 0.0625}],
    ["a link of one's own", {problem: "", activation: "0:0.4,1:0.5,2:0.3", target: "1:0.6,3:-0.1"}]
  ])("has the numbers of the experiment gap for %s, bit for bit", async (_name, more) => {
    const {problem, ...rest} = {...setting, ...more};
    const input: Input = problem ? {problem, ...rest} : rest;
    const rows = await rowsOf(lab, input);
    const others = await rowsOf(gap, {...input, include: "none"});
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

describe("the estimate of a run", () => {
  const cost = (dimension: number, width: number, last: number, step = 0) =>
    labRunOf(readLinks({activation: "h4(x)", target: "h4(x)"}), {dimension, width, step, last, seed: 1}).cost;

  it("grows with width, time and the number of steps", () => {
    expect(cost(32, 1024, 6).run).toBeGreaterThan(2 * cost(32, 128, 6).run);
    expect(cost(32, 128, 32).theory).toBeGreaterThan(cost(32, 128, 4).theory);
    expect(cost(16, 512, 6, 2 ** -10).run).toBeGreaterThan(4 * cost(16, 512, 6, 2 ** -6).run);
  });

  it("counts no bounds for descent", () => {
    const problem = {name: "", activation: [0, 0, 0, 0, 1], target: [0, 0, 0, 0, 1]};
    const shape = {problem, dimension: 16, width: 512, times: [0, 6], alignments: labAlignments};
    const [flow, descent] = [undefined, 1 / 16].map((step) => labCost({...shape, step}, 17));
    expect(flow!.theory - flow!.run).toBeGreaterThan(descent!.theory - descent!.run);
  });
});
