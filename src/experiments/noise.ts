import {real} from "./parameter.js";

/** The temperature of training with noise. */
export const noise = real({
  name: "noise",
  description: "temperature τ of the noise in dw = ν dt + √(2τ) dB on the sphere, per unit of time; 0 for none",
  least: 0,
  most: 1,
  default: 0
});
