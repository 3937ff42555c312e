import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  chaosConstants,
  growthConstant,
  log10TheoremBound,
  measuredLipschitz,
  RunGronwall,
  theoremError
} from "../../src/meanfield/chaosBounds.js";
import {chaosProblem, startingScale} from "../../src/meanfield/chaosProblem.js";
import {ChaosTerms} from "../../src/meanfield/chaosTerms.js";
import {RadialLimit} from "../../src/meanfield/radialLimit.js";
import {stream} from "../../src/meanfield/random.js";
import {SigmoidForce} from "../../src/meanfield/sigmoidForce.js";

/** G at the first row, for a network of the other rows alone (they are counted as the whole network). */
function driftAmong(neuron: Float64Array, others: Float64Array, delta: number): Float64Array {
  const dimension = neuron.length;
  const width = others.length / dimension + 1;
  const all = new Float64Array(dimension * width);
  all.set(neuron);
  all.set(others, dimension);
  const problem = chaosProblem(dimension, delta);
  const force = new Float64Array(all.length);
  const sigmoid = new SigmoidForce(problem, width);
  sigmoid.evaluate(all, force);
  return force.subarray(0, dimension);
}

const distance = (a: Float64Array, b: Float64Array) => Math.hypot(...a.map((value, k) => value - b[k]));

describe("the constants", () => {
  it("bound the drift and how it changes with the neuron and with the others, whatever these are", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 2, max: 5}),
        fc.double({min: 0, max: 0.9, noNaN: true}),
        fc.integer({min: 0, max: 1e6}),
        (dimension, delta, seed) => {
          const {normal} = stream(seed, "test neurons");
          const draw = (size: number) => Float64Array.from({length: dimension}, () => size * normal());
          const constants = chaosConstants(chaosProblem(dimension, delta));
          const [neuron, nearby, others] = [draw(1), draw(0.05), draw(1)];
          const moved = neuron.map((value, k) => value + nearby[k]);
          const here = driftAmong(neuron, others, delta);
          expect(Math.hypot(...here)).toBeLessThanOrEqual(constants.drift);
          // One of two neurons moves; the first sees itself with weight ½ and the other with weight ½.
          const shifted = driftAmong(
            neuron,
            others.map((value, k) => value + nearby[k]),
            delta
          );
          const length = Math.hypot(...nearby);
          expect(distance(shifted, here)).toBeLessThanOrEqual(0.5 * constants.lawLipschitz * length);
          const both = driftAmong(moved, others, delta);
          const lipschitz = constants.driftLipschitz + 0.5 * constants.lawLipschitz;
          expect(distance(both, here)).toBeLessThanOrEqual(lipschitz * length);
        }
      ),
      {numRuns: 60}
    );
  });

  it("are above what is measured on the limit", () => {
    const problem = chaosProblem(6, 0.8);
    const limit = new RadialLimit(problem, {scale: startingScale, dimension: 6}, {tolerance: 1e-7});
    for (const time of [0, 0.3]) {
      const measured = measuredLipschitz(limit.at(time).potential);
      expect(measured).toBeLessThan(chaosConstants(problem).driftLipschitz);
      expect(measured).toBeGreaterThan(0.5);
    }
  });
});

describe("the theorem's bound", () => {
  const problem = chaosProblem(10, 0.8);

  it("grows like e^{Ct} and falls like 1/√N and √ε", () => {
    const at = (width: number, stepSize: number, t: number) => log10TheoremBound(problem, {width, stepSize, z: 2}, t);
    const growth = growthConstant(chaosConstants(problem)) / Math.LN10;
    expect(at(1e6, 1e-6, 2) - at(1e6, 1e-6, 1)).toBeCloseTo(growth, 0);
    expect(at(1e12, 1e-12, 1) - at(1e10, 1e-10, 1)).toBeCloseTo(-1, 1);
    expect(theoremError(10, {width: 100, stepSize: 0.01, z: 2})).toBeCloseTo(
      0.1 * (Math.sqrt(10 + Math.log(1e4)) + 2),
      12
    );
  });

  it("holds, as does Grönwall on the run, on short runs of small noise", () => {
    for (const seed of [1, 2, 3]) {
      const limit = new RadialLimit(problem, {scale: startingScale, dimension: 10}, {tolerance: 1e-7});
      const run = new ChaosTerms(problem, limit, 16, 0.001, seed);
      const gronwall = new RunGronwall(limit.at(0).potential);
      for (let n = 1; n <= 5; ++n) {
        while (run.steps < 20 * n) run.advance();
        const factor = gronwall.factor(run.time, limit.at(run.time).potential);
        const {maxGap, forcing} = run.state;
        expect(maxGap).toBeLessThanOrEqual(forcing * factor);
        expect(Math.log10(maxGap)).toBeLessThan(
          log10TheoremBound(problem, {width: 16, stepSize: 0.001, z: 2}, run.time)
        );
      }
      expect(gronwall.exponent).toBeGreaterThan(0.2);
    }
  });
});

describe("Grönwall's inequality", () => {
  /** The largest solution of u_k = a_k + h Σ_{ℓ<k} b_ℓ u_ℓ. */
  function largest(a: readonly number[], b: readonly number[], h: number): number[] {
    const u: number[] = [];
    let sum = 0;
    a.forEach((value, k) => {
      u.push(value + sum);
      sum += h * b[k] * u[k];
    });
    return u;
  }
  const exponents = (b: readonly number[], h: number) => {
    let sum = 0;
    return b.map((value) => {
      const before = sum;
      sum += h * value;
      return before;
    });
  };

  it("holds for every non-decreasing a ≥ 0 and every b ≥ 0", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({min: 0, max: 1, noNaN: true}), fc.double({min: 0, max: 5, noNaN: true})), {
          minLength: 1,
          maxLength: 40
        }),
        (pairs) => {
          let sum = 0;
          const a = pairs.map(([increment]) => (sum += increment));
          const b = pairs.map(([, value]) => value);
          const growth = exponents(b, 0.1);
          largest(a, b, 0.1).forEach((u, k) => {
            expect(u).toBeLessThanOrEqual(a[k] * Math.exp(growth[k]) * (1 + 1e-12));
          });
        }
      )
    );
  });

  it("fails in that form where a decreases, and is sharp for constants", () => {
    const b = Array.from({length: 20}, () => 1);
    const falling = b.map((_, k) => (k === 0 ? 1 : 0.001));
    const growth = exponents(b, 0.05);
    expect(largest(falling, b, 0.05)[19]).toBeGreaterThan(10 * falling[19] * Math.exp(growth[19]));
    const fine = Array.from({length: 2000}, () => 1);
    expect(largest(fine, fine, 5e-4)[1999] / Math.exp(1)).toBeCloseTo(1, 2);
  });
});
