import type {Executor, Program} from "./executor.js";

interface AddJob {
  readonly numbers: Float64Array;
  readonly length: number;
  readonly parts: number;
  readonly slices: number;
}

/** Adds up what the parts of another job have written; every part does a slice of the sum, so that order is not a question. */
export const addProgram: Program<AddJob> = {
  name: "add parts",
  load({numbers, length, parts, slices}) {
    return (slice) => {
      const [first, last] = [slice, slice + 1].map((k) => Math.floor((k * length) / slices));
      let start = length;
      // Three at a time: one pass through the sum instead of three.
      for (; start + 3 * length <= parts * length; start += 3 * length) {
        const [second, third] = [start + length, start + 2 * length];
        for (let k = first; k < last; ++k)
          numbers[k] = numbers[k] + numbers[start + k] + numbers[second + k] + numbers[third + k];
      }
      for (; start < parts * length; start += length)
        for (let k = first; k < last; ++k) numbers[k] += numbers[start + k];
    };
  }
};

/** Numbers below which adding takes less time than waking a thread. */
const worthSharing = 2 ** 17;

/** Adds to the first `length` of `parts` times as many numbers those of the other parts, one part after the other. */
export function addParts(executor: Executor, numbers: Float64Array, length: number, parts: number): Float64Array {
  const slices = length * parts < worthSharing ? 1 : 8;
  executor.run(addProgram, {numbers, length, parts, slices}, slices);
  return numbers.subarray(0, length);
}
