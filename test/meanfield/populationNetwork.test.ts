import {describe, expect, it} from "vitest";
import {type Activation, activationForm, gaussian} from "../../src/kernels/activation.js";
import {sampleKernel} from "../../src/kernels/samples.js";
import {FiniteNetwork, normalise, toTangent} from "../../src/meanfield/network.js";
import {PopulationFlow, PopulationNetwork, squaredDistance} from "../../src/meanfield/populationNetwork.js";
import {type PopulationProblem, populationProblem} from "../../src/meanfield/populationProblem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";
import type {TrainingTarget} from "../../src/meanfield/trainingProblem.js";
import {findTrainingProblem, trainingProblems} from "../../src/meanfield/trainingProblems.js";

const gaussians = trainingProblems.filter(({inputs, signs}) => inputs === "gaussian" && signs === "equal");
const cases = gaussians.map((problem) => [problem.name, problem] as const);

function activationAt(activation: Activation, z: number): number {
  const {gamma, bell = [0], polynomial} = activationForm(activation);
  const horner = (p: readonly number[]) => p.reduceRight((sum, a) => sum * z + a, 0);
  return horner(bell) * gaussian(gamma, z) + horner(polynomial);
}

function targetOf(target: TrainingTarget, x: (c: number) => number): number {
  if (target.kind === "circle") {
    const square = x(0) ** 2 + x(1) ** 2;
    return (target.scale * ((3 / 8) * square ** 2 - 3 * square + 3)) / Math.sqrt(24);
  }
  if (target.kind === "parities") throw new Error("no Gaussian target");
  const values = target.directions.map((v) =>
    activationAt(
      target.link,
      v.reduce((sum, value, c) => sum + value * x(c), 0)
    )
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function velocityOf(problem: PopulationProblem, d: number, neurons: Float64Array): Float64Array {
  const velocity = new Float64Array(neurons.length);
  new PopulationNetwork(problem, d, neurons.length / d).velocity(neurons, velocity);
  return velocity;
}

describe("PopulationNetwork against samples", () => {
  it.each(cases)("the velocity of %s is what the sampled one tends to, at the rate n^(−1/2)", (_, training) => {
    const d = Math.max(4, training.relevant + 1);
    // Products of degree 11 have heavy tails.
    const [m, size, batches] = [32, 500, training.name === "He4_misspecified" ? 512 : 128];
    const neurons = initialNeurons(d, m, 12);
    // Drawn towards teachers, so that what they learn from is not lost in the noise of the samples.
    const {target} = training;
    if (target.kind === "teachers")
      for (let k = 0; k < training.relevant * m; ++k)
        neurons[k] = neurons[k]! + 0.8 * target.directions[(k % m) % target.directions.length]![Math.floor(k / m)]!;
    normalise(neurons, neurons, d, m);
    const velocity = velocityOf(populationProblem(training), d, neurons);
    const {normal} = stream(7, `samples of ${training.name}`);
    const kernel = sampleKernel(d, m);
    const gradient = new Float64Array(d * m);
    const errors = Array.from({length: batches}, () => {
      const samples = Float64Array.from({length: d * size}, normal);
      const targets = Float64Array.from({length: size}, (_, b) =>
        targetOf(training.target, (c) => samples[c * size + b]!)
      );
      kernel.gradient(training.activation, neurons, samples, targets, gradient, new Float64Array(size));
      const sampled = gradient.map((value) => -2 * value);
      toTangent(neurons, sampled, d, m);
      return sampled.map((value, k) => value - velocity[k]!);
    });
    // The mean square error of averages over 1, 4, 16, 64 batches, times their number: constant if the mean is right.
    const scaled = [1, 4, 16, 64].map((joined) => {
      let sum = 0;
      for (let g = 0; g < batches / joined; ++g)
        for (let k = 0; k < d * m; ++k) {
          let mean = 0;
          for (let b = 0; b < joined; ++b) mean += errors[g * joined + b]![k]! / joined;
          sum += mean ** 2 * joined;
        }
      return sum / (batches / joined);
    });
    for (const value of scaled) {
      expect(value / scaled[0]!).toBeGreaterThan(0.35);
      expect(value / scaled[0]!).toBeLessThan(2.5);
    }
    // Along the velocity itself the noise is far less: a factor of 1.5 would be seen.
    const power = velocity.reduce((sum, value) => sum + value * value, 0);
    const shares = errors.map((error) => error.reduce((sum, value, k) => sum + value * velocity[k]!, 0) / power);
    const mean = shares.reduce((sum, share) => sum + share, 0) / batches;
    const deviation = Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / batches / (batches - 1));
    expect(Math.abs(mean)).toBeLessThan(3.5 * deviation);
    expect(deviation).toBeLessThan(0.5 / 3.5);
  });
});

describe("PopulationNetwork", () => {
  it.each(cases)(
    "moves the neurons of %s by −m times the gradient of the risk, by central differences",
    (_, training) => {
      const d = Math.max(5, training.relevant);
      const [m, h] = [7, 1e-5];
      const problem = populationProblem(training);
      const network = new PopulationNetwork(problem, d, m);
      const neurons = initialNeurons(d, m, 8);
      const velocity = velocityOf(problem, d, neurons);
      const {normal} = stream(2, "directions");
      const direction = Float64Array.from(neurons, normal);
      toTangent(neurons, direction, d, m);
      const moved = (s: number) => {
        const result = neurons.map((w, k) => w + s * direction[k]!);
        normalise(result, result, d, m);
        return network.risk(result);
      };
      const slope = (moved(h) - moved(-h)) / (2 * h);
      const product = velocity.reduce((sum, v, k) => sum + v * direction[k]!, 0);
      expect(Math.abs(slope + product / m)).toBeLessThan(1e-8 * (1 + Math.abs(slope)));
    }
  );

  it.each(["He3", "He4", "He4_small", "He4_misspecified"])("is FiniteNetwork for %s", (name) => {
    const [d, m] = [6, 20];
    const neurons = initialNeurons(d, m, 3);
    const problem = populationProblem(findTrainingProblem(name)!);
    const expected = new Float64Array(d * m);
    const network = new FiniteNetwork(findProblem(name)!, d, m);
    network.velocity(neurons, expected);
    velocityOf(problem, d, neurons).forEach((value, k) => {
      expect(Math.abs(value - expected[k]!)).toBeLessThan(1e-12);
    });
    expect(new PopulationNetwork(problem, d, m).risk(neurons)).toBeCloseTo(network.risk(neurons), 12);
  });

  it("has no risk where the neurons are the teachers", () => {
    for (const name of ["He4_orth", "He4_nonorth", "He4_random_2_8", "He4_random_8_8", "He4_random_16_16", "Ge4"]) {
      const {target, relevant} = findTrainingProblem(name)!;
      if (target.kind !== "teachers") throw new Error(`${name} has teachers`);
      const [d, m] = [relevant + 2, target.directions.length];
      const neurons = new Float64Array(d * m);
      target.directions.forEach((v, i) => {
        v.forEach((value, c) => {
          neurons[c * m + i] = value;
        });
      });
      const network = new PopulationNetwork(populationProblem(findTrainingProblem(name)!), d, m);
      expect(Math.abs(network.risk(neurons)), name).toBeLessThan(1e-10);
      const velocity = velocityOf(network.problem, d, neurons);
      expect(Math.max(...velocity.map(Math.abs)), name).toBeLessThan(1e-8);
    }
  });

  it("has no risk on Man_2 where the neurons are spread over the circle, and 9/16 of E f*² too much on Man_big_2", () => {
    const [d, m] = [4, 16];
    const neurons = new Float64Array(d * m);
    for (let i = 0; i < m; ++i) {
      neurons[i] = Math.cos((2 * Math.PI * i) / m);
      neurons[m + i] = Math.sin((2 * Math.PI * i) / m);
    }
    const risk = (name: string) =>
      new PopulationNetwork(populationProblem(findTrainingProblem(name)!), d, m).risk(neurons);
    expect(Math.abs(risk("Man_2"))).toBeLessThan(1e-14);
    expect(risk("Man_big_2")).toBeCloseTo((9 * 3) / 8, 12);
  });

  it("keeps the lengths of the neurons and lowers the risk along the flow", () => {
    const [d, m] = [6, 24];
    const flow = new PopulationFlow(populationProblem(findTrainingProblem("He4_nonorth")!), d, initialNeurons(d, m, 5));
    let before = flow.network.risk(flow.neurons);
    for (const time of [0.5, 1, 2]) {
      while (flow.time < time) flow.advance(time);
      const risk = flow.network.risk(flow.neurons);
      expect(risk).toBeLessThan(before);
      before = risk;
    }
    for (let i = 0; i < m; ++i)
      expect(Math.hypot(...Array.from({length: d}, (_, c) => flow.neurons[c * m + i]!))).toBeCloseTo(1, 13);
  });

  it("measures the distance of two networks of different widths as the sum over all pairs says", () => {
    const training = findTrainingProblem("He4_orth")!;
    const problem = populationProblem(training);
    const [d, m, n] = [5, 3, 8];
    const [a, b] = [initialNeurons(d, m, 1), initialNeurons(d, n, 2)];
    const distance = squaredDistance(new PopulationNetwork(problem, d, m), a, new PopulationNetwork(problem, d, n), b);
    const u = (x: Float64Array, i: number, p: number, y: Float64Array, j: number, q: number) =>
      Array.from({length: d}, (_, c) => x[c * p + i]! * y[c * q + j]!).reduce((sum, value) => sum + value, 0) ** 4;
    let expected = 0;
    for (let i = 0; i < m; ++i) for (let j = 0; j < m; ++j) expected += u(a, i, m, a, j, m) / (m * m);
    for (let i = 0; i < n; ++i) for (let j = 0; j < n; ++j) expected += u(b, i, n, b, j, n) / (n * n);
    for (let i = 0; i < m; ++i) for (let j = 0; j < n; ++j) expected -= (2 * u(a, i, m, b, j, n)) / (m * n);
    expect(distance).toBeCloseTo(expected, 12);
  });

  it("refuses problems without a closed form, and dimensions that do not hold the teachers", () => {
    expect(() => populationProblem(findTrainingProblem("XOR_2")!)).toThrow(/XOR_2 .* choose a problem with Gaussian/);
    expect(() => populationProblem(findTrainingProblem("Zero")!)).toThrow(/equal signs/);
    const problem = populationProblem(findTrainingProblem("He4_random_8_8")!);
    expect(() => new PopulationNetwork(problem, 7, 4)).toThrow(/dimension 7 is below the 8 coordinates/);
  });
});
