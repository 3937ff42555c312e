import {describe, expect, it} from "vitest";
import {couple, meanFieldParticles, transverseNorms} from "../../src/meanfield/coupling.js";
import {flowAlong} from "../../src/meanfield/flow.js";
import {derivative, evaluate} from "../../src/meanfield/polynomial.js";
import {initialNeurons} from "../../src/meanfield/random.js";

const [d, m] = [5, 8];
const neurons = initialNeurons(d, m, 2);
const limit = {potentialAt: (t: number) => Float64Array.of(0, 0.2, -0.5 / (1 + t), 0.1, -0.8)};

function particlesAt(time: number): Float64Array {
  const coupling = couple(neurons, d);
  const particles = new Float64Array(d * m);
  meanFieldParticles(coupling, flowAlong(limit, 0, coupling.start, [time])[0].u, particles);
  return particles;
}

describe("the coupled mean-field particles", () => {
  it("start at the neurons", () => {
    particlesAt(0).forEach((w, k) => {
      expect(Math.abs(w - neurons[k])).toBeLessThan(1e-15);
    });
  });

  it("move with ν(w̄, ρ_t) = −2 P ∇Ψ_t(⟨w̄, w*⟩), by central differences in time", () => {
    const [time, h] = [0.7, 3e-4];
    const [before, now, after] = [time - h, time, time + h].map(particlesAt);
    const slope = derivative(limit.potentialAt(time));
    for (let i = 0; i < m; ++i)
      for (let c = 0; c < d; ++c) {
        const k = c * m + i;
        const velocity = -2 * evaluate(slope, now[i]) * ((c === 0 ? 1 : 0) - now[i] * now[k]);
        expect(Math.abs((after[k] - before[k]) / (2 * h) - velocity)).toBeLessThan(1e-5);
      }
  });

  it("stay where they are at α = ±1, and next to it keep their direction to the last digits", () => {
    const tiny = 1e-9;
    const given = new Float64Array(3 * 3);
    given.set([1, -1, -Math.sqrt(1 - tiny * tiny)]);
    given[2 * 3 + 2] = tiny;
    const coupling = couple(given, 3);
    expect([coupling.start[0], coupling.start[1]]).toEqual([Infinity, -Infinity]);
    expect(coupling.directions[2 * 3 + 2]).toBe(1);
    const {u} = flowAlong(limit, 0, coupling.start, [2])[0];
    const particles = new Float64Array(9);
    meanFieldParticles(coupling, u, particles);
    expect(Array.from(particles.subarray(0, 2))).toEqual([1, -1]);
    expect([particles[3], particles[6], particles[4], particles[7]].map(Math.abs)).toEqual([0, 0, 0, 0]);
    expect(particles[8]).toBeGreaterThan(0);
    expect(particles.every(Number.isFinite)).toBe(true);
    meanFieldParticles(coupling, coupling.start, particles);
    expect(Math.abs(particles[8] / tiny - 1)).toBeLessThan(1e-12);
    expect(transverseNorms(given, 3)[2]).toBe(tiny);
  });
});
