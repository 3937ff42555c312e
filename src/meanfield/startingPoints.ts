import {flowAlong} from "./flow.js";
import type {MeanFieldLimit} from "./limit.js";
import {panelNodes, panelPoints, panelWeights, tail} from "./panels.js";
import {isEven} from "./problem.js";
import {uniformLineDensity} from "./sphere.js";

/** A quadrature over ρ_0 in u_0 = artanh α_0; on u_0 > 0 only, with both hemispheres' mass, when the problem is even. */
export interface StartingPoints {
  readonly u: Float64Array;
  /** Masses; the sum is 1. */
  readonly weights: Float64Array;
}

/** Mass density, relative to its peak, at which the line is cut. */
const truncation = 1e-14;

/** Panels are halved at most so often: features of width 2^−40 carry no mass that matters here. */
const deepest = 40;

/**
 * Gauss–Legendre panels in u_0, halved until the last Legendre coefficients of mass × α_t and mass × J_∥ are below
 * `tolerance` at each of `times` (increasing, > 0). J_∥ matters because the few neurons that are about to leave the
 * equator, whose gaps are many times the mean, carry much of ∫J²dρ. With `relative`, it is J_∥ over its mean: in high dimension
 * J_∥ is large where the forcing is small.
 */
export function startingPoints(
  limit: MeanFieldLimit,
  times: ArrayLike<number>,
  tolerance: number,
  {relative = false} = {}
): StartingPoints {
  const even = isEven(limit.problem);
  const density = uniformLineDensity(limit.dimension);
  const end = Math.acosh(truncation ** (-1 / (limit.dimension - 1)));
  let fresh: [number, number][] = even
    ? [[0, end]]
    : [
        [-end, 0],
        [0, end]
      ];
  const resolved: [number, number][] = [];
  // ∫J_∥ over the panels that are resolved, one a time.
  const kept = new Float64Array(times.length);
  for (let depth = 0; fresh.length > 0; ++depth) {
    const u = new Float64Array(fresh.length * panelNodes);
    const mass = new Float64Array(u.length);
    fresh.forEach((panel, p) => {
      const points = panelPoints(panel);
      u.set(points, p * panelNodes);
      mass.set(
        points.map((point) => (panel[1] - panel[0]) * density(point)),
        p * panelNodes
      );
    });
    const roughness = fresh.map((_, p) =>
      roughnessOf(
        mass.map((m, i) => m * Math.tanh(u[i])),
        p
      )
    );
    const shares: Float64Array[] = [];
    flowAlong(limit, 0, u, times, {tolerance: tolerance / 10}).forEach((state, k) => {
      const alignment = mass.map((m, i) => m * Math.tanh(state.u[i]));
      const propagator = mass.map((m, i) => m * Math.exp(state.logStretch[i] + state.logRadius[i]));
      const share = Float64Array.from(fresh, (_, p) => meanOf(propagator, p));
      const scale = relative ? Math.max(1, kept[k] + share.reduce((sum, value) => sum + value, 0)) : 1;
      shares.push(share);
      fresh.forEach((_, p) => {
        roughness[p] = Math.max(roughness[p], roughnessOf(alignment, p), roughnessOf(propagator, p) / scale);
      });
    });
    const next: [number, number][] = [];
    fresh.forEach((panel, p) => {
      if (roughness[p] <= tolerance || depth === deepest) {
        resolved.push(panel);
        shares.forEach((share, k) => {
          kept[k] += share[p];
        });
      } else {
        const middle = (panel[0] + panel[1]) / 2;
        next.push([panel[0], middle], [middle, panel[1]]);
      }
    });
    fresh = next;
  }
  resolved.sort((a, b) => a[0] - b[0]);
  const edges = [...resolved.map(([left]) => left), end];
  const u = panelPoints(edges);
  const weights = panelWeights(edges).map((w, i) => w * density(u[i]));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return {u, weights: weights.map((w) => w / total)};
}

function roughnessOf(values: Float64Array, panel: number): number {
  return tail(values.subarray(panel * panelNodes, (panel + 1) * panelNodes));
}

const unitWeights = panelWeights([0, 1]);

/** The integral of the polynomial through a panel's values, over the panel's width. */
function meanOf(values: Float64Array, panel: number): number {
  return unitWeights.reduce((sum, weight, i) => sum + weight * values[panel * panelNodes + i], 0);
}
