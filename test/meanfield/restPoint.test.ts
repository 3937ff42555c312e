import {describe, expect, it} from "vitest";
import {enlarged, findBumpProblem} from "../../src/meanfield/bumpProblems.js";
import {noiselessFlow, potentialGradient} from "../../src/meanfield/noiselessFlow.js";
import {initialBumps} from "../../src/meanfield/noisySgd.js";
import {restPoint} from "../../src/meanfield/restPoint.js";

const one = findBumpProblem("one")!;
const corner = findBumpProblem("corner")!;

/** log of the neurons' spread about their mean, and of the mean's distance from θ_*, at each time. */
function gather(problem: typeof one, ridge: number, deviation: number, times: readonly number[]) {
  const rest = restPoint(problem, ridge, problem.teacher[0].centre);
  const width = 40;
  const near = {...problem, initialMean: rest.position, initialDeviation: deviation};
  const flow = noiselessFlow(problem, ridge, initialBumps(near, width, 2));
  return times.map((time) => {
    while (flow.time < time) flow.advance(time);
    let square = 0;
    for (let c = 0; c < problem.dimension; ++c) {
      const coordinate = flow.state.subarray(c * width, (c + 1) * width);
      const mean = coordinate.reduce((a, b) => a + b, 0) / width;
      square += coordinate.reduce((sum, s) => sum + (s - mean) ** 2, 0) / width;
    }
    return {time, spread: Math.sqrt(square), state: Float64Array.from(flow.state)};
  });
}

describe("a common rest point", () => {
  it.each([
    [one, 1.5, 0],
    [one, 1, 0.1],
    [corner, 1.25, 0.05]
  ] as const)("attracts neurons at the rate of its Hessian (%#)", (base, size, ridge) => {
    const problem = enlarged(base, size);
    const rest = restPoint(problem, ridge, problem.teacher[0].centre);
    expect(Math.max(...potentialGradient(problem, ridge, Float64Array.from(rest.position)).map(Math.abs))).toBeLessThan(
      1e-12
    );
    const [early, late] = gather(problem, ridge, 0.02, [10, 16]);
    const rate = Math.log(early.spread / late.spread) / 6;
    expect(rate / (2 * rest.curvatures[0])).toBeGreaterThan(0.99);
    expect(rate / (2 * rest.curvatures[rest.curvatures.length - 1])).toBeLessThan(1.01);
    const force = potentialGradient(problem, ridge, late.state);
    expect(Math.max(...force.map(Math.abs))).toBeLessThan(
      0.5 * Math.max(...potentialGradient(problem, ridge, early.state).map(Math.abs))
    );
  });

  it("pulls the mean at the rate with the mixed derivative added", () => {
    const problem = enlarged(one, 1.5);
    const rest = restPoint(problem, 0, [1]);
    const flow = noiselessFlow(problem, 0, Float64Array.of(rest.position[0] + 1e-4, rest.position[0] + 1e-4));
    flow.advance(1e-9);
    while (flow.time < 1) flow.advance(1);
    const rate = -Math.log((flow.state[0] - rest.position[0]) / 1e-4);
    expect(rate / (2 * rest.meanCurvatures[0])).toBeCloseTo(1, 3);
    expect(rest.meanCurvatures[0]).toBeGreaterThan(2 * rest.curvatures[0]);
  });

  it("has the Hessian that differences of the force give", () => {
    const problem = enlarged(corner, 1.5);
    const rest = restPoint(problem, 0.05, [1, 0.5]);
    // The crowd repels like a bump of the teacher with weight −1.
    const withCrowd = {...problem, teacher: [...problem.teacher, {weight: -1, centre: rest.position}]};
    const force = (theta: number[]) => {
      // A single neuron also repels itself, which is taken off again.
      const alone = potentialGradient(withCrowd, 0.05, Float64Array.from(theta));
      const self = potentialGradient({...problem, teacher: []}, 0, Float64Array.from(theta));
      return alone.map((value, c) => value - self[c]);
    };
    const entry = (c: number, e: number) => {
      const moved = (by: number) => force(rest.position.map((s, k) => (k === e ? s + by : s)))[c];
      return (moved(1e-5) - moved(-1e-5)) / 2e-5;
    };
    const trace = entry(0, 0) + entry(1, 1);
    const determinant = entry(0, 0) * entry(1, 1) - entry(0, 1) * entry(1, 0);
    expect(rest.curvatures[0] + rest.curvatures[1]).toBeCloseTo(trace, 7);
    expect(rest.curvatures[0] * rest.curvatures[1]).toBeCloseTo(determinant, 7);
  });

  it("is flat where the crowd fits the target exactly: the distance falls like t^{−1/2}, not exponentially", () => {
    expect(restPoint(one, 0, [1.1]).curvatures[0]).toBeCloseTo(0, 12);
    const [early, late] = gather(one, 0, 0.3, [200, 800]);
    expect(Math.log(early.spread / late.spread) / Math.log(4)).toBeCloseTo(0.5, 1);
  });
});
