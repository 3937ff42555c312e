import type {Problem} from "./problem.js";

/** A dense coefficient vector from sparse (degree, coefficient) pairs: hermite([4, 1], [6, 1]) is h_4 + h_6. */
function hermite(...terms: [degree: number, coefficient: number][]): number[] {
  const coefficients = new Array<number>(1 + Math.max(...terms.map(([degree]) => degree))).fill(0);
  for (const [degree, coefficient] of terms) coefficients[degree] = coefficient;
  return coefficients;
}

/** The registry of named problems; names are those of the experiments of Glasgow, Wu and Bruna (2025). */
export const problems: readonly Problem[] = [
  {name: "He3", activation: hermite([3, 1]), target: hermite([3, 1])},
  {name: "He4", activation: hermite([4, 1]), target: hermite([4, 1])},
  {name: "He6", activation: hermite([6, 1]), target: hermite([6, 1])},
  {name: "He4_small", activation: hermite([4, 1]), target: hermite([4, 0.5])},
  {name: "He4_misspecified", activation: hermite([4, 1], [6, 1]), target: hermite([4, 0.6], [6, 0.3])}
];

/** The problem of this name, or undefined. */
export function findProblem(name: string): Problem | undefined {
  return problems.find((problem) => problem.name === name);
}
