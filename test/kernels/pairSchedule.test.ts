import {expect, it} from "vitest";
import {PairSchedule} from "../../src/kernels/pairSchedule.js";

it.each([1, 63, 64, 65, 500, 512, 1030, 2048, 5000])("deals out every pair of groups of %i neurons once", (width) => {
  const schedule = new PairSchedule(32, width);
  const blocks = Math.ceil(width / 4);
  const groups = Math.ceil(blocks / 16);
  const seen = new Set<string>();
  let [pairs, covered] = [0, 0];
  for (let part = 0; part < schedule.parts; ++part)
    for (const [A, B] of schedule.pairsOf(part)) {
      ++pairs;
      seen.add([A.first, B.first].sort((a, b) => a - b).join());
      if (A.first === B.first) covered += A.count;
    }
  expect(pairs).toBe((groups * (groups + 1)) / 2);
  expect(seen.size).toBe(pairs);
  expect(covered).toBe(blocks);
});
