import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type InteractionKernel, interactionKernels, kernelNames} from "../../src/meanfield/interactionKernels.js";
import {type Points, planePoints, pulledTowards} from "../../src/meanfield/points.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";
import {riskTerms, sampledRiskTerms} from "../../src/meanfield/riskTerms.js";
import {gaussianMean} from "./gaussian.js";

const sphere = (dimension: number, width: number, seed: number): Points => ({
  dimension,
  width,
  coordinates: initialNeurons(dimension, width, seed)
});

/** (1/n) Σ σ(⟨p_i, (x, y)⟩) in the plane. */
function output(kernel: InteractionKernel, {width, coordinates}: Points, x: number, y: number): number {
  let sum = 0;
  for (let i = 0; i < width; ++i) sum += kernel.sigma(coordinates[i] * x + coordinates[width + i] * y);
  return sum / width;
}

describe("riskTerms", () => {
  it.each(["erf", "hermite2", "hermite3", "hermite4"] as const)("of %s are what quadrature gives", (name) => {
    const kernel = interactionKernels[name];
    const [neurons, teacher] = [sphere(2, 5, 1), sphere(2, 3, 2)];
    const terms = riskTerms(kernel, neurons, teacher);
    const mean = (f: (y: number, output: number) => number) =>
      gaussianMean((a, b) => f(output(kernel, teacher, a, b), output(kernel, neurons, a, b)));
    expect(terms.target).toBeCloseTo(
      mean((y) => y * y),
      10
    );
    expect(terms.field).toBeCloseTo(
      mean((y, f) => -2 * y * f),
      10
    );
    expect(terms.interaction).toBeCloseTo(
      mean((_, f) => f * f),
      10
    );
    expect(terms.risk).toBeCloseTo(
      mean((y, f) => (y - f) ** 2),
      10
    );
  });

  it.each(kernelNames)("of %s agree with samples within five standard errors", (name) => {
    const [neurons, teacher] = [sphere(6, 7, 1), sphere(6, 2, 2)];
    const exact = riskTerms(interactionKernels[name], neurons, teacher);
    const sampled = sampledRiskTerms(interactionKernels[name], neurons, teacher, 20_000, stream(3, "samples"));
    for (const term of ["target", "field", "interaction", "risk"] as const) {
      expect(Math.abs(sampled[term].mean - exact[term]), term).toBeLessThan(5 * sampled[term].error);
      expect(sampled[term].error).toBeGreaterThan(0);
    }
  });

  it("vanish in sum where the network is its teacher, copied any number of times and in any order", () => {
    const teacher = planePoints([1, 0.5, -0.3, 2]);
    const copies = planePoints([-0.3, 2, 1, 0.5, 1, 0.5, -0.3, 2]);
    const terms = riskTerms(interactionKernels.erf, copies, teacher);
    expect(Math.abs(terms.risk)).toBeLessThan(1e-15);
    expect(terms.field).toBeCloseTo(-2 * terms.target, 14);
  });

  it("do not depend on the order of the neurons", () => {
    const pair = fc.tuple(fc.double({min: -3, max: 3, noNaN: true}), fc.double({min: -3, max: 3, noNaN: true}));
    fc.assert(
      fc.property(fc.array(pair, {minLength: 1, maxLength: 6}), (pairs) => {
        const teacher = planePoints([1, 0, 0, 1]);
        const terms = riskTerms(interactionKernels.erf, planePoints(pairs.flat()), teacher);
        const other = riskTerms(interactionKernels.erf, planePoints([...pairs].reverse().flat()), teacher);
        expect(terms.risk).toBeCloseTo(other.risk, 13);
        expect(terms.interaction).toBeGreaterThanOrEqual(-1e-15);
        expect(terms.self).toBeLessThanOrEqual(1 / pairs.length);
      })
    );
  });

  it("exceed those of infinite width by (∫U(θ,θ)dρ − ∬U dρdρ)/N on average over independent neurons", () => {
    // Uniform on the circle, ∬ U = 0 for an odd activation, and E R_N = R_# + U(θ, θ)/N since V is odd as well.
    const [teacher, N, seeds] = [planePoints([1, 0]), 4, 4000];
    const own = interactionKernels.erf.value(1, 1, 1);
    let [sum, squares] = [0, 0];
    for (let seed = 0; seed < seeds; ++seed) {
      const {risk, target} = riskTerms(interactionKernels.erf, sphere(2, N, seed), teacher);
      sum += risk - target;
      squares += (risk - target) ** 2;
    }
    const error = Math.sqrt(squares / seeds - (sum / seeds) ** 2) / Math.sqrt(seeds);
    expect(Math.abs(sum / seeds - own / N)).toBeLessThan(5 * error);
    expect(error).toBeLessThan(own / N / 10);
  });
});

describe("pulledTowards", () => {
  it("keeps neurons where they are at 0, puts them on the teacher at 1, and always has length 1", () => {
    const [u, v] = [sphere(4, 5, 1), sphere(4, 2, 2)];
    expect(Array.from(pulledTowards(u, v, 0).coordinates)).toEqual(
      Array.from(u.coordinates, (x) => expect.closeTo(x, 14))
    );
    const {coordinates} = pulledTowards(u, v, 1);
    for (let i = 0; i < 5; ++i)
      for (let c = 0; c < 4; ++c) expect(coordinates[c * 5 + i]).toBeCloseTo(v.coordinates[c * 2 + (i % 2)], 14);
    const half = pulledTowards(u, v, 0.4).coordinates;
    for (let i = 0; i < 5; ++i) expect(Math.hypot(...[0, 1, 2, 3].map((c) => half[c * 5 + i]))).toBeCloseTo(1, 14);
  });
});
