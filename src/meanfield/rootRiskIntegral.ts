import type {MeanFieldLimit} from "./limit.js";

/**
 * F(t) = ∫_0^t √R(ρ_s) ds at the limit's output times, the first of which must be 0: between them by the cubic that has
 * the right values and slopes (dR/dt = −dissipation), so the error is of fourth order in their spacing.
 */
export function rootRiskIntegral({
  times,
  risk,
  dissipation
}: Pick<MeanFieldLimit, "times" | "risk" | "dissipation">): Float64Array {
  if (times[0] !== 0) throw new RangeError(`the integral of √R starts at time 0, not at ${times[0]}`);
  const root = risk.map(Math.sqrt);
  const slope = root.map((value, n) => (value > 0 ? -dissipation[n] / (2 * value) : 0));
  const integral = new Float64Array(times.length);
  for (let n = 1; n < times.length; ++n) {
    const h = times[n] - times[n - 1];
    integral[n] = integral[n - 1] + (h * (root[n] + root[n - 1])) / 2 + (h * h * (slope[n - 1] - slope[n])) / 12;
  }
  return integral;
}
