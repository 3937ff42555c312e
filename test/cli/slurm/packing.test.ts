import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {costOf, mostTasks, planArrays} from "../../../cli/sweep/slurm/arrays.js";
import {pack, taskSeconds} from "../../../cli/sweep/slurm/packing.js";
import {printMinutes, secondsForTwice, timeLimit} from "../../../cli/sweep/slurm/timeLimit.js";
import {cellOf} from "./cells.js";

const costs = fc.array(fc.double({min: 1e-3, max: 1e5, noNaN: true}), {maxLength: 200});
const seconds = fc.double({min: 1, max: 1e5, noNaN: true});

const close = (sum: number) => sum * (1 + 1e-12);

describe("packing", () => {
  it("gives every item to one task, the dearest first", () => {
    fc.assert(
      fc.property(costs, seconds, (list, limit) => {
        const items = list.map((cost) => ({cost}));
        const packed = pack(items, limit).flat();
        expect(new Set(packed)).toEqual(new Set(items));
        expect(packed.map(({cost}) => cost)).toEqual([...list].sort((a, b) => b - a));
      })
    );
  });

  it("fills tasks as far as it may, and wastes less than half", () => {
    fc.assert(
      fc.property(costs, seconds, (list, limit) => {
        const tasks = pack(
          list.map((cost) => ({cost})),
          limit
        );
        const sums = tasks.map((task) => task.reduce((sum, {cost}) => sum + cost, 0));
        for (const [i, task] of tasks.entries()) expect(task.length === 1 || sums[i] <= close(limit)).toBe(true);
        for (let i = 1; i < sums.length; ++i) expect(close(sums[i - 1] + sums[i])).toBeGreaterThan(limit);
        const total = list.reduce((sum, cost) => sum + cost, 0);
        expect(tasks.length).toBeLessThanOrEqual(1 + close((2 * total) / limit));
      })
    );
  });

  it("makes tasks of ten minutes to four hours", () => {
    expect(taskSeconds(20, 1)).toBe(600);
    expect(taskSeconds(500 * 3600, 100)).toBe(3600);
    expect(taskSeconds(500 * 3600, 200)).toBe(1800);
    expect(taskSeconds(1e9, 100)).toBe(4 * 3600);
  });
});

describe("time limits", () => {
  it("leave a margin of three at least, of four and a half and some minutes at most", () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 1e7, noNaN: true}), (cost) => {
        const limit = timeLimit(cost);
        expect(Number.isInteger(limit)).toBe(true);
        expect(60 * limit).toBeGreaterThan(3 * cost);
        expect(limit === 10 || 60 * limit <= 1.5 * (3 * cost + 300)).toBe(true);
        expect(timeLimit(2 * cost)).toBeGreaterThanOrEqual(limit);
      })
    );
  });

  it("double with the seconds that ask for it", () => {
    for (let limit = 10; limit < 1e4; limit *= 1.5) {
      const [rung] = [timeLimit((60 * (limit - 5)) / 3)];
      expect(timeLimit(secondsForTwice(rung))).toBe(2 * rung);
    }
  });

  it("are said in minutes and hours", () => {
    expect([10, 80, 160, 320].map(printMinutes)).toEqual(["10 minutes", "80 minutes", "2.7 hours", "5.3 hours"]);
  });
});

describe("array jobs", () => {
  it("have every cell once, tasks that ask for what they need, and not too many of them", () => {
    fc.assert(
      fc.property(costs, seconds, (list, seconds) => {
        const cells = list.map((cost, i) => cellOf(`${i}`, cost));
        const arrays = planArrays(cells, seconds);
        expect(arrays.flatMap(({tasks}) => tasks.flat().map(({key}) => key)).sort()).toEqual(
          cells.map(({key}) => key).sort()
        );
        for (const {tasks, limit} of arrays) {
          expect(tasks.length).toBeLessThanOrEqual(mostTasks);
          for (const task of tasks) expect(limit).toBeGreaterThanOrEqual(timeLimit(costOf(task)));
          expect(Math.max(...tasks.map((task) => timeLimit(costOf(task))))).toBe(limit);
        }
        expect(new Set(arrays.map(({limit}) => limit)).size).toBe(arrays.length);
      })
    );
  });

  it("are one with one time limit unless a cell takes longer than a task should", () => {
    const limits = (...list: readonly number[]) =>
      planArrays(
        list.map((cost, i) => cellOf(`${i}`, cost)),
        600
      ).map(({tasks, limit}) => [tasks.length, limit]);
    expect(limits(1, 2, 3)).toEqual([[1, 10]]);
    expect(limits(300, 250, 200, 200)).toEqual([[2, 40]]);
    expect(limits(2000, 400, 300)).toEqual([
      [1, 120],
      [2, 30]
    ]);
  });

  it("are several where one would have too many tasks", () => {
    const cells = Array.from({length: 2500}, (_, i) => cellOf(`${i}`, 10));
    expect(planArrays(cells, 10).map(({tasks}) => tasks.length)).toEqual([1000, 1000, 500]);
  });
});
