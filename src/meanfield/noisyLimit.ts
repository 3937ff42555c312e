import type {MeanFieldLimit} from "./limit.js";
import {checkLimitArguments} from "./limitArguments.js";
import {LineCells} from "./lineCells.js";
import {densityOnLine} from "./massRemap.js";
import {NoisyLine} from "./noisyLine.js";
import {modes, potentialFromMoments, riskFromMoments} from "./potential.js";
import {activationDegree, isEven, type Problem} from "./problem.js";

/**
 * The infinite-width limit of training with noise, dw = ν dt + √(2τ) dB on the sphere: ∂_t ρ = −∇·(ρ ν) + τ Δρ. It is the
 * gradient flow of F = R + τ KL(ρ | uniform), and rests where ρ ∝ e^{−2Ψ/τ}.
 */
export interface NoisyLimit extends Omit<MeanFieldLimit, "dissipation" | "evaluations" | "cumulative"> {
  /** τ */
  readonly noise: number;
  /** R + τ KL(ρ_t | uniform) at `times`. */
  readonly freeEnergy: Float64Array;
}

export interface NoisyLimitOptions {
  /** The longest step in t; default `noisyStep(problem)`. */
  readonly step?: number;
  /** The width of a cell in u = artanh α; default from the dimension. */
  readonly spacing?: number;
}

/** How fast a neuron is driven at most, about: the rate at which one that has learnt returns to the teacher. */
export function drivingRate({activation, target}: Problem): number {
  return activation.reduce((sum, c, k) => sum + 2 * k * (c * c + Math.abs(c * (target[k] ?? 0))), 0);
}

/** A step is at most this over the driving rate: the errors of second order are then below a per cent of what happens in it. */
const resolution = 0.25;
const coarsestPower = -6;

/** The step of time that goes with a problem, a power of 2: of the limit, and of the network whose flow has noise. */
export function noisyStep(problem: Problem): number {
  const power = Math.floor(Math.log2(resolution / drivingRate(problem)));
  return 2 ** Math.min(coarsestPower, power);
}

/** |u| beyond which no law has to be told from a point: 1 − α² is below 2e−10 there. */
const farthest = 12;

/** The cells for a problem: as far out as noise lets neurons come, or as the uniform law reaches. */
export function noisyCells(problem: Problem, dimension: number, noise: number, spacing?: number): LineCells {
  const power = dimension - 1;
  // At rest 1 − α² is about (d−1) τ over the rate of return.
  const ring = noise > 0 ? 2 + 0.5 * Math.log(Math.max(1, (4 * drivingRate(problem)) / (power * noise))) : farthest;
  const uniform = 0.7 + 41 / power;
  const usual = Math.min(0.01, Math.max(0.0005, 1 / (2 * power)));
  return new LineCells({
    dimension,
    even: isEven(problem),
    spacing: spacing ?? usual,
    end: Math.min(farthest, Math.max(4, ring, uniform))
  });
}

/**
 * Solves the noisy limit from the uniform law at the given times (increasing, ≥ 0), τ = noise ≥ 0. Throws a RangeError for a
 * dimension, time, degree or noise out of range.
 */
export function solveNoisyLimit(
  problem: Problem,
  dimension: number,
  noise: number,
  times: ArrayLike<number>,
  {step = noisyStep(problem), spacing}: NoisyLimitOptions = {}
): NoisyLimit {
  checkLimitArguments(problem, dimension, times, {});
  if (!(noise >= 0 && noise < Number.POSITIVE_INFINITY))
    throw new RangeError(`noise ${noise} is not a finite number ≥ 0; choose τ from 0 on`);
  const cells = noisyCells(problem, dimension, noise, spacing);
  const law = lawOf(problem, dimension, cells);
  const line = new NoisyLine(cells, cells.uniform(), noise, (masses) => law.potential(law.moments(masses)));
  const knots = [0];
  const potentials = [law.potential(law.moments(line.masses))];
  const outputs: {masses: Float64Array; moments: Float64Array}[] = [];
  for (const time of Array.from(times)) {
    for (const _ of line.until(time, step)) {
      knots.push(line.time);
      potentials.push(law.potential(law.moments(line.masses)));
    }
    outputs.push({masses: line.masses, moments: law.moments(line.masses)});
  }
  const entropy = (masses: Float64Array) => relativeEntropyOf(cells, masses);
  return {
    problem,
    dimension,
    noise,
    times: Float64Array.from(times),
    risk: Float64Array.from(outputs, ({moments}) => law.risk(moments)),
    freeEnergy: Float64Array.from(outputs, ({masses, moments}) => law.risk(moments) + noise * entropy(masses)),
    mass: Float64Array.from(outputs, ({masses}) => masses.reduce((sum, mass) => sum + mass, 0)),
    potentialAt: (t) => between(knots, potentials, t),
    knots: Float64Array.from(knots),
    average: (index, phi) => dot(cells.weights(phi), outputs[index].masses),
    density: (index, alignments) => {
      const onLine = densityOnLine(cells, outputs[index].masses);
      return Float64Array.from(alignments, (alignment) => onLine(Math.atanh(alignment)) / (1 - alignment * alignment));
    },
    steps: line.steps
  };
}

/** Moments, potential and risk of a law on these cells. */
function lawOf(problem: Problem, dimension: number, cells: LineCells) {
  const weights = modes(problem, dimension).map(({degree, order}) =>
    cells.weights((alpha) => alpha ** (degree - order) * (1 - alpha * alpha) ** (order / 2))
  );
  const potential = potentialFromMoments(problem, dimension);
  const degree = activationDegree(problem);
  return {
    moments: (masses: Float64Array) => Float64Array.from(weights, (row) => dot(row, masses)),
    potential: (moments: Float64Array) => potential(moments, new Float64Array(degree + 1)),
    risk: riskFromMoments(problem, dimension)
  };
}

/** Σ p log(p/Ω) ≥ 0. */
export function relativeEntropyOf({logUniform}: LineCells, masses: Float64Array): number {
  return masses.reduce((sum, mass, i) => (mass > 0 ? sum + mass * (Math.log(mass) - logUniform[i]) : sum), 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; ++i) sum += a[i] * b[i];
  return sum;
}

/** The potential at a time, on the straight line between those before and after. */
function between(knots: readonly number[], potentials: readonly Float64Array[], time: number): Float64Array {
  const last = knots.length - 1;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (knots[middle] <= time) low = middle;
    else high = middle;
  }
  if (low === high) return Float64Array.from(potentials[low]);
  const share = Math.min(1, Math.max(0, (time - knots[low]) / (knots[high] - knots[low])));
  return potentials[low].map((value, k) => value + share * (potentials[high][k] - value));
}
