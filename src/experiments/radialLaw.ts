import {RadialLimit} from "../meanfield/radialLimit.js";
import type {Experiment} from "./experiment.js";
import {
  activation,
  bin,
  delta,
  dimension,
  type Interaction,
  interaction,
  isotropicProblem,
  scale,
  times,
  tolerance
} from "./isotropic.js";
import {real} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface RadialLawParameters {
  readonly activation: string;
  readonly delta: number;
  readonly dimension: number;
  readonly interaction: Interaction;
  readonly scale: number;
  readonly times: readonly number[];
  readonly bin: number;
  readonly last: number;
  readonly tolerance: number;
}

export interface RadialLawRow {
  readonly time: number;
  readonly from: number;
  readonly to: number;
  readonly mass: number;
  readonly radialVelocity: number;
}

const parameters = parameterSet(
  {
    activation,
    delta,
    dimension,
    interaction,
    scale,
    times,
    bin,
    last: real({
      name: "last",
      description: "radius at which the bins end; the last one takes all that lies beyond",
      least: 0.01,
      most: 1000,
      default: 7
    }),
    tolerance
  },
  (values) => values as RadialLawParameters,
  (output) => output
);

/** The law of the radius at infinite width in bins: one row for each time and bin. */
export const radialLaw: Experiment<RadialLawParameters, RadialLawRow> = {
  name: "radial-law",
  shows: "the law of the radius in the infinitely wide network, in bins, and the velocity that transports it",
  parameters,
  columns: {
    time: "t, as asked for",
    from: "radius at which the bin begins",
    to: "radius at which it ends",
    mass: "share of the neurons in the bin",
    radialVelocity: "ṙ = −2 ∂ψ/∂r at the middle of the bin"
  },
  async *run({activation, delta, dimension, interaction, scale, times, bin, last, tolerance}) {
    const problem = isotropicProblem({activation, delta, dimension, interaction});
    const limit = new RadialLimit(problem, {scale, dimension}, {tolerance});
    const count = Math.max(1, Math.round(last / bin));
    for (const [n, time] of times.entries()) {
      const {radii, weights, potential} = limit.at(time);
      const masses = binned(radii, weights, bin, count);
      yield {
        progress: (n + 1) / times.length,
        rows: Array.from(masses, (mass, i) => ({
          time,
          from: i * bin,
          to: (i + 1) * bin,
          mass,
          radialVelocity: potential.velocity((i + 0.5) * bin)
        }))
      };
    }
  }
};

/** The mass in each bin; that of a characteristic is spread evenly over the radii halfway to its neighbours. */
function binned(radii: Float64Array, weights: Float64Array, bin: number, count: number): Float64Array {
  const masses = new Float64Array(count);
  for (let q = 0; q < radii.length; ++q) {
    const low = q > 0 ? (radii[q - 1] + radii[q]) / 2 : radii[q];
    const high = q + 1 < radii.length ? (radii[q] + radii[q + 1]) / 2 : radii[q];
    const first = Math.min(count - 1, Math.floor(low / bin));
    const final = Math.min(count - 1, Math.floor(high / bin));
    for (let i = first; i <= final; ++i) {
      const share = Math.min(high, i === count - 1 ? high : (i + 1) * bin) - Math.max(low, i * bin);
      masses[i] += weights[q] * (high > low && final > first ? share / (high - low) : 1);
    }
  }
  return masses;
}
