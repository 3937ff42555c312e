import fc from "fast-check";
import type {Problem} from "../../src/meanfield/problem.js";

const coefficient = fc.oneof(
  {weight: 2, arbitrary: fc.constant(0)},
  {weight: 3, arbitrary: fc.double({min: -1.5, max: 1.5, noNaN: true})}
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
