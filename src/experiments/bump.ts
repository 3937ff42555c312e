import {bumpProblems, findBumpProblem} from "../meanfield/bumpProblems.js";
import type {BumpProblem} from "../meanfield/bumps.js";
import {fittingGrid} from "../meanfield/fittingGrid.js";
import {type GibbsLaw, gibbsLaw} from "../meanfield/gibbs.js";
import {GridPotential} from "../meanfield/gridPotential.js";
import {NoisyFlow} from "../meanfield/noisyFlow.js";
import {gaussianMasses} from "../meanfield/weightGrid.js";
import {choice, integer, optional, real} from "./parameter.js";
import {Refusal} from "./refusal.js";

const teacherWith = (name: string) =>
  choice({
    name: "teacher",
    description: "the target: Gaussian bumps in one dimension (two, one) or in two (triangle, corner)",
    names: bumpProblems.map(({name}) => name),
    default: name
  });

/** The parameters that the experiments with noise share. */
export const teacher = teacherWith("two");

/** The teacher where the default has to be a single bump. */
export const oneTeacher = teacherWith("one");

export const inverseTemperature = real({
  name: "inverseTemperature",
  description: "inverse temperature β of the noise",
  least: 1,
  most: 1e4,
  default: 100
});

export const ridge = real({
  name: "ridge",
  description: "ridge λ, the weight of |θ|²/2",
  least: 0.001,
  most: 10,
  default: 0.02
});

export const cells = optional(
  integer({
    name: "cells",
    description: "cells on a side of the grid; as many as the law needs where it is absent",
    least: 16,
    most: 400,
    default: 200
  })
);

/** The problem that a parsed teacher names. */
export function problemOfTeacher(name: string): BumpProblem {
  const problem = findBumpProblem(name);
  if (problem === undefined) throw new RangeError(`there is no teacher ${name}`);
  return problem;
}

/** The centres of a teacher's bumps, one or two coordinates each. */
export function centresOf(name: string): readonly (readonly number[])[] {
  return problemOfTeacher(name).teacher.map(({centre}) => centre);
}

/** The least βλ at which the law fits on a grid: beyond it the noise spreads it over a width of 1/√(βλ). */
const leastConfinement = 0.05;
const mostPlaneCells = 96;

/** Refuses noise so strong, or a ridge so weak, that the law would spread beyond the grid; and grids that take too long. */
export function checkConfinement(
  name: string,
  inverseTemperature: number,
  ridge: number,
  cells: number | undefined
): void {
  if (inverseTemperature * ridge < leastConfinement)
    throw new Refusal(
      (label) =>
        `${label("inverseTemperature")} times ${label("ridge")} must be at least ${leastConfinement}, or the noise spreads the ` +
        `law beyond the grid, got ${inverseTemperature} times ${ridge}; try ${label("ridge", String(leastConfinement / inverseTemperature))}`
    );
  if (cells !== undefined && cells > mostPlaneCells && problemOfTeacher(name).dimension === 2)
    throw new Refusal(
      (label) =>
        `${label("cells")} must be at most ${mostPlaneCells} with a teacher in two dimensions, got ${cells}; try ${label("cells", "48")}`
    );
}

/** The tolerance of a step by dimension: in the plane a step costs far more, and a figure shows less of its error. */
const tolerances = {1: 1e-4, 2: 1e-3} as const;

/** The PDE's solver at the start, on a grid that fits, and the law that it will end in. */
export function startFlow(parameters: {
  readonly teacher: string;
  readonly inverseTemperature: number;
  readonly ridge: number;
  readonly cells?: number;
}): {field: GridPotential; flow: NoisyFlow; gibbs: GibbsLaw} {
  const {inverseTemperature, ridge, cells} = parameters;
  const problem = problemOfTeacher(parameters.teacher);
  const grid = fittingGrid(problem, inverseTemperature, ridge, cells);
  const field = new GridPotential(problem, ridge, grid);
  const start = gaussianMasses(grid, problem.initialMean, problem.initialDeviation);
  const flow = new NoisyFlow(field, inverseTemperature, start, {tolerance: tolerances[problem.dimension]});
  return {field, flow, gibbs: gibbsLaw(field, inverseTemperature)};
}
