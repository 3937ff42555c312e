import type {LabFrame} from "../../experiments/labRun.js";

/**
 * The frame at a time between two recorded ones, for the eye while it plays: every number on the straight line between the two.
 * At the ends it is the recorded frame itself.
 */
export function blend(from: LabFrame, to: LabFrame, time: number): LabFrame {
  const share = (time - from.time) / (to.time - from.time);
  if (!(share > 0)) return from;
  if (share >= 1) return to;
  const mix = (a: Float64Array, b: Float64Array) => a.map((value, i) => value + share * (b[i] - value));
  return {
    time,
    alignment: mix(from.alignment, to.alignment),
    across: mix(from.across, to.across),
    alignmentRate: mix(from.alignmentRate, to.alignmentRate),
    parallel: mix(from.parallel, to.parallel),
    density: mix(from.density, to.density)
  };
}
