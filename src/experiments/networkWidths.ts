import {largestDimension} from "./common.js";
import {type Defaulted, integers} from "./parameter.js";
import {Refusal} from "./refusal.js";

/** Widths of networks that are run side by side, the narrower with the first neurons of the wider. */
export function networkWidths(usual: number, rest = ""): Defaulted<readonly number[]> {
  return integers({
    name: "width",
    description: `width m: the number of neurons${rest}; several, increasing, are run beside one and the same reference`,
    least: 1,
    most: largestDimension,
    default: [usual]
  });
}

/** Refuses widths that do not increase. */
export function checkWidths(widths: readonly number[]): void {
  for (let k = 1; k < widths.length; ++k)
    if (!(widths[k] > widths[k - 1]))
      throw new Refusal(
        (label) =>
          `${label("width")} must strictly increase, got ${widths[k]} after ${widths[k - 1]}; ` +
          `try ${label("width", [...new Set(widths)].sort((a, b) => a - b).join(","))}`
      );
}
