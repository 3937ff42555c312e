import {type CharacteristicsSnapshot, startingPoint} from "./lagrangian.js";
import {gaussLegendre} from "./legendre.js";
import {uniformLineDensity} from "./sphere.js";

const rule = gaussLegendre(16);
const panels = 16;

/** ∫_0^u of the law of u_0 = artanh α_0 for a uniform point of S^{d−1}; odd in u. */
export function uniformLineMass(dimension: number): (u: number) => number {
  const density = uniformLineDensity(dimension);
  const end = Math.acosh(1e-18 ** (-1 / (dimension - 1)));
  return (u) => {
    const half = Math.min(Math.abs(u), end) / panels / 2;
    let sum = 0;
    for (let p = 0; p < panels; ++p)
      for (let i = 0; i < rule.nodes.length; ++i)
        sum += half * rule.weights[i] * density(half * (2 * p + 1 + rule.nodes[i]));
    return u < 0 ? -sum : sum;
  };
}

/**
 * μ_t((−1, α)): the mass that started below the characteristic which is at α now. `snapshot` is that of the time, `isEven` says
 * that it holds the upper half of an even law only.
 */
export function massBelow(
  snapshot: CharacteristicsSnapshot,
  dimension: number,
  isEven: boolean,
  alignment: number
): number {
  const u = Math.atanh(alignment);
  const origin = startingPoint(snapshot, isEven ? Math.abs(u) : u);
  if (origin === undefined) return alignment < 0 ? 0 : 1;
  const mass = uniformLineMass(dimension)(origin.u);
  return 0.5 + (isEven && u < 0 ? -mass : mass);
}
