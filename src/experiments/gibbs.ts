import {fittingGrid} from "../meanfield/fittingGrid.js";
import {freeEnergy} from "../meanfield/freeEnergy.js";
import {gibbsLaw} from "../meanfield/gibbs.js";
import {GridPotential} from "../meanfield/gridPotential.js";
import {temperatureCost} from "../meanfield/temperatureBound.js";
import {cells, checkConfinement, problemOfTeacher, ridge, teacher} from "./bump.js";
import type {Experiment} from "./experiment.js";
import {increasing} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface GibbsParameters {
  readonly teacher: string;
  readonly inverseTemperatures: readonly number[];
  readonly ridge: number;
  readonly cells?: number;
}

export interface GibbsRow {
  readonly inverseTemperature: number;
  readonly risk: number;
  readonly secondMoment: number;
  readonly freeEnergy: number;
  readonly certificate: number;
  readonly comparison: number;
  readonly bound: number;
}

const parameters = parameterSet(
  {
    teacher,
    inverseTemperatures: increasing({
      name: "inverseTemperatures",
      description: "inverse temperatures β of the rows",
      least: 1,
      most: 1e4,
      default: [10, 20, 50, 100, 200, 500]
    }),
    ridge,
    cells
  },
  (values): GibbsParameters => {
    checkConfinement(values.teacher, values.inverseTemperatures[0], values.ridge, values.cells);
    return values;
  },
  (values) => values
);

/** The law that noisy training ends in, for several temperatures: one row a temperature. */
export const gibbs: Experiment<GibbsParameters, GibbsRow> = {
  name: "gibbs",
  shows: "the risk of the Gibbs law that noisy training ends in, and its bound, for several temperatures",
  parameters,
  columns: {
    inverseTemperature: "β, as asked for",
    risk: "R(ρ_*)",
    secondMoment: "∫|θ|²ρ_*",
    freeEnergy: "F(ρ_*)",
    certificate: "a proved bound on F(ρ_*) minus the least free energy on the grid",
    comparison:
      "R + λ∫|θ|² of the law that the bound compares with: the teacher, or ρ_* at the largest β, whichever is less",
    bound: "comparison + (D/β) log(1 + L/λ), at least R(ρ_*)"
  },
  async *run({teacher, inverseTemperatures, ridge, cells}) {
    const problem = problemOfTeacher(teacher);
    const [hottest, coldest] = [inverseTemperatures[0], inverseTemperatures[inverseTemperatures.length - 1]];
    const field = new GridPotential(problem, ridge, fittingGrid(problem, hottest, ridge, cells));
    const at = (beta: number) => {
      const {masses, excess} = gibbsLaw(field, beta);
      return {beta, excess, parts: freeEnergy(field, beta, masses)};
    };
    const cold = at(coldest).parts;
    const comparison = Math.min(2 * (cold.halfRisk + cold.ridge), teacherCost(problem.teacher, ridge));
    for (const [n, beta] of inverseTemperatures.entries()) {
      const {excess, parts} = at(beta);
      yield {
        progress: (n + 1) / inverseTemperatures.length,
        rows: [
          {
            inverseTemperature: beta,
            risk: 2 * parts.halfRisk,
            secondMoment: (2 * parts.ridge) / ridge,
            freeEnergy: parts.total,
            certificate: excess,
            comparison,
            bound: comparison + temperatureCost(problem, beta, ridge)
          }
        ]
      };
    }
  }
};

/** R + λ∫|θ|² of the teacher itself, which is a law of neurons (of risk 0) only if its weights add up to 1. */
function teacherCost(teacher: readonly {weight: number; centre: readonly number[]}[], ridge: number): number {
  const total = teacher.reduce((sum, {weight}) => sum + weight, 0);
  if (Math.abs(total - 1) > 1e-12 || teacher.some(({weight}) => weight < 0)) return Number.POSITIVE_INFINITY;
  return ridge * teacher.reduce((sum, {weight, centre}) => sum + weight * centre.reduce((s, x) => s + x * x, 0), 0);
}
