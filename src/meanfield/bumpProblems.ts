import type {BumpProblem} from "./bumps.js";

const shared = {bumpWidth: 0.7, inputDeviation: 2, amplitude: 1, initialDeviation: 0.3} as const;

/** The named teachers, and the law from which training starts. */
export const bumpProblems: readonly BumpProblem[] = [
  {
    ...shared,
    name: "two",
    dimension: 1,
    teacher: [
      {weight: 0.6, centre: [-1.5]},
      {weight: 0.4, centre: [2]}
    ],
    initialMean: [0]
  },
  {...shared, name: "one", dimension: 1, teacher: [{weight: 1, centre: [1]}], initialMean: [-0.5]},
  {
    ...shared,
    name: "triangle",
    dimension: 2,
    teacher: [
      {weight: 0.4, centre: [-1.5, -1]},
      {weight: 0.35, centre: [1.8, -0.6]},
      {weight: 0.25, centre: [0, 1.7]}
    ],
    initialMean: [0, 0],
    initialDeviation: 0.4
  },
  {...shared, name: "corner", dimension: 2, teacher: [{weight: 1, centre: [1, 0.5]}], initialMean: [-0.5, 0]}
];

/** The problem of this name, or undefined. */
export function findBumpProblem(name: string): BumpProblem | undefined {
  return bumpProblems.find((problem) => problem.name === name);
}

/** The same problem with the weights of its teacher multiplied by `size`. */
export function enlarged(problem: BumpProblem, size: number): BumpProblem {
  return {...problem, teacher: problem.teacher.map(({weight, centre}) => ({weight: size * weight, centre}))};
}
