import {chiDensity} from "./chiRule.js";
import {Stepper} from "./integrate.js";
import type {IsotropicProblem} from "./isotropicProblem.js";
import {halves, panelNodes, panelPoints, panelValue, panelWeights, tail} from "./panels.js";
import {RadialField} from "./radialField.js";
import type {RadialPotential} from "./radialPotential.js";
import {RadialProfile} from "./radialProfile.js";

/** w ~ N(0, κ² I_d / d): the radius is κ ℓ with ℓ = |z|/√d. */
export interface RadialStart {
  /** κ > 0. */
  readonly scale: number;
  /** d of the weights; that of the problem, where it is finite. */
  readonly dimension: number;
}

export interface RadialOptions {
  /** Largest local error of a radius in one step, and of the mass times radius in a panel. Default 1e−6. */
  readonly tolerance?: number;
}

/** The characteristics at one time, sorted by starting radius, an order that they keep. */
export interface RadialSnapshot {
  readonly time: number;
  /** Ends of the panels of log r_0; `panelNodes` characteristics each. */
  readonly edges: readonly number[];
  readonly radii: Float64Array;
  /** The mass that each characteristic carries; the sum is 1. */
  readonly weights: Float64Array;
  readonly potential: RadialPotential;
}

/** One step of the flow, between two accepted states on the same panels. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly mesh: Mesh;
  readonly radii: readonly [Float64Array, Float64Array];
  readonly velocities: readonly [Float64Array, Float64Array];
}

interface Mesh {
  readonly edges: readonly number[];
  readonly weights: Float64Array;
  readonly field: RadialField;
}

/** Panels to start with; they reach as far as the density of log r_0 is above e^{−exponent} times its peak. */
const firstPanels = 10;
const exponent = 40;

/** Near a kink of σ at 0, characteristics that are this close to it are taken for swallowed when a step passes it. */
const capture = 0.02;

/**
 * The limit of infinite width from an isotropic Gaussian start, ∂_tρ̄ = 2 ∂_r(ρ̄ ∂_rψ(r; ρ̄)), along characteristics
 * ṙ = −2ψ′(r; ρ̄_t) that carry fixed masses, on Gauss–Legendre panels of log r_0. A panel is halved as soon as the last Legendre
 * coefficients of mass × radius exceed the tolerance, so that the point from which neurons part, some outwards and some inwards, is
 * followed. The solution can be advanced as far as is wanted and read at every time up to there.
 */
export class RadialLimit {
  readonly profile: RadialProfile;
  readonly #first: Mesh;
  #mesh: Mesh;
  readonly #logDensity: (v: number) => number;
  readonly #tolerance: number;
  readonly #steps: Step[] = [];
  readonly #stepper: Stepper;
  #latest: RadialSnapshot | undefined;

  /** Throws a RangeError unless κ > 0 and the start's dimension is an integer ≥ 2. */
  constructor(
    readonly problem: IsotropicProblem,
    readonly start: RadialStart,
    {tolerance = 1e-6}: RadialOptions = {}
  ) {
    const {scale, dimension} = start;
    if (!(scale > 0)) throw new RangeError(`the scale of the starting weights must be positive: ${scale}`);
    if (!Number.isInteger(dimension) || dimension < 2)
      throw new RangeError(`the dimension of the starting weights must be an integer ≥ 2: ${dimension}`);
    const density = chiDensity(dimension);
    this.#logDensity = (v) => density(Math.exp(v) / scale) * (Math.exp(v) / scale);
    this.#tolerance = tolerance;
    this.profile = new RadialProfile(problem.activation, problem.dimension);
    const [low, high] = [-1, 1].map((side) => Math.log(scale) + reach(dimension, side));
    this.#first = this.#meshOf(Array.from({length: firstPanels + 1}, (_, p) => low + ((high - low) * p) / firstPanels));
    this.#mesh = this.#first;
    const isKinked = this.profile.slopeAtZero !== 0;
    this.#stepper = new Stepper(
      (_, radii, velocity) => this.#mesh.field.velocity(radii, velocity),
      0,
      panelPoints(this.#mesh.edges).map(Math.exp),
      {
        name: "the radial flow",
        absolute: tolerance,
        firstStep: 1e-4,
        ...(isKinked ? {project: toHalfLine, allow: (r, allowed) => allowCapture(r, tolerance, allowed)} : {})
      }
    );
  }

  /** The time up to which the solution is known. */
  get time(): number {
    return this.#stepper.time;
  }

  get steps(): number {
    return this.#stepper.steps;
  }

  /** Takes one step that ends at `limit` (> time) at the latest. Throws an Error when the flow cannot be continued. */
  advance(limit: number): void {
    const stepper = this.#stepper;
    const from = stepper.time;
    const [radii, velocity] = [stepper.state.slice(), stepper.derivative.slice()];
    stepper.advance(limit);
    this.#steps.push({
      from,
      to: stepper.time,
      mesh: this.#mesh,
      radii: [radii, stepper.state.slice()],
      velocities: [velocity, stepper.derivative.slice()]
    });
    this.#refine();
  }

  /** The characteristics at a time ≥ 0: cubic Hermite interpolation within a step. Advances if need be. */
  at(time: number): RadialSnapshot {
    if (!(time >= 0)) throw new RangeError(`the time must be ≥ 0: ${time}`);
    while (this.time < time) this.advance(time);
    if (this.#latest?.time !== time) {
      const step = this.#steps.at(this.#find(time));
      const radii = step && time > 0 ? interpolate(step, time) : panelPoints(this.#first.edges).map(Math.exp);
      const {edges, weights, field} = step && time > 0 ? step.mesh : this.#first;
      this.#latest = {time, edges, weights, radii, potential: field.potential(radii)};
    }
    return this.#latest;
  }

  /** r(t) of the neuron whose radius was `initial` at t = 0. Throws a RangeError for radii so rare that they were left out. */
  radius(initial: number, {edges, radii}: RadialSnapshot): number {
    const v = Math.log(initial);
    if (!(v >= edges[0] && v <= edges[edges.length - 1]))
      throw new RangeError(
        `the starting radius ${initial} is outside the solved range, ${Math.exp(edges[0])} to ${Math.exp(edges[edges.length - 1])}`
      );
    let low = 0;
    let high = edges.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (edges[middle] <= v) low = middle;
      else high = middle;
    }
    const middle = (edges[low] + edges[low + 1]) / 2;
    return panelValue(radii, low * panelNodes, (2 * (v - middle)) / (edges[low + 1] - edges[low]));
  }

  /** −dR/dt = ∫ ṙ² dρ̄. */
  dissipation({radii, weights, potential}: RadialSnapshot): number {
    return radii.reduce((sum, r, q) => sum + weights[q] * potential.velocity(r) ** 2, 0);
  }

  /** ∫ φ(r) ρ̄(dr). */
  average({radii, weights}: RadialSnapshot, phi: (radius: number) => number): number {
    return radii.reduce((sum, r, q) => sum + weights[q] * phi(r), 0);
  }

  /** Halves the panels that do not resolve mass × radius. */
  #refine(): void {
    const {edges} = this.#mesh;
    const state = this.#stepper.state;
    const pieces: Float64Array[] = [];
    const refined = [edges[0]];
    for (let p = 0; p + 1 < edges.length; ++p) {
      const values = state.subarray(p * panelNodes, (p + 1) * panelNodes);
      const middle = (edges[p] + edges[p + 1]) / 2;
      const half = (edges[p + 1] - edges[p]) / 2;
      const density = Math.max(this.#logDensity(edges[p]), this.#logDensity(middle), this.#logDensity(edges[p + 1]));
      if (tail(values) * density * half > this.#tolerance && half > 1e-9) {
        refined.push(middle);
        pieces.push(...halves(values));
      } else pieces.push(values);
      refined.push(edges[p + 1]);
    }
    if (refined.length === edges.length) return;
    this.#mesh = this.#meshOf(refined);
    const radii = new Float64Array(pieces.length * panelNodes);
    pieces.forEach((piece, p) => {
      radii.set(piece, p * panelNodes);
    });
    this.#stepper.restart(radii);
  }

  #meshOf(edges: readonly number[]): Mesh {
    const masses = panelPoints(edges).map(this.#logDensity);
    const weights = panelWeights(edges).map((weight, q) => weight * masses[q]);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (let q = 0; q < weights.length; ++q) weights[q] /= total;
    return {edges, weights, field: new RadialField(this.problem, weights, this.profile)};
  }

  #find(time: number): number {
    let low = 0;
    let high = this.#steps.length - 1;
    while (high > low) {
      const middle = (low + high) >> 1;
      if (this.#steps[middle].to < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function interpolate({from, to, radii: [a, b], velocities: [va, vb]}: Step, time: number): Float64Array {
  const h = to - from;
  const x = (time - from) / h;
  const rise = x * x * (3 - 2 * x);
  return a.map((r, q) => r + rise * (b[q] - r) + h * x * (1 - x) * ((1 - x) * va[q] - x * vb[q]));
}

/** Where d (v − (e^{2v} − 1)/2), the logarithm of the density of v = log ℓ over its peak, falls to −exponent, below or above 0. */
function reach(dimension: number, side: number): number {
  const step = side / Math.sqrt(2 * dimension) / 8;
  let v = 0;
  while (dimension * (v - Math.expm1(2 * v) / 2) > -exponent) v += step;
  return v;
}

function toHalfLine(radii: Float64Array): void {
  for (let q = 0; q < radii.length; ++q) if (radii[q] < 0) radii[q] = 0;
}

function allowCapture(radii: Float64Array, tolerance: number, allowed: Float64Array): void {
  for (let q = 0; q < radii.length; ++q) allowed[q] = radii[q] < capture ? capture : tolerance;
}
