import type {EmbeddedPair} from "./integrate.js";

/**
 * Bogacki and Shampine (1989), RK3(2): three evaluations a step. Cheaper than order 5 where an error of a percent is
 * enough and the step is limited by stability rather than by accuracy.
 */
export const bogackiShampine: EmbeddedPair = {
  name: "Bogacki–Shampine 3(2)",
  order: 3,
  errorOrder: 2,
  nodes: [0, 1 / 2, 3 / 4, 1],
  stages: [[], [1 / 2], [0, 3 / 4], [2 / 9, 1 / 3, 4 / 9]],
  error: [-5 / 72, 1 / 12, 1 / 9, -1 / 8]
};
