import {bogackiShampine} from "./bogackiShampine.js";
import {type Coupling, couple, meanFieldParticles} from "./coupling.js";
import {lineVelocity, pole} from "./flow.js";
import {gapSizes} from "./gapFrame.js";
import {Stepper} from "./integrate.js";
import {Interaction} from "./interaction.js";
import type {MeanFieldLimit} from "./limit.js";
import {FiniteNetwork, toTangent} from "./network.js";
import {derivative, evaluate} from "./polynomial.js";
import {fieldCoefficients} from "./problem.js";

/** The solution of the linear gap equation at one output time; lengths are means over the neurons. */
export interface LinearGapFrame {
  readonly time: number;
  /** (1/m) Σ |Δ_i|. */
  readonly meanGap: number;
  readonly rmsGap: number;
  readonly maxGap: number;
  /** (1/m) Σ |D_t(w̄_i) Δ_i|, the local Hessian's term. */
  readonly localTerm: number;
  /** (1/m) Σ_i |(1/m) Σ_j H(w̄_i, w̄_j) Δ_j|, the interaction's term. */
  readonly interactionTerm: number;
  /** (1/m) Σ |ε_i|, the forcing by the sampled initial law. */
  readonly forcingTerm: number;
  /** Mean of ⟨D_t Δ_i, Δ_i⟩/|Δ_i|: the rate at which the local Hessian lengthens (> 0) or shortens the gaps. */
  readonly localRate: number;
  /** Mean of −⟨(1/m) Σ_j H Δ_j, Δ_i⟩/|Δ_i|, the interaction's share of the rate. */
  readonly interactionRate: number;
  /** Mean of ⟨ε_i, Δ_i⟩/|Δ_i| (|ε_i| where Δ_i = 0), the forcing's share. The three rates add up to d/dt meanGap. */
  readonly forcingRate: number;
  /** Δ, d×m, coordinate-major. */
  readonly gaps: Float64Array;
}

export interface LinearGapOptions {
  /**
   * Local error of every coordinate of every gap in one step, relative to the gaps' natural size 1/√m. Default 0.03, which
   * gives the mean gap to better than 1 % (docs/numerics/gap.md).
   */
  tolerance?: number;
}

/**
 * The linear gap equation along the coupled mean-field particles w̄_i, from Δ_i(0) = 0:
 *
 *   Δ̇_i = D_t(w̄_i)Δ_i − ⟨ν(w̄_i, ρ_t), Δ_i⟩ w̄_i − (1/m) Σ_j H(w̄_i, w̄_j)Δ_j + ε_i(t),   ε_i = ν(w̄_i, ρ̄_m) − ν(w̄_i, ρ_t),
 *
 * with ρ̄_m the empirical law of the w̄_j. It leaves out O(|Δ|² + |Δ|/√m) of the true equation. `neurons` (d×m,
 * coordinate-major, of unit length) are the starting points, `times` increasing and within the limit's range, or a
 * RangeError is thrown at the first frame. Yields a frame a time.
 */
export function* solveLinearGap(
  limit: MeanFieldLimit,
  neurons: Float64Array,
  times: ArrayLike<number>,
  {tolerance = 0.03}: LinearGapOptions = {}
): Generator<LinearGapFrame, void, undefined> {
  const last = limit.times[limit.times.length - 1];
  for (let k = 0; k < times.length; ++k)
    if (!(times[k] >= (k > 0 ? times[k - 1] : 0) && times[k] <= last))
      throw new RangeError(`times must increase within [0, ${last}], where the limit was solved: ${times[k]}`);
  const equation = new LinearGapEquation(limit, neurons);
  const {coupling} = equation;
  const initial = new Float64Array(neurons.length + coupling.width);
  initial.set(
    coupling.start.map((u) => Math.max(-pole, Math.min(pole, u))),
    neurons.length
  );
  const stepper = new Stepper(equation.field, 0, initial, {
    name: "the linear gap equation",
    absolute: tolerance / Math.sqrt(coupling.width),
    firstStep: 0.02,
    pair: bogackiShampine
  });
  for (let k = 0; k < times.length; ++k) {
    while (stepper.time < times[k]) stepper.advance(times[k]);
    yield equation.frame(stepper.time, stepper.state, stepper.derivative);
  }
}

/** The state holds the gaps (d·m) and then u_i = artanh α_i (m). */
class LinearGapEquation {
  readonly coupling: Coupling;
  readonly #limit: MeanFieldLimit;
  readonly #interaction: Interaction;
  readonly #network: FiniteNetwork;
  readonly #particles: Float64Array;
  readonly #dg: Float64Array;

  constructor(limit: MeanFieldLimit, neurons: Float64Array) {
    this.#limit = limit;
    this.coupling = couple(neurons, limit.dimension);
    this.#interaction = new Interaction(limit.problem, limit.dimension, this.coupling.width);
    this.#network = new FiniteNetwork(limit.problem, limit.dimension, this.coupling.width);
    this.#particles = new Float64Array(neurons.length);
    this.#dg = derivative(fieldCoefficients(limit.problem));
  }

  readonly field = (time: number, state: Float64Array, rate: Float64Array): void => {
    const {dimension, width} = this.coupling;
    const size = dimension * width;
    const p = this.#limit.potentialAt(time);
    const gaps = state.subarray(0, size);
    const dgaps = rate.subarray(0, size);
    const w = this.#particles;
    meanFieldParticles(this.coupling, state.subarray(size), w);
    lineVelocity(p, state.subarray(size), rate.subarray(size));
    this.#interaction.withForce(w, gaps, dgaps);
    // −P_i[interaction − 2 G′(α_i) e_1], with G = Ψ + g the mean-field interaction, is −(1/m)Σ HΔ + ε.
    const dp = derivative(p);
    for (let k = 0; k < size; ++k) dgaps[k] = -dgaps[k];
    for (let i = 0; i < width; ++i) dgaps[i] += 2 * (evaluate(dp, w[i]) + evaluate(this.#dg, w[i]));
    toTangent(w, dgaps, dimension, width);
    this.#addLocal(dp, gaps, dgaps, true);
  };

  /**
   * Adds D_t(w̄)Δ = 2αΨ′ Δ − 2Ψ″ ⟨P e_1, Δ⟩ P e_1 for tangent Δ, and with `normal` also −⟨ν, Δ⟩ w̄ = 2Ψ′ ⟨e_1, Δ⟩ w̄, which keeps
   * Δ tangent as w̄ moves. `slope` is Ψ′.
   */
  #addLocal(slope: Float64Array, gaps: Float64Array, result: Float64Array, normal: boolean): void {
    const {width} = this.coupling;
    const w = this.#particles;
    const curvature = derivative(slope);
    for (let i = 0; i < width; ++i) {
      const alpha = w[i];
      const first = evaluate(slope, alpha);
      const bend = -2 * evaluate(curvature, alpha) * gaps[i];
      const scale = 2 * alpha * first;
      const lift = (normal ? 2 * first * gaps[i] : 0) - alpha * bend;
      result[i] += bend;
      for (let k = i; k < result.length; k += width) result[k] += scale * gaps[k] + lift * w[k];
    }
  }

  /** The frame at a state whose derivative is known. */
  frame(time: number, state: Float64Array, rate: Float64Array): LinearGapFrame {
    const {dimension, width} = this.coupling;
    const w = this.#particles;
    const gaps = state.slice(0, dimension * width);
    const slope = derivative(this.#limit.potentialAt(time));
    const local = new Float64Array(gaps.length);
    const forcing = new Float64Array(gaps.length);
    meanFieldParticles(this.coupling, state.subarray(gaps.length), w);
    this.#addLocal(slope, gaps, local, false);
    // ε = ν(w̄, ρ̄_m) − ν(w̄, ρ_t), and ν(w̄, ρ_t) = −2Ψ′(α) P e_1.
    this.#network.velocity(w, forcing);
    for (let i = 0; i < width; ++i) forcing[i] += 2 * evaluate(slope, w[i]);
    toTangent(w, forcing, dimension, width);
    // The interaction is what the known derivative holds besides.
    const interaction = rate.slice(0, gaps.length);
    const moving = new Float64Array(gaps.length);
    this.#addLocal(slope, gaps, moving, true);
    for (let k = 0; k < interaction.length; ++k) interaction[k] -= moving[k] + forcing[k];
    return {
      time,
      ...gapSizes(gaps, dimension, width),
      localTerm: gapSizes(local, dimension, width).meanGap,
      interactionTerm: gapSizes(interaction, dimension, width).meanGap,
      forcingTerm: gapSizes(forcing, dimension, width).meanGap,
      localRate: meanRate(local, gaps, width),
      interactionRate: meanRate(interaction, gaps, width),
      forcingRate: meanRate(forcing, gaps, width),
      gaps
    };
  }
}

/** (1/m) Σ ⟨x_i, Δ_i⟩/|Δ_i|, with |x_i| for a neuron whose gap is still 0. */
function meanRate(x: Float64Array, gaps: Float64Array, width: number): number {
  let sum = 0;
  for (let i = 0; i < width; ++i) {
    let [product, square, own] = [0, 0, 0];
    for (let k = i; k < x.length; k += width) {
      product += x[k] * gaps[k];
      square += gaps[k] * gaps[k];
      own += x[k] * x[k];
    }
    sum += square > 0 ? product / Math.sqrt(square) : Math.sqrt(own);
  }
  return sum / width;
}
