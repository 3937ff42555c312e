import {describe, expect, it} from "vitest";
import {activationFunction, drawBatches, targetValues, trainingTargetPower} from "../../src/meanfield/trainingData.js";
import type {TrainingProblem} from "../../src/meanfield/trainingProblem.js";
import {findTrainingProblem, trainingProblems} from "../../src/meanfield/trainingProblems.js";

const named = (name: string) => findTrainingProblem(name) as TrainingProblem;

/** The whole cube {±1}^d, d×2^d. */
function cube(dimension: number): Float64Array {
  const count = 2 ** dimension;
  const samples = new Float64Array(dimension * count);
  for (let b = 0; b < count; ++b) for (let c = 0; c < dimension; ++c) samples[c * count + b] = (b >> c) & 1 ? 1 : -1;
  return samples;
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean over samples of f*(x) max(0, ⟨w, x⟩). */
function reluCorrelation(name: string, samples: Float64Array, w: Float64Array): number {
  const count = samples.length / w.length;
  const targets = targetValues(named(name), samples, w.length);
  return mean(
    targets.map((target, b) => {
      const product = w.reduce((sum, value, c) => sum + value * samples[c * count + b], 0);
      return target * Math.max(0, product);
    })
  );
}

/** A unit vector without symmetries. */
function direction(dimension: number): Float64Array {
  const w = Float64Array.from({length: dimension}, (_, c) => Math.cos(2 * c * c + 1));
  const length = Math.hypot(...w);
  return w.map((value) => value / length);
}

describe("training data", () => {
  it.each(trainingProblems.map((problem) => [problem.name, problem] as const))(
    "%s: the mean square of the targets is the target's power",
    (_, problem) => {
      const [{targets}] = drawBatches(problem, 16, {count: 40000, batch: 40000, seed: 7, purpose: "training"});
      const squares = targets.map((value) => value * value);
      const power = trainingTargetPower(problem.target);
      const found = mean(squares);
      const deviation = Math.sqrt(mean(squares.map((value) => (value - found) ** 2)) / targets.length);
      expect(Math.abs(found - power)).toBeLessThanOrEqual(4 * deviation + 1e-12);
      // Heavy tails make the deviation a rough one: nothing may hide behind it.
      expect(deviation).toBeLessThanOrEqual(0.15 * power);
    }
  );

  it("knows the powers that can be worked out by hand", () => {
    const power = (name: string) => trainingTargetPower(named(name).target);
    expect(power("He4")).toBeCloseTo(1, 12);
    expect(power("He4_misspecified")).toBeCloseTo(0.45, 12);
    expect(power("He4_orth")).toBeCloseTo(1 / 2, 12);
    expect(power("He4_nonorth")).toBeCloseTo((1 + 1 / 4) / 2, 12);
    expect(power("Man_big_2")).toBe(6);
    expect(power("Hop_1_3")).toBe(1 / 16 + 9 / 16);
    expect(power("stair_4")).toBeCloseTo(0.04, 15);
    expect(power("Zero")).toBe(0);
    // 25 E (z² e^{−z²} − √3/9)², by E z^{2j} e^{−cz²} = (2j−1)!! (1+2c)^{−j−1/2}.
    expect(power("Ge4")).toBeCloseTo(25 * (3 * 5 ** -2.5 - 2 / 27 + 1 / 27), 11);
    expect(trainingTargetPower({kind: "teachers", link: {polynomial: [0, 3]}, directions: [[1], [-1]]})).toBeCloseTo(0);
  });

  it("gives the circle as the limit of many teachers", () => {
    const directions = Array.from({length: 8}, (_, j) => [Math.cos((j * Math.PI) / 4), Math.sin((j * Math.PI) / 4)]);
    const {samples} = drawBatches(named("Man_2"), 3, {count: 50, batch: 50, seed: 1, purpose: "test"})[0];
    const teachers = {target: {kind: "teachers", link: named("He4").activation, directions} as const};
    const [circle, polygon] = [named("Man_2"), teachers].map((problem) => targetValues(problem, samples, 3));
    for (const [b, value] of circle.entries()) expect(value).toBeCloseTo(polygon[b], 11);
  });

  it("is nested in the number of points, parted into batches, of two streams, and of the seed's", () => {
    const draw = (count: number, batch: number, seed = 3, purpose: "training" | "test" = "training") =>
      drawBatches(named("Hop_1_3"), 5, {count, batch, seed, purpose});
    const rows = (batches: ReturnType<typeof draw>) =>
      batches.flatMap(({samples, targets}) =>
        Array.from(targets, (target, b) => [...[0, 1, 2, 3, 4].map((c) => samples[c * targets.length + b]), target])
      );
    const whole = rows(draw(40, 40));
    expect(rows(draw(40, 7))).toEqual(whole);
    expect(draw(40, 7).map(({targets}) => targets.length)).toEqual([7, 7, 7, 7, 7, 5]);
    expect(rows(draw(25, 25))).toEqual(whole.slice(0, 25));
    expect(rows(draw(40, 40, 4))).not.toEqual(whole);
    expect(rows(draw(40, 40, 3, "test"))).not.toEqual(whole);
    expect(new Set(whole.flatMap((row) => row.slice(0, 5)))).toEqual(new Set([-1, 1]));
  });

  it("refuses what cannot be drawn", () => {
    const options = {count: 8, batch: 4, seed: 1, purpose: "test"} as const;
    expect(() => drawBatches(named("Hop_4"), 7, options)).toThrow("at least 8");
    expect(() => drawBatches(named("He4"), 4, {...options, count: 0})).toThrow("number of samples");
    expect(() => drawBatches(named("He4"), 4, {...options, batch: 1.5})).toThrow("batch");
    expect(() => drawBatches(named("He4"), 4, {...options, seed: -1})).toThrow("seed");
  });

  it("takes bells and powers", () => {
    const [bump, relu] = [named("Ge4"), named("XOR_2")].map(({activation}) => activationFunction(activation));
    expect(bump(0.7)).toBeCloseTo(5 * (0.49 * Math.exp(-0.49) - Math.sqrt(3) / 9), 13);
    expect([relu(-2), relu(2)]).toEqual([0, 2]);
  });
});

describe("what ReLU without biases can see of a parity", () => {
  it.each([5, 8, 12])("nothing of three and five bits, on the whole cube of dimension %i", (dimension) => {
    const samples = cube(dimension);
    const w = direction(dimension);
    // max(0, z) = z/2 + |z|/2: the linear part sees one bit, the even part an even number of them.
    for (const name of ["XOR_3", "XOR_5"]) expect(Math.abs(reluCorrelation(name, samples, w))).toBeLessThan(1e-14);
    for (const name of ["XOR_2", "XOR_4"]) expect(Math.abs(reluCorrelation(name, samples, w))).toBeGreaterThan(1e-4);
  });

  it("agrees between enumeration and sampling", () => {
    const dimension = 8;
    const w = direction(dimension);
    const count = 40000;
    const [{samples}] = drawBatches(named("XOR_2"), dimension, {count, batch: count, seed: 2, purpose: "test"});
    for (const name of ["XOR_2", "XOR_3", "XOR_4", "stair_3"]) {
      const [whole, sampled] = [cube(dimension), samples].map((points) => reluCorrelation(name, points, w));
      // |f* max(0, z)| has a mean square of E f*² z²/2 ≤ 1/2.
      expect(Math.abs(whole - sampled)).toBeLessThan(4 * Math.sqrt(0.5 / count));
    }
  });
});
