import type {ChaosProblem} from "./chaosProblem.js";
import type {RadialPotential} from "./radialPotential.js";

/** Suprema that hold for every law of neurons on the isotropic mixture; derived in docs/numerics/chaos.md. */
export interface ChaosConstants {
  /** |F_i| ≤ sampleSlope·|x|: sup|y − ŷ| sup|σ′|. */
  readonly sampleSlope: number;
  /** sup |G(θ; ρ)|. */
  readonly drift: number;
  /** Lipschitz constant of θ ↦ G(θ; ρ). */
  readonly driftLipschitz: number;
  /** Lipschitz constant of ρ ↦ G(θ; ρ) in the distance W₁. */
  readonly lawLipschitz: number;
  /** sup |∇₁U|. */
  readonly pair: number;
}

/** E|⟨u, x⟩| for a unit vector u: √(2/π) times the mean scale, which is 1. */
const meanProjection = Math.sqrt(2 / Math.PI);

export function chaosConstants({activation, delta}: ChaosProblem): ChaosConstants {
  const {low, high, width} = activation;
  const rise = Math.abs(high - low);
  const value = Math.max(Math.abs(low), Math.abs(high));
  const slope = rise / (width * Math.sqrt(2 * Math.PI));
  const curvature = rise / (width * width * Math.sqrt(2 * Math.PI * Math.E));
  const residual = 1 + value;
  const secondMoment = 1 + delta * delta;
  return {
    sampleSlope: residual * slope,
    drift: meanProjection * residual * slope,
    driftLipschitz: residual * curvature * secondMoment,
    lawLipschitz: slope * slope * secondMoment,
    pair: meanProjection * value * slope
  };
}

/** C in e^{Ct}: 2 (Lipschitz constant in θ + Lipschitz constant in ρ), the 2 of dθ̄/dt = 2G. */
export function growthConstant({driftLipschitz, lawLipschitz}: ChaosConstants): number {
  return 2 * (driftLipschitz + lawLipschitz);
}

export interface BoundSetting {
  readonly width: number;
  readonly stepSize: number;
  /** The bound holds with probability at least 1 − 2e^{−z²}. */
  readonly z: number;
}

/**
 * The decimal logarithm of an upper bound of Δ(t; N, ε), t > 0, from the constants alone (a lemma of ours in the shape of Mei,
 * Montanari and Nguyen's, with every constant): for each t, with probability at least 1 − 2e^{−z²},
 *
 *     Δ(t) ≤ e^{Ct} [ C ‖G‖ εt + 8√2 (1 + Δ) S √(εt) √(log N + D log 5 + z²)
 *                     + 2t ‖∇₁U‖ (2/N + (1 + √(2 log(N(t/ε ∨ 1)) + 2z²))/√N) ].
 */
export function log10TheoremBound(problem: ChaosProblem, {width, stepSize, z}: BoundSetting, t: number): number {
  const constants = chaosConstants(problem);
  const growth = growthConstant(constants);
  const time = growth * constants.drift * stepSize * t;
  const net = Math.log(width) + problem.dimension * Math.log(5) + z * z;
  const martingale =
    8 * Math.SQRT2 * (1 + problem.delta) * constants.sampleSlope * Math.sqrt(stepSize * t) * Math.sqrt(net);
  const union = 2 * Math.log(width * Math.max(t / stepSize, 1)) + 2 * z * z;
  const interaction = 2 * t * constants.pair * (2 / width + (1 + Math.sqrt(union)) / Math.sqrt(width));
  return Math.log10(time + martingale + interaction) + (growth * t) / Math.LN10;
}

/** err_{N,D}(z) = √(1/N ∨ ε) [√(D + log(N/ε)) + z]. */
export function theoremError(dimension: number, {width, stepSize, z}: BoundSetting): number {
  return Math.sqrt(Math.max(1 / width, stepSize)) * (Math.sqrt(dimension + Math.log(width / stepSize)) + z);
}

/** |θ| up to which, and the spacing at which, the drift's slope is looked at. */
const longest = 6;
const spacing = 0.02;

/**
 * sup_θ ‖∇G(θ; ρ)‖, the drift's Lipschitz constant on a rotation-invariant law: G = −ψ′(r) θ/r has the eigenvalues −ψ″(r)
 * once and −ψ′(r)/r otherwise. Over a grid in r, the former as difference quotients.
 */
export function measuredLipschitz(potential: RadialPotential): number {
  let largest = 0;
  let slope = 0;
  for (let n = 1; n * spacing <= longest; ++n) {
    const next = potential.slope(n * spacing);
    largest = Math.max(largest, Math.abs(next - slope) / spacing, Math.abs(next) / (n * spacing));
    slope = next;
  }
  return largest;
}

/**
 * Grönwall's inequality on one run: Δ(t) ≤ a(t) exp(2 ∫_0^t Λ_s ds), since |E2| ≤ 2ε Σ Λ_{ℓε} Δ(ℓε), with a = max|E1 + M + I| as
 * measured and Λ the Lipschitz constant of the drift on the limit. The integral is an upper sum over the calls.
 */
export class RunGronwall {
  #exponent = 0;
  #time = 0;
  #last: number;

  constructor(initial: RadialPotential) {
    this.#last = measuredLipschitz(initial);
  }

  /** Λ at the time of the last call. */
  get lipschitz(): number {
    return this.#last;
  }

  /** 2 ∫ Λ up to the time of the last call. */
  get exponent(): number {
    return this.#exponent;
  }

  /** Goes on to a later time, at which the limit has this potential; returns the factor e^{2∫Λ}. */
  factor(time: number, potential: RadialPotential): number {
    const now = measuredLipschitz(potential);
    this.#exponent += 2 * (time - this.#time) * Math.max(now, this.#last);
    this.#time = time;
    this.#last = now;
    return Math.exp(this.#exponent);
  }
}
