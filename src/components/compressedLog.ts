import {powerOfTen} from "./numbers.js";

/**
 * A scale for values that span from 10⁻³ to 10²⁵: logarithmic (one decade, one unit) up to 10^`knee`, and
 * logarithmic in the exponent above it, C¹ at the knee: p(ℓ) = ℓ for ℓ ≤ knee, knee + κ ln(1 + (ℓ − knee)/κ) beyond,
 * with ℓ = log10(value) and κ = `decades`: 25 decades above the knee take up as much room as 2 below it for κ = ½.
 */
export interface CompressedLog {
  readonly knee: number;
  /** The position of a positive value, in units of one decade below the knee; NaN for others. */
  position(value: number): number;
  /** The same for a value that is given by its decimal logarithm, and may be too large for a number. */
  positionOf(exponent: number): number;
  /** Exponents of ten that carry a tick between two exponents. */
  ticks(low: number, high: number): number[];
  label(position: number): string;
}

export function compressedLog(knee = 0, decades = 0.5): CompressedLog {
  const positionOf = (exponent: number) =>
    exponent <= knee ? exponent : knee + decades * Math.log1p((exponent - knee) / decades);
  const exponentOf = (position: number) =>
    position <= knee ? position : knee + decades * Math.expm1((position - knee) / decades);
  return {
    knee,
    position: (value) => (value > 0 ? positionOf(Math.log10(value)) : Number.NaN),
    positionOf,
    ticks(low, high) {
      const below: number[] = [];
      for (let e = Math.ceil(low - 1e-9); e <= Math.min(knee, high); ++e) below.push(e);
      const above = [2, 5, 10, 20, 40, 80, 160, 300].map((e) => e + knee).filter((e) => e <= high + 1e-9);
      return [...below, ...above];
    },
    label: (position) => powerOfTen(Math.round(exponentOf(position)))
  };
}
