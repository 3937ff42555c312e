import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {ErfNetwork} from "../../src/meanfield/erfNetwork.js";
import {drawInput, sampleArrows, sgdStep} from "../../src/meanfield/erfSgd.js";
import {planePoints} from "../../src/meanfield/points.js";
import {stream} from "../../src/meanfield/random.js";
import {gaussianMean} from "./gaussian.js";

const network = new ErfNetwork(planePoints([1.2, 0.4, 0.3, 1.1]), 3, 2);
const neurons = planePoints([-1, -0.6, 0.4, -1.2, 1.1, -0.8]).coordinates;
const places = fc.array(fc.double({min: -2, max: 2, noNaN: true}), {minLength: 6, maxLength: 6});

/** The fourth-order central difference of f along coordinate k. */
function difference(f: (coordinates: Float64Array) => number, at: Float64Array, k: number, h = 1e-2): number {
  const value = (n: number) => {
    const moved = at.slice();
    moved[k] += n * h;
    return f(moved);
  };
  return (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * h);
}

describe("ErfNetwork", () => {
  it("moves its neurons by −N times the gradient of the risk, for every N the self-interaction included", () => {
    fc.assert(
      fc.property(places, (coordinates) => {
        const at = Float64Array.from(coordinates);
        const velocity = new Float64Array(6);
        network.velocity(at, velocity);
        for (let k = 0; k < 6; ++k)
          expect(Math.abs(velocity[k] + 3 * difference((x) => network.risk(x), at, k))).toBeLessThan(2e-6);
      })
    );
  });

  it("has the symmetric Jacobian of its velocity", () => {
    fc.assert(
      fc.property(places, (coordinates) => {
        const at = Float64Array.from(coordinates);
        const jacobian = network.jacobian(at);
        const velocity = (x: Float64Array, r: number) => {
          const out = new Float64Array(6);
          network.velocity(x, out);
          return out[r];
        };
        for (let r = 0; r < 6; ++r)
          for (let c = 0; c < 6; ++c) {
            expect(Math.abs(jacobian[6 * r + c] - difference((x) => velocity(x, r), at, c))).toBeLessThan(1e-5);
            expect(Math.abs(jacobian[6 * r + c] - jacobian[6 * c + r])).toBeLessThan(1e-13);
          }
      }),
      {numRuns: 30}
    );
  });

  it("has field and repulsion that are the means of the sample's, by quadrature", () => {
    const [field, repulsion] = [network.field(neurons), network.repulsion(neurons)];
    for (let k = 0; k < 6; ++k) {
      const mean = (name: "field" | "repulsion") =>
        gaussianMean((x, y) => sampleArrows(network, neurons, Float64Array.of(x, y))[name][k]);
      expect(Math.abs(field[k] - mean("field"))).toBeLessThan(1e-7);
      expect(Math.abs(repulsion[k] - mean("repulsion"))).toBeLessThan(1e-7);
    }
  });

  it("has field and repulsion that are the means of the sample's, by samples of the named stream", () => {
    const samples = stream(5, "samples");
    const [x, n] = [new Float64Array(2), 20_000];
    const sums = {field: new Float64Array(6), repulsion: new Float64Array(6)};
    const squares = {field: new Float64Array(6), repulsion: new Float64Array(6)};
    for (let s = 0; s < n; ++s) {
      drawInput(x, samples);
      const arrows = sampleArrows(network, neurons, x);
      for (const name of ["field", "repulsion"] as const)
        for (let k = 0; k < 6; ++k) {
          sums[name][k] += arrows[name][k];
          squares[name][k] += arrows[name][k] ** 2;
        }
    }
    for (const name of ["field", "repulsion"] as const)
      for (let k = 0; k < 6; ++k) {
        const mean = sums[name][k] / n;
        const error = Math.sqrt((squares[name][k] / n - mean * mean) / n);
        expect(Math.abs(mean - network[name](neurons)[k])).toBeLessThan(5 * error);
      }
  });

  it("has the risk that quadrature gives", () => {
    const mean = gaussianMean((x, y) => {
      const {target, output} = sampleArrows(network, neurons, Float64Array.of(x, y));
      return (target - output) ** 2;
    });
    expect(Math.abs(network.risk(neurons) - mean)).toBeLessThan(1e-8);
  });
});

describe("one step of SGD", () => {
  const x = Float64Array.of(0.7, -1.1);

  it("is −s N times the gradient of the sample's squared error", () => {
    const step = 0.1;
    const after = neurons.slice();
    sgdStep(network, after, x, step);
    const squaredError = (at: Float64Array) => {
      const {target, output} = sampleArrows(network, at, x);
      return (target - output) ** 2;
    };
    for (let k = 0; k < 6; ++k)
      expect(Math.abs(after[k] - neurons[k] + step * 3 * difference(squaredError, neurons, k))).toBeLessThan(1e-6);
  });

  it("is 2s times field plus repulsion, all along the sample's own input", () => {
    const {field, repulsion} = sampleArrows(network, neurons, x);
    const after = neurons.slice();
    sgdStep(network, after, x, 0.25);
    for (let k = 0; k < 6; ++k) expect(after[k]).toBeCloseTo(neurons[k] + 0.5 * (field[k] + repulsion[k]), 14);
    for (const arrows of [field, repulsion])
      for (let i = 0; i < 3; ++i) expect(arrows[i] * x[1] - arrows[3 + i] * x[0]).toBeCloseTo(0, 14);
  });
});
