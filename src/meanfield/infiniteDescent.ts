import {gaussLegendre} from "./legendre.js";
import {radialCoefficients} from "./network.js";
import {derivative, evaluate} from "./polynomial.js";
import {modes, potentialFromMoments} from "./potential.js";
import {activationDegree, fieldCoefficients, isEven, type Problem} from "./problem.js";
import {uniformLineDensity} from "./sphere.js";

const rule = gaussLegendre(16);
const panels = 96;

/**
 * Projected gradient descent with step η of the infinitely wide network. By symmetry a neuron moves in the plane of w* and its
 * start, and with S = α/√(1−α²) one step is
 *
 *   S ← ((1 + ηr) S + ηs) / ((1 + ηr) − ηsS),   s = −2Ψ′(α)√(1−α²),   r = ⟨−m∇L, w⟩,
 *
 * where Ψ and r follow from the law of the alignments (docs/numerics/particles.md). The law is carried by Gauss–Legendre points
 * in artanh α_0; they resolve it until the neurons within about d^{−1/2}/50 of the equator leave.
 */
export class InfiniteDescent {
  readonly #problem: Problem;
  readonly #modes: ReturnType<typeof modes>;
  readonly #potential: ReturnType<typeof potentialFromMoments>;
  readonly #radial: (moments: ArrayLike<number>) => Float64Array;
  readonly #weights: Float64Array;
  /** S = α/√(1−α²) of every point; the upper half of the law alone when the problem is even. */
  readonly #slopes: Float64Array;

  constructor(problem: Problem, dimension: number) {
    this.#problem = problem;
    this.#modes = modes(problem, dimension);
    this.#potential = potentialFromMoments(problem, dimension);
    this.#radial = radialFromMoments(problem, dimension);
    const density = uniformLineDensity(dimension);
    const end = Math.acosh(1e-18 ** (-1 / (dimension - 1)));
    const [from, share] = isEven(problem) ? [0, 2] : [-end, 1];
    const half = (end - from) / panels / 2;
    const points = Array.from({length: panels * rule.nodes.length}, (_, q) => {
      const [panel, i] = [Math.floor(q / rule.nodes.length), q % rule.nodes.length];
      const u = from + half * (2 * panel + 1 + rule.nodes[i]);
      return {slope: Math.sinh(u), weight: share * half * rule.weights[i] * density(u)};
    });
    this.#slopes = Float64Array.from(points, ({slope}) => slope);
    this.#weights = Float64Array.from(points, ({weight}) => weight);
  }

  /** ∫ α^{k−j}(1−α²)^{j/2} dμ, one a mode of `modes`: f_∞ as far as it depends on the law. */
  get moments(): Float64Array {
    const moments = new Float64Array(this.#modes.length);
    this.#slopes.forEach((slope, i) => {
      const radius = 1 / Math.hypot(1, slope);
      const alpha = slope * radius;
      this.#modes.forEach(({degree, order}, q) => {
        moments[q] += this.#weights[i] * alpha ** (degree - order) * radius ** order;
      });
    });
    return moments;
  }

  /** The angles between the neurons and w*, and the mass of each. */
  get angles(): {readonly angle: Float64Array; readonly weight: Float64Array} {
    return {angle: this.#slopes.map((slope) => Math.atan2(1, slope)), weight: this.#weights};
  }

  /** One step of length η. */
  advance(step: number): void {
    const moments = this.moments;
    const slopeOfPotential = derivative(
      this.#potential(moments, new Float64Array(activationDegree(this.#problem) + 1))
    );
    const radial = this.#radial(moments);
    const slopes = this.#slopes;
    for (let i = 0; i < slopes.length; ++i) {
      const radius = 1 / Math.hypot(1, slopes[i]);
      const alpha = slopes[i] * radius;
      const speed = -2 * step * evaluate(slopeOfPotential, alpha);
      const grown = 1 + step * evaluate(radial, alpha);
      slopes[i] = (grown * slopes[i] + speed * radius) / (grown - speed * alpha);
    }
  }
}

/**
 * Coefficients of r(α) = 2[αg′ + v*] − 2 Σ_k (k c_k² + √((k+2)(k+1)) c_{k+2} c_k) E s^k: the radial part of −m∇L, from the moments
 * of the law.
 */
function radialFromMoments(problem: Problem, dimension: number): (moments: ArrayLike<number>) => Float64Array {
  const {activation, target} = problem;
  const field = fieldCoefficients(problem);
  const beyond = radialCoefficients(target, activation);
  const factors = modes(problem, dimension).map(
    ({degree: k}) => k + (Math.sqrt((k + 2) * (k + 1)) * (activation[k + 2] ?? 0)) / activation[k]
  );
  const potential = potentialFromMoments(problem, dimension);
  return (moments) => {
    const scaled = Float64Array.from(moments, (moment, q) => factors[q] * moment);
    const interaction = potential(scaled, new Float64Array(activation.length));
    return interaction.map((p, k) => 2 * ((k - 1) * (field[k] ?? 0) + (beyond[k] ?? 0) - p));
  };
}

/** The step error of the infinitely wide network to leading order: what a unit of η adds. */
export interface InfiniteStepError {
  /** lim ‖f_η − f_∞‖/η. */
  readonly functionRate: number;
  /** lim E|w_η − w|/η over the neurons. */
  readonly meanRate: number;
}

/** The steps from whose results the limit η → 0 is taken: the first and twice, four times as many. */
const steps = 64;

/**
 * The rates at which descent leaves the flow at `time`, from three runs: with A η + B η² in every moment and angle, A is
 * extrapolated from their differences, right to O(η²).
 */
export function infiniteStepError(problem: Problem, dimension: number, time: number): InfiniteStepError {
  const runs = [1, 2, 4].map((refinement) => {
    const count = Math.ceil(steps * refinement * Math.max(1, time));
    const descent = new InfiniteDescent(problem, dimension);
    for (let n = 0; n < count; ++n) descent.advance(time / count);
    return {step: time / count, moments: descent.moments, ...descent.angles};
  });
  const rateOf = (values: readonly number[]): number => {
    const [first, second] = [0, 1].map((n) => (values[n] - values[n + 1]) / (runs[n].step - runs[n + 1].step));
    return 2 * second - first;
  };
  const weights = modes(problem, dimension).map(({weight}) => weight);
  const square = weights.reduce((sum, weight, q) => sum + weight * rateOf(runs.map(({moments}) => moments[q])) ** 2, 0);
  const meanRate = runs[0].weight.reduce(
    (sum, mass, i) => sum + mass * Math.abs(rateOf(runs.map(({angle}) => angle[i]))),
    0
  );
  return {functionRate: Math.sqrt(square), meanRate};
}
