import {describe, expect, it} from "vitest";
import type {GapFrame} from "../../src/meanfield/gapFrame.js";
import {type NoisyGapOptions, simulateNoisyGap} from "../../src/meanfield/noisyGap.js";
import {noisyStep, solveNoisyLimit} from "../../src/meanfield/noisyLimit.js";
import {GradientFlow, ProjectedGradientDescent} from "../../src/meanfield/particles.js";
import {problems} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";
import {brownianStep, noiseOfStep} from "../../src/meanfield/sphericalNoise.js";

const problem = (name: string) => problems.find((one) => one.name === name)!;
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;

/** The standard error of a mean. */
function standardError(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((x) => (x - middle) ** 2)) / (values.length - 1));
}

describe("a step of Brownian motion on the sphere", () => {
  const count = 20000;

  /** The alignments with their start of vectors after some steps. */
  function alignments(dimension: number, duration: number, steps: number): Float64Array {
    const neurons = new Float64Array(dimension * count);
    neurons.fill(1, 0, count);
    for (let n = 0; n < steps; ++n)
      brownianStep(neurons, noiseOfStep(3, n, dimension, count)[0], duration / steps, dimension);
    for (let i = 0; i < count; i += 1000) {
      let square = 0;
      for (let c = 0; c < dimension; ++c) square += neurons[c * count + i]! ** 2;
      expect(square).toBeCloseTo(1, 13);
    }
    return neurons.slice(0, count);
  }

  it.each([
    [3, 0.3, 1],
    [8, 0.08, 1],
    [32, 0.02, 1],
    [8, 0.3, 4]
  ])("has the first two harmonics of the heat kernel: d = %i, s = %d in %i steps", (d, s, steps) => {
    const all = alignments(d, s, steps);
    const second = all.map((a) => (d * a * a - 1) / (d - 1));
    for (const [values, rate] of [
      [all, d - 1],
      [second, 2 * d]
    ] as const) {
      const wanted = Math.exp(-rate * s);
      const error = standardError(Array.from(values));
      // The second harmonic is right to second order in the length of a step.
      const allowed = rate === d - 1 ? 0 : 3 * (rate * (s / steps)) ** 3 * steps * 0.05;
      expect(Math.abs(mean(values) - wanted)).toBeLessThan(4 * error + allowed);
    }
  });

  it("draws the same numbers for a neuron whatever the width, and others for every half and step", () => {
    const [few, many] = [4, 9].map((width) => noiseOfStep(1, 7, 5, width));
    for (const half of [0, 1] as const)
      for (let c = 0; c < 5; ++c)
        expect(Array.from(many![half].subarray(9 * c, 9 * c + 4))).toEqual(
          Array.from(few![half].subarray(4 * c, 4 * c + 4))
        );
    expect(few![0]).not.toEqual(few![1]);
    expect(noiseOfStep(1, 8, 5, 4)[0]).not.toEqual(few![0]);
    expect(noiseOfStep(2, 7, 5, 4)[0]).not.toEqual(few![0]);
  });
});

interface Setting extends Partial<NoisyGapOptions> {
  readonly name?: string;
  readonly dimension?: number;
  readonly width?: number;
  readonly noise?: number;
  readonly times?: readonly number[];
}

function run({name = "He4", dimension = 8, width = 64, noise = 0.01, times = [0, 1, 2], ...more}: Setting) {
  const limit = solveNoisyLimit(problem(name), dimension, noise, times);
  const {seed = 1, method = "flow", step = noisyStep(problem(name))} = more;
  const start = initialNeurons(dimension, width, seed);
  const {progress, neurons} = simulateNoisyGap(limit, start, times, {method, step, seed});
  const frames = [...progress].filter((one): one is GapFrame => typeof one !== "number");
  return {limit, frames, neurons, start};
}

describe("a network that is trained with noise", () => {
  it("is the same for the same seed, bit for bit, whatever times are asked for, and another for another", () => {
    const {neurons} = run({});
    expect(run({}).neurons).toEqual(neurons);
    expect(run({times: [0, 0.5, 0.75, 2]}).neurons).toEqual(neurons);
    expect(run({seed: 2}).neurons).not.toEqual(neurons);
    expect(run({noise: 0.011}).neurons).not.toEqual(neurons);
  });

  it("follows the gradient flow for τ = 0, to second order in the step", () => {
    const exact = new GradientFlow(problem("He4"), 8, initialNeurons(8, 64, 1), 1e-9);
    while (exact.time < 2) exact.advance(2);
    const off = (step: number) => {
      const {neurons} = run({noise: 0, step});
      return Math.sqrt(mean(neurons.map((value, k) => (value - exact.neurons[k]!) ** 2)));
    };
    const [a, b] = [off(1 / 16), off(1 / 32)];
    expect(Math.log2(a / b)).toBeGreaterThan(1.8);
    expect(off(1 / 64)).toBeLessThan(1e-3);
  });

  it("takes the steps of projected gradient descent for τ = 0", () => {
    const descent = new ProjectedGradientDescent(problem("He4"), 8, initialNeurons(8, 64, 1), 1 / 16);
    while (descent.time < 2) descent.advance(2);
    const {neurons} = run({noise: 0, method: "pgd", step: 1 / 16});
    neurons.forEach((value, k) => {
      expect(value).toBeCloseTo(descent.neurons[k]!, 12);
    });
  });

  it.each([
    ["He4", 8, 0.003, 1 / 64],
    ["He4", 8, 0.05, 1 / 64],
    ["He3", 8, 0.02, 1 / 64]
  ])("agrees with the limit within its own scatter: %s, d = %i, τ = %d", (name, dimension, noise) => {
    const width = 1024;
    const times = [1, 3];
    const runs = [1, 2, 3, 4, 5, 6].map((seed) => run({name, dimension, noise, width, times, seed}));
    times.forEach((_, n) => {
      const {limit} = runs[0]!;
      const power = limit.average(n, (a) => a * a);
      const frames = runs.map(({frames}) => frames[n]!);
      // Independent neurons have E ‖f_m − f_t‖² = (Σ c_k² − ‖f_t‖²)/m ≤ 1/m; the network's interaction changes that by a factor.
      expect(mean(frames.map(({functionGap}) => functionGap)) * width).toBeLessThan(3);
      expect(mean(frames.map(({functionGap}) => functionGap)) * width).toBeGreaterThan(0.03);
      const offs = frames.map(({riskFinite, riskMeanField}) => riskFinite - riskMeanField);
      expect(Math.abs(mean(offs))).toBeLessThan(4 * standardError(offs) + 3 / width);
      expect(power).toBeGreaterThan(1 / dimension);
    });
    const powers = runs.map(({neurons}) => mean(neurons.slice(0, width).map((a) => a * a)));
    const wanted = runs[0]!.limit.average(1, (a) => a * a);
    expect(Math.abs(mean(powers) - wanted)).toBeLessThan(4 * standardError(powers) + 2 / width);
  });

  it("comes closer to its twins and to the limit as 1/√m", () => {
    const gaps = [128, 2048].map((width) => {
      const all = [1, 2, 3, 4].map((seed) => run({width, times: [2], noise: 0.02, seed}).frames[0]!);
      return {mean: mean(all.map(({meanGap}) => meanGap)), functions: mean(all.map(({functionGap}) => functionGap))};
    });
    expect(gaps[0]!.mean / gaps[1]!.mean).toBeGreaterThan(2.4);
    expect(gaps[0]!.mean / gaps[1]!.mean).toBeLessThan(6.5);
    expect(gaps[0]!.functions / gaps[1]!.functions).toBeGreaterThan(7);
    expect(gaps[0]!.functions / gaps[1]!.functions).toBeLessThan(36);
  });

  it("starts without a gap between neurons and twins", () => {
    const {frames} = run({times: [0, 1]});
    expect(frames[0]).toMatchObject({meanGap: 0, rmsGap: 0, maxGap: 0});
    expect(frames[1]!.meanGap).toBeGreaterThan(0.001);
  });

  it("refuses times that the limit lacks, or that steps do not reach", () => {
    const limit = solveNoisyLimit(problem("He4"), 8, 0.01, [0, 0.3]);
    const start = initialNeurons(8, 8, 1);
    const options = {method: "flow", step: 1 / 64, seed: 1} as const;
    expect(() => simulateNoisyGap(limit, start, [1], options)).toThrow("not solved at t = 1");
    expect(() => simulateNoisyGap(limit, start, [0.3], options)).toThrow("multiples of the step");
  });
});
