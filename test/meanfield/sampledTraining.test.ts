import {describe, expect, it} from "vitest";
import {arcCosine} from "../../src/meanfield/arcCosine.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";
import {finiteReferenceFactor, referenceGaps, relevantAlignments} from "../../src/meanfield/referenceGap.js";
import {
  meanSquareError,
  type SampledStart,
  SampledTraining,
  TrainingDiverged
} from "../../src/meanfield/sampledTraining.js";
import {activationFunction, drawBatches} from "../../src/meanfield/trainingData.js";
import type {TrainingProblem} from "../../src/meanfield/trainingProblem.js";
import {findTrainingProblem} from "../../src/meanfield/trainingProblems.js";

const named = (name: string) => findTrainingProblem(name) as TrainingProblem;

function start(problem: TrainingProblem, options: Partial<SampledStart> & {count?: number; batch?: number} = {}) {
  const {count = 96, batch = 32, ...rest} = options;
  const dimension = rest.dimension ?? 6;
  const batches = drawBatches(problem, dimension, {count, batch, seed: 5, purpose: "training"});
  return {dimension, width: 8, seed: 5, batches, step: 0.05, ...rest, problem};
}

function trained(options: SampledStart, steps: number): SampledTraining {
  const training = new SampledTraining(options);
  while (training.steps < steps) training.advance();
  return training;
}

/** The network's output at one sample, in plain sums. */
function output(problem: TrainingProblem, neurons: Float64Array, signs: Float64Array, x: readonly number[]): number {
  const sigma = activationFunction(problem.activation);
  const width = signs.length;
  return (
    signs.reduce(
      (sum, sign, i) => sum + sign * sigma(x.reduce((z, value, c) => z + value * neurons[c * width + i], 0)),
      0
    ) / width
  );
}

/** One step in plain sums, the gradient by central differences of the loss. */
function plainStep(
  options: SampledStart & {problem: TrainingProblem},
  neurons: Float64Array,
  batch: number
): Float64Array {
  const {problem, dimension, width, step, batches} = options;
  const {samples, targets} = batches[batch];
  const signs = new SampledTraining(options).signs;
  const loss = (w: Float64Array) =>
    targets.reduce((sum, target, b) => {
      const x = Array.from({length: dimension}, (_, c) => samples[c * targets.length + b]);
      return sum + (output(problem, w, signs, x) - target) ** 2;
    }, 0) / targets.length;
  const moved = neurons.map((value, k) => {
    const difference = [1e-5, -1e-5].map((h) => loss(neurons.map((other, j) => (j === k ? value + h : other))));
    return value - (step * width * (difference[0] - difference[1])) / 2e-5;
  });
  const lengths = Float64Array.from({length: width}, (_, i) =>
    Math.hypot(...Array.from({length: dimension}, (_, c) => moved[c * width + i]))
  );
  return moved.map((value, k) => value / lengths[k % width]);
}

const largestDifference = (a: Float64Array, b: Float64Array) =>
  a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k])), 0);

describe("training on sampled data", () => {
  it.each(["He4", "He4_misspecified", "Ge4", "He4_orth", "Hop_1_3"])(
    "%s: steps along the gradient of the mean square error, by finite differences, batch after batch",
    (name) => {
      const options = {...start(named(name), {step: 0.01})};
      const training = new SampledTraining(options);
      let neurons = initialNeurons(6, 8, 5);
      for (const batch of [0, 1, 2, 0]) {
        neurons = plainStep(options, neurons, batch);
        training.advance();
      }
      expect(largestDifference(training.neurons, neurons)).toBeLessThan(1e-7);
      expect(training.time).toBeCloseTo(0.04, 14);
    }
  );

  it("starts with the first neurons of a wider network, and keeps all on the sphere", () => {
    const narrow = new SampledTraining(start(named("Hop_1_3")));
    const wide = new SampledTraining(start(named("Hop_1_3"), {width: 20}));
    expect(Array.from(referenceGaps(narrow.neurons, 8, wide.neurons, 20))).toEqual(new Array(8).fill(0));
    for (let k = 0; k < 10; ++k) narrow.advance();
    const {neurons} = narrow;
    for (let i = 0; i < 8; ++i)
      expect(Math.hypot(...[0, 1, 2, 3, 4, 5].map((c) => neurons[c * 8 + i]))).toBeCloseTo(1, 14);
    expect(narrow.signs).toEqual(Float64Array.of(1, -1, 1, -1, 1, -1, 1, -1));
    expect(new SampledTraining(start(named("He4"))).signs).toEqual(new Float64Array(8).fill(1));
  });

  it("has the loss of the first batch, then the mean over the last epoch's", () => {
    const options = start(named("Hop_1_3"));
    const losses: number[] = [];
    const training = new SampledTraining(options);
    const [first] = options.batches;
    expect(training.loss).toBe(meanSquareError(training.outputs(first.samples), first.targets));
    for (let k = 0; k < 7; ++k) {
      const {samples, targets} = options.batches[k % 3];
      losses.push(meanSquareError(training.outputs(samples), targets));
      training.advance();
      const last = losses.slice(-3);
      expect(training.loss).toBeCloseTo(last.reduce((sum, loss) => sum + loss, 0) / last.length, 13);
    }
  });

  it("has the loss of Zero that the arc-cosine kernel says", () => {
    const count = 60000;
    const training = new SampledTraining(start(named("Zero"), {count, batch: count, width: 12}));
    const {neurons, signs, loss} = training;
    let power = 0;
    for (let i = 0; i < 12; ++i)
      for (let j = 0; j < 12; ++j) {
        const overlap = [0, 1, 2, 3, 4, 5].reduce((sum, c) => sum + neurons[c * 12 + i] * neurons[c * 12 + j], 0);
        power += (signs[i] * signs[j] * arcCosine(overlap)) / 144;
      }
    expect(Math.abs(loss - power)).toBeLessThan(4 * power * Math.sqrt(3 / count));
  });

  it("goes on from its state bit by bit, noise included", () => {
    const options = start(named("Hop_2"), {temperature: 0.01});
    const whole = trained(options, 11);
    const half = trained(options, 5);
    const {state} = half;
    half.advance();
    const resumed = new SampledTraining(options, state);
    expect([resumed.steps, resumed.loss]).toEqual([5, trained(options, 5).loss]);
    while (resumed.steps < 11) resumed.advance();
    expect(resumed.state).toEqual(whole.state);
    expect(() => new SampledTraining({...options, width: 10}, state)).toThrow("the state must be that of 10 neurons");
  });

  it("learns: the risk of He3 falls", () => {
    const options = start(named("He3"), {count: 4096, batch: 512, width: 64, step: 0.02});
    const training = new SampledTraining(options);
    const before = training.loss;
    while (training.steps < 200) training.advance();
    expect(training.loss).toBeLessThan(0.6 * before);
  });

  it("refuses what it cannot do, and says when it has diverged", () => {
    const make = (options: Parameters<typeof start>[1], name = "He4") =>
      new SampledTraining(start(named(name), options));
    expect(() => make({step: 0})).toThrow("the step must be positive: 0");
    expect(() => make({temperature: -1})).toThrow("temperature");
    expect(() => make({pathNorm: 11})).toThrow("turns neurons around");
    expect(() => make({width: 7}, "Hop_1_3")).toThrow("even");
    expect(() => make({batch: 40})).toThrow("equal size");
    expect(() => trained(start(named("He4"), {step: 5, pathNorm: 0.01}), 100)).toThrow(TrainingDiverged);
  });
});

describe("Langevin noise", () => {
  /** An activation without a gradient: only noise moves the neurons. */
  const still: TrainingProblem = {...named("He4"), activation: {polynomial: [0]}};

  it("changes the run, and at temperature 0 does not", () => {
    const options = start(named("He4"));
    const plain = trained(options, 5).neurons;
    expect(trained({...options, temperature: 0}, 5).neurons).toEqual(plain);
    const gap = largestDifference(trained({...options, temperature: 1e-8}, 5).neurons, plain);
    expect(gap).toBeGreaterThan(1e-6);
    expect(gap).toBeLessThan(1e-2);
  });

  it("has the variance 2ητ a coordinate and step, independent from step to step", () => {
    const [dimension, width, step, temperature] = [20, 1000, 0.1, 0.3];
    // So small a path norm leaves neurons off the sphere, where nothing else moves them.
    const training = new SampledTraining(
      start(still, {dimension, width, step, temperature, pathNorm: 1e-300, count: 1, batch: 1})
    );
    const before = training.neurons;
    training.advance();
    const between = training.neurons;
    training.advance();
    const first = between.map((value, k) => value - before[k]);
    const second = training.neurons.map((value, k) => value - between[k]);
    const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * b[k], 0) / a.length;
    const variance = 2 * step * temperature;
    for (const noise of [first, second])
      expect(Math.abs(product(noise, noise) / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / (dimension * width)));
    expect(Math.abs(product(first, second) / variance)).toBeLessThan(4 / Math.sqrt(dimension * width));
  });

  it("makes Brownian motion on the sphere: E ⟨w_t, w_0⟩ = e^{−(d−1)τt}", () => {
    const [dimension, width, step, temperature] = [5, 4000, 0.01, 0.2];
    const training = trained(start(still, {dimension, width, step, temperature, count: 1, batch: 1}), 100);
    const [now, before] = [training.neurons, initialNeurons(dimension, width, 5)];
    const overlap = now.reduce((sum, value, k) => sum + value * before[k], 0) / width;
    expect(Math.abs(overlap - Math.exp(-(dimension - 1) * temperature))).toBeLessThan(0.03);
  });

  it("of a neuron does not depend on the width", () => {
    const options = start(still, {width: 30, temperature: 0.1});
    const [wide, narrow] = [trained(options, 4), trained({...options, width: 8}, 4)];
    expect(Array.from(referenceGaps(narrow.neurons, 8, wide.neurons, 30))).toEqual(new Array(8).fill(0));
  });
});

describe("the path norm", () => {
  it("adds its gradient, 2ηλw, and takes neurons off the sphere", () => {
    const options = start(named("Hop_1_3"));
    const plain = trained(options, 5).neurons;
    expect(trained({...options, pathNorm: 0}, 5).neurons).toEqual(plain);
    // One step from the same neurons: the difference of two λ is the gradient of the norm alone.
    const [small, large] = [1, 3].map((pathNorm) => trained({...options, pathNorm}, 1).neurons);
    const expected = initialNeurons(6, 8, 5).map((value) => -2 * options.step * (3 - 1) * value);
    expect(
      largestDifference(
        large.map((value, k) => value - small[k]),
        expected
      )
    ).toBeLessThan(1e-14);
    const {neurons} = trained({...options, pathNorm: 3}, 20);
    const squares = neurons.reduce((sum, value) => sum + value * value, 0) / 8;
    expect(squares).toBeLessThan(0.1);
  });
});

describe("gaps against a finite reference", () => {
  it("are lengths of differences, and alignments of projections", () => {
    // Neurons (1, 2, 2) and (0, 3, 4); a reference with a third.
    const neurons = Float64Array.of(1, 0, 2, 3, 2, 4);
    expect(Array.from(referenceGaps(neurons, 2, Float64Array.of(1, 0, 9, 2, 0, 9, 5, 0, 9), 3))).toEqual([3, 5]);
    expect(Array.from(relevantAlignments(neurons, 2, 1))).toEqual([1 / 3, 0]);
    expect(Array.from(relevantAlignments(neurons, 2, 0))).toEqual([0, 0]);
    expect(Array.from(relevantAlignments(new Float64Array(2), 1, 1))).toEqual([0]);
  });

  it("are 1 − m/M of those against the infinite one, in mean square", () => {
    // What is linear in the empirical measure: means of m and of M nested independent values, the infinite one being 0.
    const {normal} = stream(9, "test");
    const [width, wide, runs] = [30, 40, 20000];
    let [against, alone] = [0, 0];
    for (let run = 0; run < runs; ++run) {
      let [part, whole] = [0, 0];
      for (let i = 0; i < wide; ++i) {
        const value = normal();
        whole += value / wide;
        if (i < width) part += value / width;
      }
      against += (part - whole) ** 2;
      alone += part ** 2;
    }
    expect(finiteReferenceFactor(width, wide)).toBe(0.25);
    expect(Math.abs(against / alone / 0.25 - 1)).toBeLessThan(0.05);
  });
});
