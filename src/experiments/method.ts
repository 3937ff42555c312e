import {checkReached} from "./common.js";
import {choice, optional, real} from "./parameter.js";
import {Refusal} from "./refusal.js";

/** How a network is trained: by the flow itself, or by steps of projected gradient descent. */
export type Method = "flow" | "pgd";

/** The parameters `method` and `step`, η where none is given. */
export function methodParameters(usualStep: number) {
  return {
    method: choice({
      name: "method",
      description: "population gradient flow, or projected gradient descent with a step",
      names: ["flow", "pgd"],
      default: "flow"
    }),
    step: optional(
      real({
        name: "step",
        description: `step η of pgd, of which the times must be multiples; default ${usualStep}`,
        least: 0,
        open: true,
        most: 10,
        default: usualStep
      })
    )
  };
}

/** η of pgd, undefined for the flow. Refuses a step that the flow has no use for, and times that steps do not reach. */
export function checkStep(
  method: Method,
  step: number | undefined,
  times: readonly number[],
  usualStep: number
): number | undefined {
  if (method === "flow") {
    if (step !== undefined)
      throw new Refusal(
        (label) =>
          `${label("step")} must not be given without ${label("method", "pgd")}, got ${step}; drop it or add that`
      );
    return undefined;
  }
  const size = step ?? usualStep;
  checkReached(times, size, (label) => `${label("step", String(size))} with pgd`);
  return size;
}
