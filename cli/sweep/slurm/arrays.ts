import type {Cell} from "../engine.js";
import {pack} from "./packing.js";
import {timeLimit} from "./timeLimit.js";

/** What one array job is to compute: its tasks share the time limit. */
export interface PlannedArray {
  readonly tasks: readonly (readonly Cell[])[];
  /** In minutes. */
  readonly limit: number;
}

/** The most tasks of one array job; Slurm's own default for it is 1001. */
export const mostTasks = 1000;

/**
 * Parts cells among tasks of so many seconds, and these among array jobs; the dearest first. Only single cells that take longer
 * than that have time limits of their own; all other tasks have the one of the fullest among them.
 */
export function planArrays(cells: readonly Cell[], seconds: number): PlannedArray[] {
  const byLimit = new Map<number, (readonly Cell[])[]>();
  const tasks = pack(cells, seconds);
  const fullest = tasks.map(costOf).reduce((most, cost) => (cost <= seconds ? Math.max(most, cost) : most), 0);
  for (const task of tasks) {
    const limit = timeLimit(Math.max(fullest, costOf(task)));
    const others = byLimit.get(limit);
    if (others) others.push(task);
    else byLimit.set(limit, [task]);
  }
  return [...byLimit].flatMap(([limit, tasks]) =>
    Array.from({length: Math.ceil(tasks.length / mostTasks)}, (_, i) => ({
      tasks: tasks.slice(i * mostTasks, (i + 1) * mostTasks),
      limit
    }))
  );
}

/** Estimated seconds of cells one after the other. */
export function costOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, {cost}) => sum + cost, 0);
}
