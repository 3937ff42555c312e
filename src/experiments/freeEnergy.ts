import {freeEnergy as freeEnergyOf, relativeEntropy} from "../meanfield/freeEnergy.js";
import {startFlow} from "./bump.js";
import type {Experiment} from "./experiment.js";
import {type NoisyDensityParameters, noisyFlowParameters} from "./noisyDensity.js";

export interface FreeEnergyRow {
  readonly time: number;
  readonly freeEnergy: number;
  readonly halfRisk: number;
  readonly ridgeCost: number;
  readonly entropyCost: number;
  readonly dissipation: number;
  readonly dissipated: number;
  readonly excess: number;
  readonly leastExcess: number;
  readonly mostExcess: number;
  readonly mass: number;
}

/** The free energy along the flow, its parts and its distance from the minimum: one row a time. */
export const freeEnergy: Experiment<NoisyDensityParameters, FreeEnergyRow> = {
  name: "free-energy",
  shows:
    "the free energy of the infinitely wide network under noisy training, its parts, and how far it is from its minimum",
  parameters: noisyFlowParameters,
  columns: {
    time: "t, as asked for",
    freeEnergy: "F(ρ_t) = halfRisk + ridgeCost + entropyCost",
    halfRisk: "½R(ρ_t)",
    ridgeCost: "(λ/2)∫|θ|²ρ_t",
    entropyCost: "β⁻¹∫ρ_t log ρ_t",
    dissipation: "2∫ρ_t|∇(Ψ_λ + β⁻¹ log ρ_t)|², by the fluxes between cells; −dF/dt",
    dissipated: "the integral of dissipation from 0 to t, by the trapezoidal rule on the solver's steps",
    excess: "F(ρ_t) − F(ρ_*)",
    leastExcess: "β⁻¹ KL(ρ_t | ρ_*), which is at most the excess",
    mostExcess: "β⁻¹ KL(ρ_t | e^{−βΨ_λ(·; ρ_t)}/Z), which is at least the excess",
    mass: "the total mass; 1 but for rounding"
  },
  async *run({teacher, inverseTemperature, ridge, times, cells}) {
    const {field, flow, gibbs} = startFlow({teacher, inverseTemperature, ridge, cells});
    const least = freeEnergyOf(field, inverseTemperature, gibbs.masses).total;
    const towards = gibbs.potential.map((value) => -inverseTemperature * value);
    let dissipation = flow.dissipation();
    let dissipated = 0;
    for (const [n, time] of times.entries()) {
      while (flow.time < time) {
        const [before, rate] = [flow.time, dissipation];
        flow.advance(time);
        dissipation = flow.dissipation();
        dissipated += ((flow.time - before) * (rate + dissipation)) / 2;
        yield {progress: n / times.length, rows: []};
      }
      const {total, halfRisk, ridge: ridgeCost, entropy} = freeEnergyOf(field, inverseTemperature, flow.masses);
      const proximal = flow.potential.map((value) => -inverseTemperature * value);
      yield {
        progress: (n + 1) / times.length,
        rows: [
          {
            time,
            freeEnergy: total,
            halfRisk,
            ridgeCost,
            entropyCost: entropy,
            dissipation,
            dissipated,
            excess: total - least,
            leastExcess: relativeEntropy(flow.masses, towards) / inverseTemperature,
            mostExcess: relativeEntropy(flow.masses, proximal) / inverseTemperature,
            mass: flow.masses.reduce((a, b) => a + b, 0)
          }
        ]
      };
    }
  }
};
