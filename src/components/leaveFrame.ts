import type {Point} from "./series.js";

/** The points up to where their line first passes `top`, and the point of that line at `top`. */
export function leaveFrame(points: readonly Point[], top: number): Point[] {
  const first = points.findIndex(({y}) => y > top);
  if (first < 0) return [...points];
  const kept = points.slice(0, first);
  const before = kept.at(-1);
  if (!before) return kept;
  const {x, y} = points[first];
  return [...kept, {x: before.x + ((x - before.x) * (top - before.y)) / (y - before.y), y: top}];
}
