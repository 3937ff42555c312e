import {randomTeachers} from "./randomTeachers.js";
import {hermiteActivation, type ParityTerm, type TrainingProblem, type TrainingTarget} from "./trainingProblem.js";

const h3 = hermiteActivation([0, 0, 0, 1]);
const h4 = hermiteActivation([0, 0, 0, 0, 1]);
/** 5 (z² e^{−z²} − √3/9), whose Hermite coefficients of degree 0 and 2 vanish. */
const bump = {bell: [0, 0, 5], gamma: 1, polynomial: [(-5 * Math.sqrt(3)) / 9]};

const teachers = (link: typeof h4, directions: readonly (readonly number[])[]): TrainingTarget => ({
  kind: "teachers",
  link,
  directions
});
const one = [[1]];
/** Each direction with its opposite. */
const both = (directions: readonly (readonly number[])[]) =>
  directions.flatMap((v) => [v, v.map((value) => (value === 0 ? 0 : -value))]);
/** b χ over the first k coordinates. */
const parity = (k: number, coefficient = 1): ParityTerm => ({
  coefficient,
  coordinates: Array.from({length: k}, (_, c) => c)
});
const parities = (...terms: ParityTerm[]): TrainingTarget => ({kind: "parities", terms});

const constantly = (step: number) => () => step;
/** The step of the two Gaussian problems with the largest targets. */
const smaller = (dimension: number): number => (dimension <= 16 ? 0.01 : dimension <= 32 ? 0.005 : 0.0025);

const gaussian = {
  inputs: "gaussian",
  activation: h4,
  signs: "equal",
  exponent: 4,
  step: constantly(0.01),
  reference: "exact",
  isCovered: false
} as const;
const boolean = {
  inputs: "boolean",
  activation: "relu",
  signs: "alternating",
  step: constantly(0.25),
  reference: "widest",
  isCovered: false
} as const;

/** The 26 problems of the experiments of Glasgow, Wu and Bruna (2025), by their names and in their order. */
export const trainingProblems: readonly TrainingProblem[] = [
  {
    ...gaussian,
    name: "He3",
    formulas: {activation: "h₃", target: "h₃(x₁)"},
    activation: h3,
    target: teachers(h3, one),
    exponent: 3,
    relevant: 1,
    isCovered: true,
    note: "one direction, an odd link: neurons have to turn to the teacher's side of the equator"
  },
  {
    ...gaussian,
    name: "He4",
    formulas: {activation: "h₄", target: "h₄(x₁)"},
    target: teachers(h4, one),
    relevant: 1,
    isCovered: true,
    note: "one direction, the paper's main example: well specified, information exponent 4"
  },
  {
    ...gaussian,
    name: "He4_small",
    formulas: {activation: "h₄", target: "½ h₄(x₁)"},
    target: teachers(hermiteActivation([0, 0, 0, 0, 0.5]), one),
    relevant: 1,
    note: "a target of half the activation's size: learned fast, but for a small rest"
  },
  {
    ...gaussian,
    name: "He4_misspecified",
    formulas: {activation: "h₄ + h₆", target: "0.6 h₄(x₁) + 0.3 h₆(x₁)"},
    activation: hermiteActivation([0, 0, 0, 0, 1, 0, 1]),
    target: teachers(hermiteActivation([0, 0, 0, 0, 0.6, 0, 0.3]), one),
    relevant: 1,
    step: smaller,
    note: "the target's link is not the activation, but of the same degrees"
  },
  {
    ...gaussian,
    name: "Ge4",
    formulas: {activation: "G = 5(z² exp(−z²) − √3/9)", target: "G(x₁)"},
    activation: bump,
    target: teachers(bump, one),
    relevant: 1,
    isCovered: true,
    note: "a bounded activation with infinitely many Hermite coefficients, information exponent 4"
  },
  {
    ...gaussian,
    name: "NP_mis",
    formulas: {activation: "exp(−z²/2)(2z² − 1)", target: "G(x₁)"},
    activation: {bell: [-1, 0, 2], gamma: 0.5, polynomial: [0]},
    target: teachers(bump, one),
    relevant: 1,
    note: "another bounded activation, whose component of degree 2 the target does not have"
  },
  {
    ...gaussian,
    name: "He4_orth",
    formulas: {activation: "h₄", target: "mean of h₄(x₁), h₄(x₂)"},
    target: teachers(
      h4,
      both([
        [1, 0],
        [0, 1]
      ])
    ),
    relevant: 2,
    reference: "reduced",
    note: "two orthogonal teachers: neurons have to choose between them"
  },
  {
    ...gaussian,
    name: "He4_nonorth",
    formulas: {activation: "h₄", target: "mean of h₄(x₁), h₄((x₁ + x₂)/√2)"},
    target: teachers(
      h4,
      both([
        [1, 0],
        [Math.SQRT1_2, Math.SQRT1_2]
      ])
    ),
    relevant: 2,
    reference: "reduced",
    note: "two teachers at 45°"
  },
  ...(
    [
      [2, 8],
      [2, 16],
      [8, 8],
      [16, 16]
    ] as const
  ).map(
    ([dimension, count]): TrainingProblem => ({
      ...gaussian,
      name: `He4_random_${dimension}_${count}`,
      formulas: {activation: "h₄", target: `mean of h₄(⟨vⱼ, x⟩) over ${count} random vⱼ in ${dimension} dimensions`},
      target: teachers(h4, randomTeachers(dimension, count)),
      relevant: dimension,
      reference: dimension === 2 ? "reduced" : "widest",
      note: "teachers drawn once, from a seed"
    })
  ),
  {
    ...gaussian,
    name: "Man_2",
    formulas: {activation: "h₄", target: "mean of h₄(⟨v, x⟩) over the circle = (⅜r⁴ − 3r² + 3)/√24, r² = x₁² + x₂²"},
    target: {kind: "circle", scale: 1},
    relevant: 2,
    reference: "reduced",
    note: "teachers all around a circle: a target that knows the length of a projection only"
  },
  {
    ...gaussian,
    name: "Man_big_2",
    formulas: {activation: "h₄", target: "four times that of Man_2"},
    target: {kind: "circle", scale: 4},
    relevant: 2,
    step: smaller,
    reference: "reduced",
    note: "the same four times as large, more than any network of this activation can be"
  },
  ...[2, 3, 4, 5].map((k): TrainingProblem => ({...boolean, ...xor(k)})),
  {
    ...boolean,
    name: "XOR_4_scaled",
    formulas: {activation: "ReLU", target: "¼ x₁x₂x₃x₄"},
    target: parities(parity(4, 0.25)),
    exponent: 4,
    relevant: 4,
    note: "a quarter of the parity of four bits, so that the network is large enough for it"
  },
  {
    ...boolean,
    name: "Zero",
    formulas: {activation: "ReLU", target: "0"},
    inputs: "gaussian",
    target: parities(),
    exponent: undefined,
    relevant: 0,
    note: "nothing to learn: what the network does by itself"
  },
  {
    ...boolean,
    name: "Hop_4",
    formulas: {activation: "ReLU", target: "½ x₁⋯x₄ + ½ x₁⋯x₈"},
    target: parities(parity(4, 0.5), parity(8, 0.5)),
    exponent: 4,
    relevant: 8,
    note: "the parities of four and of eight bits"
  },
  {
    ...boolean,
    name: "Hop_2",
    formulas: {activation: "ReLU", target: "½ x₁x₂ + ½ x₁⋯x₄"},
    target: parities(parity(2, 0.5), parity(4, 0.5)),
    exponent: 2,
    relevant: 4,
    note: "the parities of two and of four bits"
  },
  {
    ...boolean,
    name: "Hop_2_4",
    formulas: {activation: "ReLU", target: "¼ x₁x₂ + ¾ x₁⋯x₆"},
    target: parities(parity(2, 0.25), parity(6, 0.75)),
    exponent: 4,
    relevant: 6,
    note: "a leap of four bits after one of two"
  },
  {
    ...boolean,
    name: "Hop_1_3",
    formulas: {activation: "ReLU", target: "¼ x₁ + ¾ x₁⋯x₄"},
    target: parities(parity(1, 0.25), parity(4, 0.75)),
    exponent: 3,
    relevant: 4,
    note: "a leap of three bits after one of one"
  },
  ...[3, 4].map(
    (k): TrainingProblem => ({
      ...boolean,
      name: `stair_${k}`,
      formulas: {
        activation: "ReLU",
        target: `0.1 (${Array.from({length: k}, (_, j) => product(j + 1)).join(" + ")})`
      },
      target: parities(...Array.from({length: k}, (_, j) => parity(j + 1, 0.1))),
      exponent: 1,
      relevant: k,
      note: "a staircase of parities, each one bit longer; that of three bits is out of reach of ReLU without biases"
    })
  )
];

/** x₁x₂⋯ of k coordinates, written out. */
function product(k: number): string {
  return Array.from({length: k}, (_, c) => `x${"₁₂₃₄₅"[c]}`).join("");
}

function xor(k: number): Pick<TrainingProblem, "name" | "formulas" | "target" | "exponent" | "relevant" | "note"> {
  const isOdd = k % 2 === 1;
  return {
    name: `XOR_${k}`,
    formulas: {activation: "ReLU", target: product(k)},
    target: parities(parity(k)),
    exponent: k,
    relevant: k,
    note: `the parity of ${k} bits${isOdd ? ", which ReLU without biases cannot see: its odd part is linear" : ""}`
  };
}

/** The problem of this name, or undefined. */
export function findTrainingProblem(name: string): TrainingProblem | undefined {
  return trainingProblems.find((problem) => problem.name === name);
}
