import {describe, expect, it} from "vitest";
import {ErfNetwork} from "../../src/meanfield/erfNetwork.js";
import {sampleArrows} from "../../src/meanfield/erfSgd.js";
import {planePoints} from "../../src/meanfield/points.js";
import {stream} from "../../src/meanfield/random.js";
import {gradientFlowPath, meanSquareDistance, sgdPath} from "../../src/meanfield/sgdPath.js";
import {smallStepLimit, stepCovariance} from "../../src/meanfield/smallStepNoise.js";
import {gaussianMean} from "./gaussian.js";

const network = new ErfNetwork(planePoints([1.4, 0.4, 0.3, 1.2]), 2, 2);
const start = planePoints([-1.1, -0.6, 0.4, -1.2]).coordinates;

describe("stepCovariance", () => {
  const covariance = stepCovariance(network, start);
  const velocity = new Float64Array(4);
  network.velocity(start, velocity);

  it("is what the trapezoid rule in the plane gives", () => {
    for (const [r, c] of [
      [0, 0],
      [0, 3],
      [1, 2],
      [3, 3]
    ]) {
      const moment = gaussianMean((x, y) => {
        const {field, repulsion} = sampleArrows(network, start, Float64Array.of(x, y));
        return 4 * (field[r] + repulsion[r]) * (field[c] + repulsion[c]);
      });
      expect(Math.abs(covariance[4 * r + c] - (moment - velocity[r] * velocity[c]))).toBeLessThan(1e-6);
    }
  });

  it("is symmetric and not negative", () => {
    for (let r = 0; r < 4; ++r)
      for (let c = 0; c < 4; ++c) {
        expect(covariance[4 * r + c]).toBe(covariance[4 * c + r]);
        expect(covariance[4 * r + c] ** 2).toBeLessThanOrEqual(covariance[5 * r] * covariance[5 * c] * (1 + 1e-12));
      }
  });

  it("vanishes at the teacher, where no sample is ever wrong", () => {
    const exact = new ErfNetwork(network.teacher, 2, 2);
    for (const value of stepCovariance(exact, network.teacher.coordinates)) expect(Math.abs(value)).toBeLessThan(1e-30);
  });
});

describe("smallStepLimit", () => {
  it("follows the gradient flow, and its variance starts as tr C · t/N", () => {
    const [early, late] = smallStepLimit(network, start, [1e-4, 1], 1e-7);
    const [{neurons}] = gradientFlowPath(network, start, [1], 1e-11);
    expect(Math.abs(meanSquareDistance(late.neurons, neurons, 2))).toBeLessThan(1e-11);
    const covariance = stepCovariance(network, start);
    const trace = [0, 1, 2, 3].reduce((sum, k) => sum + covariance[5 * k], 0);
    expect(early.variance / ((1e-4 * trace) / 2)).toBeCloseTo(1, 2);
  });

  it("predicts the spread of SGD at small steps, within four standard errors", () => {
    const [limit] = smallStepLimit(network, start, [1]);
    const [step, runs] = [1 / 1024, 300];
    let [sum, squares] = [0, 0];
    for (let run = 0; run < runs; ++run) {
      const path = sgdPath(network, start, step, 1024, stream(run, "samples"), 1024);
      const square = meanSquareDistance(path[1].neurons, limit.neurons, 2) / step;
      sum += square;
      squares += square * square;
    }
    const error = Math.sqrt((squares / runs - (sum / runs) ** 2) / runs);
    expect(Math.abs(sum / runs - limit.variance)).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.1 * limit.variance);
  });

  it("refuses other dimensions than 2", () => {
    const teacher = {dimension: 3, width: 1, coordinates: new Float64Array(3)};
    expect(() => smallStepLimit(new ErfNetwork(teacher, 1, 1), new Float64Array(3), [1])).toThrow(RangeError);
  });
});
