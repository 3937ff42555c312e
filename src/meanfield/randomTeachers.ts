import {stream} from "./random.js";

/** The seed of the random teachers; the authors draw theirs without one. */
export const teacherSeed = 302;

/** K unit vectors uniform on the sphere of ℝ^k, from the named stream of this seed. */
export function randomTeachers(dimension: number, count: number, seed = teacherSeed): number[][] {
  const {normal} = stream(seed, `teachers ${dimension} ${count}`);
  return Array.from({length: count}, () => {
    const direction = Array.from({length: dimension}, normal);
    const length = Math.hypot(...direction);
    return direction.map((value) => value / length);
  });
}
