import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {type Activation, activationForm, gaussian} from "../../src/kernels/activation.js";
import {projectOnHermite} from "../../src/meanfield/hermite.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {randomTeachers} from "../../src/meanfield/randomTeachers.js";
import {hermiteActivation, type TrainingProblem, usualTime} from "../../src/meanfield/trainingProblem.js";
import {findTrainingProblem, trainingProblems} from "../../src/meanfield/trainingProblems.js";

const names =
  "He3 He4 He4_small He4_misspecified Ge4 NP_mis He4_orth He4_nonorth He4_random_2_8 He4_random_2_16 He4_random_8_8 " +
  "He4_random_16_16 Man_2 Man_big_2 XOR_2 XOR_3 XOR_4 XOR_5 XOR_4_scaled Zero Hop_4 Hop_2 Hop_2_4 Hop_1_3 stair_3 stair_4";

function coefficients(activation: Activation): Float64Array {
  const {gamma, bell = [0], polynomial} = activationForm(activation);
  const horner = (p: readonly number[], z: number) => p.reduceRight((sum, a) => sum * z + a, 0);
  return projectOnHermite((z) => horner(bell, z) * gaussian(Math.max(0, gamma), z) + horner(polynomial, z), 8);
}

/** The largest number of new coordinates in a step of the best order in which the terms can be learned. */
function leap(terms: readonly {coordinates: readonly number[]}[], known: ReadonlySet<number> = new Set()): number {
  if (terms.length === 0) return 0;
  return Math.min(
    ...terms.map((term, i) => {
      const fresh = term.coordinates.filter((c) => !known.has(c)).length;
      const rest = terms.filter((_, j) => j !== i);
      return Math.max(fresh, leap(rest, new Set([...known, ...term.coordinates])));
    })
  );
}

describe("the problems of the paper's experiments", () => {
  it("are 26, by their names and in their order", () => {
    expect(trainingProblems.map(({name}) => name).join(" ")).toBe(names);
    expect(findTrainingProblem("XOR_4_scaled")?.relevant).toBe(4);
    expect(findTrainingProblem("XOR_9")).toBeUndefined();
  });

  it("have the exponents that their activations and targets have", () => {
    const found = trainingProblems.map(({activation, target}) => {
      if (target.kind === "parities") return target.terms.length > 0 ? leap(target.terms) : undefined;
      // A circle's average of h_4 is of degree 4 alone, like each of the functions that it averages.
      const b = target.kind === "circle" ? [0, 0, 0, 0, 1] : coefficients(target.link);
      const c = coefficients(activation);
      return [...b].findIndex((value, k) => k > 0 && Math.abs(value * c[k]) > 1e-9);
    });
    expect(found).toEqual(trainingProblems.map(({exponent}) => exponent));
  });

  it("depend on the coordinates that are said to be relevant, and on no more", () => {
    for (const {name, relevant, target} of trainingProblems) {
      if (target.kind === "circle") expect(relevant, name).toBe(2);
      if (target.kind === "parities")
        expect(relevant, name).toBe(
          Math.max(0, ...target.terms.flatMap(({coordinates}) => coordinates.map((c) => c + 1)))
        );
      if (target.kind !== "teachers") continue;
      for (const direction of target.directions) {
        expect(direction.length, name).toBe(relevant);
        expect(Math.hypot(...direction), name).toBeCloseTo(1, 14);
      }
    }
  });

  it("share activation and target with the problems of the same name whose limit is solved", () => {
    for (const name of ["He3", "He4", "He4_small", "He4_misspecified"]) {
      const {activation, target} = findTrainingProblem(name) as TrainingProblem;
      const problem = findProblem(name)!;
      expect(activation).toEqual(hermiteActivation(problem.activation));
      expect(target.kind === "teachers" && target.link).toEqual(hermiteActivation(problem.target));
    }
  });

  it("draw their random teachers from a seed, which matters, and have them on file", () => {
    expect(randomTeachers(8, 8)).toEqual(randomTeachers(8, 8));
    expect(randomTeachers(8, 8, 1)).not.toEqual(randomTeachers(8, 8, 2));
    const saved = JSON.parse(readFileSync("src/published/teachers.json", "utf8"));
    const own = trainingProblems.filter(({name}) => name.startsWith("He4_random"));
    expect(saved).toEqual(
      Object.fromEntries(own.map(({name, target}) => [name, target.kind === "teachers" && target.directions]))
    );
  });

  it("take the authors' step and time", () => {
    expect([16, 32, 64, 128].map(findTrainingProblem("Man_big_2")!.step)).toEqual([0.01, 0.005, 0.0025, 0.0025]);
    expect(findTrainingProblem("Hop_1_3")!.step(128)).toBe(0.25);
    expect(usualTime({exponent: 4}, 32)).toBe(16);
    expect(usualTime({exponent: undefined}, 32)).toBeCloseTo(Math.log(32), 14);
  });
});
