import {type BumpProblem, interactionOf, logSlope} from "./bumps.js";
import {Stepper} from "./integrate.js";

/**
 * ∇Ψ_λ at every neuron of a network: coordinate c of neuron i at [c·N + i], from ∂_c U = −logSlope · U and the ridge's λθ.
 */
export function potentialGradient(
  problem: BumpProblem,
  ridge: number,
  positions: Float64Array,
  gradient: Float64Array = new Float64Array(positions.length)
): Float64Array {
  const {dimension, teacher} = problem;
  const width = positions.length / dimension;
  const at = (i: number) => Array.from({length: dimension}, (_, c) => positions[c * width + i]);
  const neurons = Array.from({length: width}, (_, i) => at(i));
  const sources = [
    ...neurons.map((centre) => ({weight: 1 / width, centre})),
    ...teacher.map(({weight, centre}) => ({weight: -weight, centre: [...centre]}))
  ];
  for (let i = 0; i < width; ++i) {
    const theta = neurons[i];
    for (let c = 0; c < dimension; ++c) gradient[c * width + i] = ridge * theta[c];
    for (const {weight, centre} of sources) {
      const strength = weight * interactionOf(problem, theta, centre);
      for (let c = 0; c < dimension; ++c) gradient[c * width + i] -= strength * logSlope(problem, theta[c], centre[c]);
    }
  }
  return gradient;
}

/** The flow without noise, θ̇_i = −2∇Ψ_λ(θ_i; ρ̂), of a finite network that starts at these positions. */
export function noiselessFlow(problem: BumpProblem, ridge: number, positions: Float64Array): Stepper {
  return new Stepper(
    (_, y, dy) => {
      potentialGradient(problem, ridge, y, dy);
      for (let k = 0; k < dy.length; ++k) dy[k] *= -2;
    },
    0,
    Float64Array.from(positions),
    {absolute: 1e-11}
  );
}
