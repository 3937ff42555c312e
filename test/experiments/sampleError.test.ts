import {expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {ParameterError, parseParameters} from "../../src/experiments/parameters.js";
import {sampleError} from "../../src/experiments/sampleError.js";

const read = (input: object) => parseParameters(sampleError.parameters.schema, input);

it("is smaller with more samples and more neurons, and 0 steps leave the error of the start", async () => {
  const errorOf = async (input: object) => {
    const [row] = await allRows(sampleError.run(read({problem: "He4", dimension: 4, step: 0.05, seed: 1, ...input})));
    return row.error;
  };
  const few = await errorOf({width: 16, samples: 32, batch: 32, time: 2});
  const many = await errorOf({width: 256, samples: 8192, batch: 8192, time: 2});
  expect(many).toBeLessThan(few / 4);
  // m E‖f_m − f_∞‖² at the start is u(1) less the norm of the limit, which is small.
  const start = await errorOf({width: 256, samples: 32, batch: 32, time: 0});
  expect(256 * start).toBeGreaterThan(0.3);
  expect(256 * start).toBeLessThan(3);
});

it("refuses problems without a limit, and prints what it reads", () => {
  expect(() => read({problem: "XOR_2", dimension: 4, width: 4, samples: 8, batch: 8, time: 1})).toThrow(ParameterError);
  expect(() => read({problem: "XOR_2", dimension: 4, width: 4, samples: 8, batch: 8, time: 1})).toThrow(
    /infinitely wide network is known, got XOR_2/
  );
  const input = {problem: "He4", dimension: 4, width: 8, samples: 64, batch: 64, time: 1, step: 0.25, seed: 3};
  expect(read(sampleError.parameters.print(read(input)))).toEqual(read(input));
});
