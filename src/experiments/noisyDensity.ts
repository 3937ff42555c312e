import {cells, checkConfinement, inverseTemperature, ridge, startFlow, teacher} from "./bump.js";
import {times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {parameterSet} from "./parameters.js";

export interface NoisyDensityParameters {
  readonly teacher: string;
  readonly inverseTemperature: number;
  readonly ridge: number;
  readonly times: readonly number[];
  readonly cells?: number;
}

export interface NoisyDensityRow {
  readonly time: number;
  readonly first: number;
  readonly second: number;
  readonly density: number;
  readonly potential: number;
  readonly stationary: number;
}

/** The parameters of the experiments that solve the PDE. */
export const noisyFlowParameters = parameterSet(
  {teacher, inverseTemperature, ridge, times, cells},
  (values): NoisyDensityParameters => {
    checkConfinement(values.teacher, values.inverseTemperature, values.ridge, values.cells);
    return values;
  },
  (values) => values
);

/** The law of the neurons at infinite width under noisy SGD: one row for each time and cell. */
export const noisyDensity: Experiment<NoisyDensityParameters, NoisyDensityRow> = {
  name: "noisy-density",
  shows: "the density of the neurons under noisy training at infinite width, beside the Gibbs law it relaxes to",
  parameters: noisyFlowParameters,
  columns: {
    time: "t, as asked for",
    first: "first coordinate of the cell's midpoint",
    second: "second coordinate; empty where neurons have one coordinate",
    density: "density of ρ_t in the cell",
    potential: "Ψ_λ(θ; ρ_t) at the midpoint",
    stationary: "density of the Gibbs law ρ_*, the same at all times"
  },
  async *run({teacher, inverseTemperature, ridge, times, cells}) {
    const {field, flow, gibbs} = startFlow({teacher, inverseTemperature, ridge, cells});
    const {grid} = field;
    const volume = grid.spacing ** grid.dimension;
    const {midpoints} = grid;
    for (const [n, time] of times.entries()) {
      while (flow.time < time) {
        flow.advance(time);
        yield {progress: n / times.length, rows: []};
      }
      yield {
        progress: (n + 1) / times.length,
        rows: Array.from(flow.masses, (mass, k) => ({
          time,
          first: grid.dimension === 1 ? midpoints[k] : midpoints[Math.floor(k / grid.cells)],
          second: grid.dimension === 1 ? Number.NaN : midpoints[k % grid.cells],
          density: mass / volume,
          potential: flow.potential[k],
          stationary: gibbs.masses[k] / volume
        }))
      };
    }
  }
};
