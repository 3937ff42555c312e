import {type Activation, activationForm, gaussian} from "../kernels/activation.js";
import {evaluate} from "./polynomial.js";

/** σ of the sampled-data kernels as a function of one number. */
export function activationValue(activation: Activation): (z: number) => number {
  if (activation === "relu") return (z) => Math.max(0, z);
  const {gamma, bell, polynomial} = activationForm(activation);
  return (z) => evaluate(polynomial, z) + (bell ? evaluate(bell, z) * gaussian(gamma, z) : 0);
}

/** σ′ likewise; that of max(0, z) is 0 at 0. */
export function activationSlope(activation: Activation): (z: number) => number {
  if (activation === "relu") return (z) => (z > 0 ? 1 : 0);
  const {gamma, bell, bellSlope, polynomialSlope} = activationForm(activation);
  return (z) => evaluate(polynomialSlope, z) + (bell ? evaluate(bellSlope, z) * gaussian(gamma, z) : 0);
}
