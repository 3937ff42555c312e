import {integer} from "./parameter.js";

/** How many neurons an experiment follows, the first ones. */
export const neuronCount = integer({
  name: "count",
  description: "neurons that are followed, the first ones; all where there are fewer",
  least: 1,
  most: 4096,
  default: 32
});
