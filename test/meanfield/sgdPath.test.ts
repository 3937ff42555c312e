import {describe, expect, it} from "vitest";
import {ErfNetwork} from "../../src/meanfield/erfNetwork.js";
import {planePoints} from "../../src/meanfield/points.js";
import {stream} from "../../src/meanfield/random.js";
import {gradientFlowPath, meanSquareDistance, sgdPath} from "../../src/meanfield/sgdPath.js";

const network = new ErfNetwork(planePoints([2, 0.4, 0.3, 1.8, -1.6, 1]), 3, 2);
const start = planePoints([-1.5, -1, 0.4, -1.2, 1.6, -0.8]).coordinates;

describe("gradientFlowPath", () => {
  it("loses risk at the rate −(1/N) Σ |θ̇_i|²", () => {
    const h = 1e-3;
    for (const time of [0.1, 0.5, 2]) {
      const [before, now, after] = gradientFlowPath(network, start, [time - h, time, time + h], 1e-12);
      const velocity = new Float64Array(6);
      network.velocity(now.neurons, velocity);
      const dissipation = velocity.reduce((sum, v) => sum + v * v, 0) / 3;
      const fall = (network.risk(before.neurons) - network.risk(after.neurons)) / (2 * h);
      expect(Math.abs(fall / dissipation - 1)).toBeLessThan(1e-4);
    }
  });

  it("keeps two neurons that start together together", () => {
    const together = planePoints([0.4, -1.2, 0.4, -1.2, 1.6, -0.8]).coordinates;
    const [{neurons}] = gradientFlowPath(network, together, [3]);
    expect(neurons[0]).toBe(neurons[1]);
    expect(neurons[3]).toBe(neurons[4]);
  });
});

describe("sgdPath", () => {
  it("has the start, every stride-th step and the last", () => {
    const times = (stride: number) =>
      sgdPath(network, start, 0.125, 10, stream(1, "samples"), stride).map(({time}) => time);
    expect(times(1)).toHaveLength(11);
    expect(times(4)).toEqual([0, 0.5, 1, 1.25]);
    const [all, some] = [1, 4].map((stride) => sgdPath(network, start, 0.125, 10, stream(1, "samples"), stride));
    expect(some[3].neurons).toEqual(all[10].neurons);
    expect(all[0].neurons).toEqual(start);
  });

  it("comes closer to the flow as the step size falls: 64-fold smaller steps, about 8-fold closer", () => {
    const [flow] = gradientFlowPath(network, start, [1]);
    const distance = (step: number) => {
      let sum = 0;
      for (let seed = 0; seed < 60; ++seed) {
        const path = sgdPath(network, start, step, 1 / step, stream(seed, "samples"), 1 / step);
        sum += meanSquareDistance(path[1].neurons, flow.neurons, 3);
      }
      return Math.sqrt(sum / 60);
    };
    const ratio = distance(1 / 32) / distance(1 / 2048);
    expect(ratio).toBeGreaterThan(6);
    expect(ratio).toBeLessThan(11);
  });
});
