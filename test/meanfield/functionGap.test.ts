import {describe, expect, it} from "vitest";
import {functionGap} from "../../src/meanfield/functionGap.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import type {MeanFieldLimit} from "../../src/meanfield/limit.js";
import {FiniteNetwork} from "../../src/meanfield/network.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {problems} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";
import {gaussianMean, hermiteSum} from "./gaussian.js";

const mixed: Problem = {name: "mixed", activation: [0.3, -0.8, 0.5, 0.9, -0.4], target: [-0.2, 0.7, 0.4, -0.5, 0.8]};
const cases = [...problems, mixed];

/** A limit whose law of α is a few atoms: all that the function gap asks of it. */
function atoms(problem: Problem, dimension: number, law: [alpha: number, mass: number][]): MeanFieldLimit {
  return {
    problem,
    dimension,
    average: (_: number, phi: (alpha: number) => number) => law.reduce((sum, [a, mass]) => sum + mass * phi(a), 0)
  } as MeanFieldLimit;
}

describe("functionGap", () => {
  it.each(cases)("is E (f_m − f_∞)² by quadrature over the plane for $name", (problem) => {
    const [d, m] = [2, 4];
    const law: [number, number][] = [
      [0.9, 0.5],
      [-0.35, 0.3],
      [0.1, 0.2]
    ];
    const neurons = initialNeurons(d, m, 6);
    const sigma = (z: number) => hermiteSum(problem.activation, z).value;
    const expected = gaussianMean((x1, x2) => {
      let difference = 0;
      for (let i = 0; i < m; ++i) difference += sigma(neurons[i] * x1 + neurons[m + i] * x2) / m;
      for (const [a, mass] of law)
        for (const r of [Math.sqrt(1 - a * a), -Math.sqrt(1 - a * a)])
          difference -= (mass / 2) * sigma(a * x1 + r * x2);
      return difference ** 2;
    });
    const actual = functionGap(new FiniteNetwork(problem, d, m), neurons, atoms(problem, d, law), 0);
    expect(Math.abs(actual - expected)).toBeLessThan(1e-12);
  });

  it("vanishes to rounding when network and limit are the same function", () => {
    const [d, problem] = [3, mixed];
    // An octagon about w* at one latitude has the moments of degree ≤ 4 of the circle.
    const neurons = new Float64Array(8 * d);
    for (let i = 0; i < 8; ++i) {
      neurons[i] = 0.6;
      neurons[8 + i] = 0.8 * Math.cos((i * Math.PI) / 4);
      neurons[16 + i] = 0.8 * Math.sin((i * Math.PI) / 4);
    }
    expect(functionGap(new FiniteNetwork(problem, d, 8), neurons, atoms(problem, d, [[0.6, 1]]), 0)).toBeLessThan(
      2e-15
    );
  });

  it.each(cases)("has mean (u(1) − ∫G dμ_0)/m over initial networks of $name", (problem) => {
    const [d, m, seeds] = [4, 6, 1500];
    const limit = solveLagrangian(problem, d, [0]);
    const network = new FiniteNetwork(problem, d, m);
    // The initial network of m neurons differs from the limit by an average of m independent centred functions; u(1) is
    // E σ², and ∫G dμ_0 = ‖f_∞‖² follows from the neurons' mean E f_∞ σ(⟨w,x⟩).
    const values = Array.from({length: seeds}, (_, seed) => functionGap(network, initialNeurons(d, m, seed), limit, 0));
    const mean = values.reduce((a, b) => a + b) / seeds;
    const error = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / seeds / seeds);
    const power = problem.activation.reduce((sum, c) => sum + c * c, 0);
    const uniform = initialMeanPower(problem, d);
    expect(Math.abs(mean - (power - uniform) / m)).toBeLessThan(4 * error);
  });
});

/** ∫∫ u(⟨w,w′⟩) over two independent uniform points: Σ c_k² E α^k, E α^{2j} = (2j−1)!!/(d(d+2)…(d+2j−2)). */
function initialMeanPower({activation}: Problem, d: number): number {
  return activation.reduce((sum, c, k) => {
    if (k % 2 === 1) return sum;
    let moment = 1;
    for (let j = 0; j < k; j += 2) moment *= (j + 1) / (d + j);
    return sum + c * c * moment;
  }, 0);
}
