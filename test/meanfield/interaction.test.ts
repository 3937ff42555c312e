import {describe, expect, it} from "vitest";
import {Interaction} from "../../src/meanfield/interaction.js";
import {toTangent} from "../../src/meanfield/network.js";
import {derivative, evaluate} from "../../src/meanfield/polynomial.js";
import {fieldCoefficients, interactionCoefficients, type Problem} from "../../src/meanfield/problem.js";
import {problems} from "../../src/meanfield/problems.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";

const mixed: Problem = {name: "mixed", activation: [0.3, -0.8, 0.5, 0.9, -0.4], target: [-0.2, 0.7, 0.4, -0.5, 0.8]};
const [d, m] = [5, 7];

/** ν(w_i, law of the sources), targets and sources apart, as it is defined. */
function velocity(problem: Problem, neurons: Float64Array, sources: Float64Array): Float64Array {
  const du = derivative(interactionCoefficients(problem));
  const dg = derivative(fieldCoefficients(problem));
  const result = new Float64Array(d * m);
  for (let i = 0; i < m; ++i) {
    result[i] += 2 * evaluate(dg, neurons[i]);
    for (let j = 0; j < m; ++j) {
      let s = 0;
      for (let c = 0; c < d; ++c) s += neurons[c * m + i] * sources[c * m + j];
      for (let c = 0; c < d; ++c) result[c * m + i] -= (2 / m) * evaluate(du, s) * sources[c * m + j];
    }
  }
  toTangent(neurons, result, d, m);
  return result;
}

describe("Interaction", () => {
  it.each([...problems, mixed])(
    "is minus the change of ν of $name as the measure moves, by central differences",
    (problem) => {
      const neurons = initialNeurons(d, m, 11);
      const {normal} = stream(1, "gaps");
      const gaps = Float64Array.from(neurons, normal);
      toTangent(neurons, gaps, d, m);
      const moved = (h: number) => neurons.map((w, k) => w + h * gaps[k]);
      const h = 1e-5;
      const forward = velocity(problem, neurons, moved(h));
      const backward = velocity(problem, neurons, moved(-h));
      const result = new Float64Array(d * m);
      new Interaction(problem, d, m).apply(neurons, gaps, result);
      result.forEach((x, k) => {
        expect(Math.abs(x + (forward[k] - backward[k]) / (2 * h))).toBeLessThan(1e-7);
      });
      const both = new Float64Array(d * m);
      new Interaction(problem, d, m).withForce(neurons, gaps, both);
      const dg = derivative(fieldCoefficients(problem));
      for (let i = 0; i < m; ++i) both[i] -= 2 * evaluate(dg, neurons[i]);
      toTangent(neurons, both, d, m);
      const still = velocity(problem, neurons, neurons);
      both.forEach((x, k) => {
        expect(Math.abs(x - result[k] + still[k])).toBeLessThan(1e-12);
      });
    }
  );
});
