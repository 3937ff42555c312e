import {increasing, integer} from "./parameter.js";

/** The largest dimension and width that any experiment takes. */
export const largestDimension = 100000;
export const largestTime = 1e6;

export const dimension = integer({
  name: "dimension",
  description: "dimension d of the input",
  least: 2,
  most: largestDimension,
  default: 32
});

export const times = increasing({
  name: "times",
  description: "times of the rows, on the clock of the flow (step size times number of steps)",
  least: 0,
  most: largestTime,
  default: [0, 0.5, 1, 2, 4, 8]
});
