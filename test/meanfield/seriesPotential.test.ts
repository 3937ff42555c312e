import {describe, expect, it} from "vitest";
import {populationProblem} from "../../src/meanfield/populationProblem.js";
import {initialNeurons} from "../../src/meanfield/random.js";
import {relevantHessian} from "../../src/meanfield/relevantHessian.js";
import {RelevantPotential, relevantCoordinates, relevantModes} from "../../src/meanfield/relevantModes.js";
import {SeriesPotential} from "../../src/meanfield/seriesPotential.js";
import {findTrainingProblem} from "../../src/meanfield/trainingProblems.js";

describe.each(["He4_misspecified", "Ge4", "NP_mis", "Man_2"])("SeriesPotential of %s is RelevantPotential", (name) => {
  const [d, m] = [6, 12];
  const modes = relevantModes(populationProblem(findTrainingProblem(name)!), d);
  const [long, short] = [new RelevantPotential(modes), new SeriesPotential(modes)];
  // Neurons on the axis and at the equator among them.
  const neurons = initialNeurons(d, m, 6);
  for (let c = 0; c < d; ++c) {
    neurons[c * m] = c === 0 ? 1 : 0;
    neurons[c * m + 1] = c === 3 ? 1 : 0;
  }
  const points = relevantCoordinates(modes, neurons);
  const weights = new Float64Array(m).fill(1 / m);
  const moments = long.moments(points, m, weights);
  const p = long.coefficients(moments);

  it("in its moments and its velocity", () => {
    short.moments(points, m, weights).forEach((value, q) => {
      expect(Math.abs(value - moments[q]!)).toBeLessThan(1e-13);
    });
    const [expected, velocity] = [new Float64Array(2 * m), new Float64Array(2 * m)];
    long.velocity(p, points, m, expected);
    short.velocity(p, points, m, velocity);
    expected.forEach((value, k) => {
      expect(Math.abs(velocity[k]! - value)).toBeLessThan(1e-11);
    });
  });

  it("in its Hessian", () => {
    for (let i = 0; i < m; ++i) {
      const [expected, found] = [relevantHessian(long, p, points, m, i), relevantHessian(short, p, points, m, i)];
      expect(found.largest).toBeCloseTo(expected.largest, 9);
      expect(found.rate).toBeCloseTo(expected.rate, 11);
    }
  });
});

describe("SeriesPotential", () => {
  it("refuses two coordinates and odd powers", () => {
    for (const name of ["He4_orth", "He3"]) {
      const modes = relevantModes(populationProblem(findTrainingProblem(name)!), 8);
      expect(() => new SeriesPotential(modes)).toThrow(/one coordinate and even powers/);
    }
  });
});
