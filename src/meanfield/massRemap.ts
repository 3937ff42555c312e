import type {LineCells} from "./lineCells.js";

/**
 * The cumulative mass within every cell as a monotone cubic H on [0, 1], H(0) = 0, H(1) = 1, by its slopes at both ends: the density
 * at an edge from the masses of four cells (fourth order), brought to [0, 3] (Fritsch and Carlson 1980), where H increases.
 */
interface Profile {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

function profileOf({count, even}: LineCells, masses: Float64Array): Profile {
  const left = new Float64Array(count);
  const right = new Float64Array(count);
  // Half a line goes on as its mirror image; a whole one ends in cells whose densities vanish.
  const at = (i: number) => (i >= 0 ? (i < count ? masses[i] : 0) : even ? masses[-1 - i] : 0);
  for (let e = 0; e <= count; ++e) {
    const here = at(e);
    const before = at(e - 1);
    const slope = Math.max(0, Math.min((7 * (before + here) - at(e - 2) - at(e + 1)) / 12, 3 * before, 3 * here));
    if (e < count) left[e] = here > 0 ? slope / here : 0;
    if (e > 0) right[e - 1] = before > 0 ? slope / before : 0;
  }
  return {left, right};
}

/** H(b) − H(a) for 0 ≤ a ≤ b ≤ 1, with no difference of close numbers but b − a. */
function increment(a: number, b: number, left: number, right: number): number {
  const square = 3 - 2 * left - right;
  const cube = left + right - 2;
  return Math.max(0, (b - a) * (left + square * (a + b) + cube * (a * a + a * b + b * b)));
}

/**
 * Moves masses along a flow: the new mass of a cell is what lies between the feet of its edges (interior ones, increasing; what
 * lies beyond the outer edges stays inside). Nothing is lost but by rounding, and no mass becomes negative.
 */
export function remapMasses(cells: LineCells, masses: Float64Array, feet: Float64Array): Float64Array {
  const {count, spacing, edges} = cells;
  const {left, right} = profileOf(cells, masses);
  const moved = new Float64Array(count);
  let cell = 0;
  let from = 0;
  for (let i = 0; i < count; ++i) {
    const foot = i + 1 < count ? Math.min(count, Math.max(0, (feet[i] - edges[0]) / spacing)) : count;
    const end = Math.max(cell, Math.min(count - 1, Math.floor(foot)));
    const to = Math.min(1, foot - end);
    let mass = 0;
    while (cell < end) {
      mass += masses[cell] * increment(from, 1, left[cell], right[cell]);
      ++cell;
      from = 0;
    }
    if (to > from) {
      mass += masses[cell] * increment(from, to, left[cell], right[cell]);
      from = to;
    }
    moved[i] = mass;
  }
  return moved;
}

/** The density with respect to u at a point of the line; 0 beyond the cells. */
export function densityOnLine(cells: LineCells, masses: Float64Array): (u: number) => number {
  const {left, right} = profileOf(cells, masses);
  const {count, spacing, edges, even} = cells;
  return (u) => {
    const place = ((even ? Math.abs(u) : u) - edges[0]) / spacing;
    const cell = Math.floor(place);
    if (!(cell >= 0 && cell < count)) return 0;
    const x = place - cell;
    const slope = left[cell] + x * (2 * (3 - 2 * left[cell] - right[cell]) + 3 * x * (left[cell] + right[cell] - 2));
    return (Math.max(0, slope) * masses[cell]) / (spacing * (even ? 2 : 1));
  };
}
