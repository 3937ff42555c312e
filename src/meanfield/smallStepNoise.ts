import type {ErfNetwork} from "./erfNetwork.js";
import {sampleArrows} from "./erfSgd.js";
import {Stepper} from "./integrate.js";
import {gaussLegendre} from "./legendre.js";

/** Where the gradient flow is at one time, and how far SGD strays from it to leading order in the step size ε. */
export interface SmallStepState {
  readonly time: number;
  /** d×N. */
  readonly neurons: Float64Array;
  /** lim_{ε→0} (1/ε) E (1/N) Σ_i |θ_i^k − θ_i(kε)|², per unit of step size. */
  readonly variance: number;
}

/** An even function's mean over N(0, I_2): inputs on half of the plane, with weights of sum 1. */
interface PlaneRule {
  readonly inputs: readonly Float64Array[];
  readonly weights: Float64Array;
}

/**
 * Polar coordinates: Gauss–Legendre in the radius up to 8.5, beyond which the Gaussian holds 2e−16, and equally spaced angles
 * on a half circle, exponentially accurate for smooth even functions.
 */
function planeRule(radii: number, angles: number): PlaneRule {
  const outer = 8.5;
  const {nodes, weights} = gaussLegendre(radii);
  const inputs: Float64Array[] = [];
  const mass: number[] = [];
  nodes.forEach((node, q) => {
    const r = (outer * (1 + node)) / 2;
    for (let a = 0; a < angles; ++a) {
      const angle = (Math.PI * (a + 0.5)) / angles;
      inputs.push(Float64Array.of(r * Math.cos(angle), r * Math.sin(angle)));
      mass.push((outer / 2) * weights[q] * r * Math.exp((-r * r) / 2));
    }
  });
  const total = mass.reduce((sum, one) => sum + one);
  return {inputs, weights: Float64Array.from(mass, (one) => one / total)};
}

/**
 * Cov h, the dN×dN covariance by rows of one sample's step h_i = 2(y − ŷ)∇σ_*(x; θ_i) per unit of step size, d = 2. Its mean is
 * the velocity of the gradient flow.
 */
export function stepCovariance(network: ErfNetwork, neurons: Float64Array, rule = planeRule(24, 64)): Float64Array {
  const size = neurons.length;
  const covariance = new Float64Array(size * size);
  const h = new Float64Array(size);
  rule.inputs.forEach((x, q) => {
    const {field, repulsion} = sampleArrows(network, neurons, x);
    for (let r = 0; r < size; ++r) h[r] = 2 * (field[r] + repulsion[r]);
    for (let r = 0; r < size; ++r)
      for (let c = 0; c <= r; ++c) covariance[r * size + c] += rule.weights[q] * h[r] * h[c];
  });
  network.velocity(neurons, h);
  for (let r = 0; r < size; ++r)
    for (let c = 0; c <= r; ++c) {
      covariance[r * size + c] -= h[r] * h[c];
      covariance[c * size + r] = covariance[r * size + c];
    }
  return covariance;
}

/**
 * The gradient flow θ̇ = v(θ) in the plane with the fluctuations of SGD around it. One step is θ + εh with mean h = v(θ) and
 * covariance C(θ), so that for ε → 0 the deviation (θ^k − θ(kε))/√ε becomes a Gaussian process with covariance P,
 * Ṗ = AP + PAᵀ + C(θ(t)), P(0) = 0, A = ∂v/∂θ (docs/numerics/two-layer.md). One state for each of `times` (increasing, ≥ 0);
 * `tolerance` bounds the local error. Throws a RangeError unless d = 2.
 */
export function smallStepLimit(
  network: ErfNetwork,
  start: Float64Array,
  times: readonly number[],
  tolerance = 1e-5
): SmallStepState[] {
  if (network.teacher.dimension !== 2)
    throw new RangeError(`the covariance is computed in the plane only: ${network.teacher.dimension}`);
  const size = start.length;
  const rule = planeRule(24, 64);
  const initial = new Float64Array(size + size * size);
  initial.set(start);
  const stepper = new Stepper(
    (_, y, dy) => {
      const neurons = y.subarray(0, size);
      network.velocity(neurons, dy.subarray(0, size));
      const a = network.jacobian(neurons);
      const covariance = stepCovariance(network, neurons, rule);
      for (let r = 0; r < size; ++r)
        for (let c = 0; c < size; ++c) {
          let sum = covariance[r * size + c];
          for (let k = 0; k < size; ++k)
            sum += a[r * size + k] * y[size + k * size + c] + a[c * size + k] * y[size + k * size + r];
          dy[size + r * size + c] = sum;
        }
    },
    0,
    initial,
    {name: "the gradient flow", absolute: tolerance, relative: tolerance, firstStep: 1e-2}
  );
  return times.map((time) => {
    while (stepper.time < time) stepper.advance(time);
    let trace = 0;
    for (let r = 0; r < size; ++r) trace += stepper.state[size + r * size + r];
    return {time, neurons: stepper.state.slice(0, size), variance: trace / network.width};
  });
}
