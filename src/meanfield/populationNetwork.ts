import {PairSums} from "../kernels/pairSums.js";
import {toTangent} from "./network.js";
import {derivative} from "./polynomial.js";
import {PopulationField, type PopulationProblem} from "./populationProblem.js";
import {SphereFlow} from "./sphereFlow.js";

/**
 * The network of m neurons f_m(x) = (1/m) Σ σ(⟨w_i, x⟩) on a problem with several teachers, or a circle of them, in dimension
 * d: its risk and the velocity of its neurons over the whole population of inputs, without sampling. Neurons are d×m,
 * coordinate-major, of unit length. With one teacher it is `FiniteNetwork`.
 */
export class PopulationNetwork {
  readonly problem: PopulationProblem;
  readonly dimension: number;
  readonly width: number;
  readonly #pairs: PairSums;
  readonly #field: PopulationField;
  readonly #u: readonly number[];
  readonly #du: Float64Array;

  /** Throws a RangeError where the dimension is less than the number of coordinates that the target depends on. */
  constructor(problem: PopulationProblem, dimension: number, width: number) {
    if (!(dimension >= Math.max(2, problem.relevant)))
      throw new RangeError(
        `dimension ${dimension} is below the ${problem.relevant} coordinates of ${problem.name}; choose a larger one`
      );
    this.problem = problem;
    this.dimension = dimension;
    this.width = width;
    this.#pairs = new PairSums(dimension, width);
    this.#field = new PopulationField(problem);
    this.#u = problem.activation.map((c) => c * c);
    this.#du = derivative(this.#u);
  }

  /**
   * ν(w_i, ρ̂_m) = 2 P_i [∇g(w_i) − (1/m) Σ_j u′(⟨w_i, w_j⟩) w_j], written into `velocity` (d×m): −m times the tangential part of
   * the risk's gradient with respect to w_i.
   */
  velocity(neurons: Float64Array, velocity: Float64Array): void {
    const {dimension, width} = this;
    this.#pairs.force(this.#du, neurons, velocity);
    const scale = -2 / width;
    for (let k = 0; k < velocity.length; ++k) velocity[k] *= scale;
    this.#field.addGradient(neurons, width, 2, velocity);
    toTangent(neurons, velocity, dimension, width);
  }

  /** R(ρ̂_m) = E (f_m − f*)² = (1/m²) Σ_ij u(⟨w_i, w_j⟩) − (2/m) Σ_i g(w_i) + E f*². */
  risk(neurons: Float64Array, norm = this.squaredNorm(neurons)): number {
    return norm - (2 * this.#field.sum(neurons, this.width)) / this.width + this.problem.power;
  }

  /** E f_m² = (1/m²) Σ_ij u(⟨w_i, w_j⟩). */
  squaredNorm(neurons: Float64Array): number {
    const sums = new Float64Array(this.width);
    this.#pairs.sums(this.#u, neurons, sums);
    return sums.reduce((sum, own) => sum + own, 0) / this.width ** 2;
  }
}

/** The tolerance of `PopulationFlow` at which the mean gap is right to 0.2 % (docs/numerics/multi-index.md). */
export const populationTolerance = 3e-4;

/** The population gradient flow ẇ_i = ν(w_i, ρ̂_m) of a problem with several teachers; `neurons` are its start (d×m). */
export class PopulationFlow extends SphereFlow {
  readonly network: PopulationNetwork;

  constructor(problem: PopulationProblem, dimension: number, neurons: Float64Array, tolerance = populationTolerance) {
    const network = new PopulationNetwork(problem, dimension, neurons.length / dimension);
    super(network, neurons, tolerance);
    this.network = network;
  }
}

/**
 * ‖f_a − f_b‖² for networks of any widths, in closed form, from all pairs: with n_a and n_b neurons the square of the network that
 * holds both, each a_i counted 1/n_a or −1/n_b. Their norms are at hand.
 */
export function squaredDistance(
  a: PopulationNetwork,
  neurons: Float64Array,
  b: PopulationNetwork,
  others: Float64Array
): number {
  const {dimension, problem} = a;
  const [m, n] = [a.width, b.width];
  const both = new Float64Array(dimension * (m + n));
  for (let c = 0; c < dimension; ++c) {
    both.set(neurons.subarray(c * m, (c + 1) * m), c * (m + n));
    both.set(others.subarray(c * n, (c + 1) * n), c * (m + n) + m);
  }
  const [own, other] = [a.squaredNorm(neurons), b.squaredNorm(others)];
  // (m + n)² ‖f‖² of the joint network is m² own + n² other + 2 Σ_ij u between the two.
  const joint = (m + n) ** 2 * new PopulationNetwork(problem, dimension, m + n).squaredNorm(both);
  return Math.max(0, own + other - (joint - m * m * own - n * n * other) / (m * n));
}
