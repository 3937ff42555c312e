import {distanceExponent, kernelChangeExponent, type ScalingModel} from "../meanfield/scalingExponents.js";
import type {ScaledQuantity, ScalingSlope} from "./scalingSlopes.js";

/** Measured exponents with those of theory beside them; NaN where there is no claim. */
export function predictedSlopes<Slope extends Pick<ScalingSlope, "quantity" | "exponent">>(
  slopes: readonly Slope[],
  model: ScalingModel
): (Slope & {readonly predicted: number})[] {
  const law: Readonly<Record<ScaledQuantity, (gamma: number) => number>> = {
    distance: distanceExponent,
    alignmentGain: distanceExponent,
    kernelChange: (gamma) => kernelChangeExponent(gamma, model),
    linearisationGap: (gamma) => kernelChangeExponent(gamma, model),
    trainingLoss: () => Number.NaN
  };
  return slopes.map((slope) => ({...slope, predicted: law[slope.quantity](slope.exponent)}));
}
