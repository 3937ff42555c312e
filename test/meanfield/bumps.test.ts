import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {bumpProblems, findBumpProblem} from "../../src/meanfield/bumpProblems.js";
import {type BumpProblem, bump, fieldOf, interactionOf, logSlope, targetSquare} from "../../src/meanfield/bumps.js";
import {noiselessFlow, potentialGradient} from "../../src/meanfield/noiselessFlow.js";

const nodes = Array.from({length: 241}, (_, i) => -6 + 0.05 * i);
const weights = nodes.map((z) => (0.05 * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI));

/** E f(x) for x ~ N(0, τ² I_D), by the trapezoidal rule, which is spectrally accurate for bumps. */
function average(problem: BumpProblem, f: (x: number[]) => number): number {
  const {dimension, inputDeviation} = problem;
  let sum = 0;
  for (let i = 0; i < nodes.length; ++i) {
    if (dimension === 1) sum += weights[i] * f([inputDeviation * nodes[i]]);
    else
      for (let j = 0; j < nodes.length; ++j)
        sum += weights[i] * weights[j] * f([inputDeviation * nodes[i], inputDeviation * nodes[j]]);
  }
  return sum;
}

const target = (problem: BumpProblem, x: number[]) =>
  problem.teacher.reduce((sum, {weight, centre}) => sum + weight * bump(problem, x, centre), 0);

describe.each(bumpProblems.map((problem) => [problem.name, problem] as const))("%s", (_, problem) => {
  const theta = [0.7, -0.4].slice(0, problem.dimension);
  const other = [-0.5, 0.9].slice(0, problem.dimension);

  it("has the averages over the data that quadrature gives", () => {
    const product = average(problem, (x) => bump(problem, x, theta) * bump(problem, x, other));
    expect(Math.abs(interactionOf(problem, theta, other) - product)).toBeLessThan(2e-8);
    const correlation = average(problem, (x) => target(problem, x) * bump(problem, x, theta));
    expect(Math.abs(fieldOf(problem, theta) + correlation)).toBeLessThan(2e-8);
    const square = average(problem, (x) => target(problem, x) ** 2);
    expect(Math.abs(targetSquare(problem) - square)).toBeLessThan(2e-8);
  });

  it("has a teacher whose weights add up to 1", () => {
    expect(problem.teacher.reduce((sum, {weight}) => sum + weight, 0)).toBeCloseTo(1, 14);
  });

  it("moves neurons down the gradient of half its risk", () => {
    const positions = Float64Array.from({length: 3 * problem.dimension}, (_, k) => Math.sin(2 * k + 1));
    const at = (p: Float64Array, i: number) => Array.from({length: problem.dimension}, (_, c) => p[c * 3 + i]);
    const energy = (p: Float64Array): number => {
      let sum = targetSquare(problem) / 2;
      for (let i = 0; i < 3; ++i) {
        sum += fieldOf(problem, at(p, i)) / 3 + (0.15 * at(p, i).reduce((s, x) => s + x * x, 0)) / 3;
        for (let j = 0; j < 3; ++j) sum += interactionOf(problem, at(p, i), at(p, j)) / 18;
      }
      return sum;
    };
    const gradient = potentialGradient(problem, 0.3, positions);
    positions.forEach((_, k) => {
      const moved = (by: number) => energy(positions.map((value, j) => (j === k ? value + by : value)));
      expect(Math.abs((3 * (moved(1e-5) - moved(-1e-5))) / 2e-5 - gradient[k])).toBeLessThan(1e-8);
    });
    const flow = noiselessFlow(problem, 0.3, positions);
    flow.advance(0.5);
    expect(energy(flow.state)).toBeLessThan(energy(positions));
  });
});

it("the logarithmic slope is that of U", () => {
  const problem = findBumpProblem("two")!;
  const place = fc.double({min: -3, max: 3, noNaN: true});
  fc.assert(
    fc.property(place, place, (s, other) => {
      const log = (x: number) => Math.log(interactionOf(problem, [x], [other]));
      expect(Math.abs((log(s - 1e-5) - log(s + 1e-5)) / 2e-5 - logSlope(problem, s, other))).toBeLessThan(1e-6);
    }),
    {seed: 1, numRuns: 50}
  );
});
