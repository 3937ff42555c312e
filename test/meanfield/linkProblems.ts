import fc from "fast-check";
import type {Problem} from "../../src/meanfield/problem.js";

const coefficient = fc.oneof(
  {weight: 2, arbitrary: fc.constant(0)},
  {weight: 4, arbitrary: fc.integer({min: -150, max: 150}).map((n) => n / 100)},
  {weight: 1, arbitrary: fc.constantFrom(1e-200, -1e-8, 3)}
);

/** Random problems: activation of degree 0–12 (any parity, gaps), target of degree 0–12, negative coefficients too. */
export const linkProblems: fc.Arbitrary<Problem> = fc
  .tuple(
    fc.array(coefficient, {minLength: 1, maxLength: 13}),
    fc.array(coefficient, {minLength: 1, maxLength: 13}),
    fc.boolean()
  )
  .map(([activation, target, even]) => ({
    name: "random links",
    activation: even ? activation.map((c, k) => (k % 2 === 0 ? c : 0)) : activation,
    target
  }));
