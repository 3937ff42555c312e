import {EigenvalueDecomposition, Matrix} from "ml-matrix";
import {expect, it} from "vitest";
import {networkHessians} from "../../src/meanfield/networkHessian.js";
import {derivative, evaluate} from "../../src/meanfield/polynomial.js";
import {PopulationField, populationProblem} from "../../src/meanfield/populationProblem.js";
import {initialNeurons} from "../../src/meanfield/random.js";
import {findTrainingProblem} from "../../src/meanfield/trainingProblems.js";

const dimension = 9;
const width = 24;

/** ν(w) in the field of the network, w of any length, by its definition. */
function velocityAt(name: string, neurons: Float64Array, w: Float64Array): number[] {
  const problem = populationProblem(findTrainingProblem(name)!);
  const length = Math.hypot(...w);
  const unit = w.map((value) => value / length);
  const pull = new Float64Array(dimension);
  new PopulationField(problem).addGradient(unit, 1, 2, pull);
  const slope = derivative(problem.activation.map((c) => c * c));
  for (let j = 0; j < width; ++j) {
    const other = Array.from({length: dimension}, (_, c) => neurons[c * width + j]!);
    const overlap = other.reduce((sum, value, c) => sum + value * unit[c]!, 0);
    other.forEach((value, c) => {
      pull[c]! -= (2 * evaluate(slope, overlap) * value) / width;
    });
  }
  const along = pull.reduce((sum, value, c) => sum + value * unit[c]!, 0);
  return Array.from(pull, (value, c) => value - along * unit[c]!);
}

it.each(["He4_random_8_8", "He4_orth", "Man_2", "NP_mis"])("is the derivative of the velocity for %s", (name) => {
  const problem = populationProblem(findTrainingProblem(name)!);
  const neurons = initialNeurons(dimension, width, 4);
  const found = networkHessians(problem, dimension, neurons, 5);
  expect(found).toHaveLength(5);
  found.forEach(({largest, rate, ratio}, i) => {
    const w = Float64Array.from({length: dimension}, (_, c) => neurons[c * width + i]!);
    const h = 1e-5;
    const jacobian = Matrix.zeros(dimension, dimension);
    for (let e = 0; e < dimension; ++e) {
      const [up, down] = [h, -h].map((shift) =>
        velocityAt(
          name,
          neurons,
          w.map((value, c) => (c === e ? value + shift : value))
        )
      );
      for (let c = 0; c < dimension; ++c) jacobian.set(c, e, (up![c]! - down![c]!) / (2 * h));
    }
    const point = Matrix.columnVector(w);
    const outer = point.mmul(point.transpose());
    const projection = Matrix.eye(dimension).sub(outer);
    const tangent = projection.mmul(jacobian).mmul(projection).sub(outer.mul(1e3));
    const expected = Math.max(...new EigenvalueDecomposition(tangent).realEigenvalues);
    expect(largest).toBeCloseTo(expected, 6);
    const velocity = velocityAt(name, neurons, w);
    const length = Math.hypot(...w.slice(0, problem.relevant));
    const expectedRate = velocity.slice(0, problem.relevant).reduce((sum, v, c) => sum + (v * w[c]!) / length, 0);
    expect(rate).toBeCloseTo(expectedRate, 10);
    expect(ratio).toBeCloseTo((largest * length) / rate, 10);
  });
});
