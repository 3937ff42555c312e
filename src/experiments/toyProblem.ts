import {ErfNetwork} from "../meanfield/erfNetwork.js";
import {planePoints} from "../meanfield/points.js";
import {integer, numbers, real} from "./parameter.js";
import {Refusal} from "./refusal.js";

/** The most atoms or teacher units: the pair sums are written for a handful. */
const mostAtoms = 16;

/** How far from the origin a coordinate may be. */
export const farthest = 6;

/** Three atoms in the plane and the teacher that they learn, as the page of two-layer networks opens. */
export const opening = {
  atoms: [-1.5, -1, 0.4, -1.2, 1.6, -0.8],
  teacher: [2, 0.4, 0.3, 1.8, -1.6, 1],
  weight: 2,
  stepSize: 0.25
} as const;

const plane = {least: -farthest, most: farthest};

/** The parameters of every experiment with a few neurons erf in the plane. */
export const toyParameters = {
  atoms: numbers({
    ...plane,
    name: "atoms",
    description: "the neurons to start from, as x and y of one after the other",
    default: opening.atoms
  }),
  teacher: numbers({
    ...plane,
    name: "teacher",
    description: "the teacher's units, as x and y of one after the other",
    default: opening.teacher
  }),
  weight: real({
    name: "weight",
    description: "the fixed second-layer weight a of neurons and teacher",
    least: 0,
    most: 10,
    open: true,
    default: opening.weight
  })
};

/** The step sizes ε of SGD, with what they are when nothing is given. */
export function stepSizesOf(defaults: readonly number[]) {
  return numbers({name: "stepSizes", description: "step sizes ε of SGD", least: 1e-5, most: 0.5, default: defaults});
}

/** The time at which SGD ends. */
export function endOf(time: {readonly description: string; readonly default: number}) {
  return real({...time, name: "time", least: 0, most: 64, open: true});
}

export const sampleSeed = integer({
  name: "seed",
  description: "seed of the stream of samples",
  least: 0,
  most: Number.MAX_SAFE_INTEGER,
  default: 1
});

export interface ToyInputs {
  readonly atoms: readonly number[];
  readonly teacher: readonly number[];
  readonly weight: number;
}

/** Refuses lists that are not pairs of coordinates. */
export function checkToy(inputs: ToyInputs): void {
  for (const name of ["atoms", "teacher"] as const) {
    const count = inputs[name].length;
    if (count % 2 === 0 && count <= 2 * mostAtoms) continue;
    const example = toyParameters[name].example;
    throw new Refusal(
      (label) =>
        `${label(name)} must be pairs of coordinates of at most ${mostAtoms} points, got ${count} numbers; ` +
        `try ${label(name, example)}`
    );
  }
}

/** The network of the inputs and its neurons, d×N. */
export function toyNetwork({atoms, teacher, weight}: ToyInputs): {network: ErfNetwork; neurons: Float64Array} {
  const {width, coordinates} = planePoints(atoms);
  return {network: new ErfNetwork(planePoints(teacher), width, weight), neurons: coordinates};
}

/** Refuses times that are not a whole number of each of the steps. */
export function checkWholeSteps(time: number, stepSizes: readonly number[]): void {
  for (const step of stepSizes) {
    const steps = Math.round(time / step);
    if (steps >= 1 && Math.abs(time - steps * step) <= 1e-9 * time) continue;
    throw new Refusal(
      (label) =>
        `${label("time")} must be a multiple of every step size, got ${time} with the step size ${step}; ` +
        `try ${label("time", String(Math.max(1, steps) * step))}`
    );
  }
}
