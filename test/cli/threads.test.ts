import {createHash} from "node:crypto";
import {afterAll, describe, expect, it} from "vitest";
import {startThreads} from "../../cli/threads/threads.js";
import {type Executor, type Program, sequential, useExecutor} from "../../src/kernels/executor.js";
import {SimdLinearPairKernel} from "../../src/kernels/simdLinearPair.js";
import {SimdMomentKernel} from "../../src/kernels/simdMoment.js";
import {SimdPairKernel} from "../../src/kernels/simdPair.js";
import {SimdSampleKernel} from "../../src/kernels/simdSample.js";
import {CoupledFlow} from "../../src/meanfield/coupledFlow.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";
import {commandLine} from "./commandLine.js";

const pools = [1, 2, 4].map((threads) => startThreads(threads));
const ready = Promise.all(pools.map((pool) => pool.ready()));
afterAll(() => Promise.all(pools.map((pool) => pool.stop())));

const hash = (...arrays: Float64Array[]) =>
  arrays.reduce((sum, x) => sum.update(new Uint8Array(x.slice().buffer)), createHash("sha256")).digest("hex");

const [d, m] = [16, 1500];
const W = initialNeurons(d, m, 1);
const D = Float64Array.from({length: d * m}, stream(1, "displacements").normal);
const X = Float64Array.from({length: d * 900}, stream(1, "samples").normal);
const y = Float64Array.from({length: 900}, stream(1, "targets").normal);

const kernels: Readonly<Record<string, (executor: Executor) => Float64Array[]>> = {
  pairs(executor) {
    const [force, sums] = [new Float64Array(d * m), new Float64Array(m)];
    new SimdPairKernel(d, m, executor).force([0, 0, 0, 4], W, force, [1, 2], sums);
    return [force, sums];
  },
  "linear pairs"(executor) {
    const force = new Float64Array(d * m);
    new SimdLinearPairKernel(d, m, executor).linearForce([0, 0, 0, 4], 1, W, D, force);
    return [force];
  },
  moments(executor) {
    const [force, sums] = [new Float64Array(d * m), new Float64Array(m)];
    new SimdMomentKernel(d, m, executor).force([0, 0, 3, 4], W, force, [1, 2, 3], sums);
    return [force, sums];
  },
  "linear moments"(executor) {
    const force = new Float64Array(d * m);
    new SimdMomentKernel(d, m, executor).linearForce([0, 0, 0, 4], 1, W, D, force);
    return [force];
  },
  samples(executor) {
    const [gradient, outputs] = [new Float64Array(d * m), new Float64Array(y.length)];
    new SimdSampleKernel(d, m, executor).gradient({polynomial: [0, 1], bell: [2]}, W, X, y, gradient, outputs);
    return [gradient, outputs];
  }
};

describe("threads", () => {
  it.each(Object.entries(kernels))("give the same bits as one for %s", async (_, run) => {
    await ready;
    const expected = hash(...run(sequential));
    // Twice, so that buffers are used again.
    for (const pool of [...pools, ...pools]) expect(hash(...run(pool))).toBe(expected);
  });

  it("give the same bits as one for a whole run", async () => {
    await ready;
    const limit = solveLagrangian(findProblem("He4")!, 8, [0, 1]);
    const hashes = [sequential, ...pools].map((executor) => {
      const before = useExecutor(executor);
      const flow = new CoupledFlow(limit, initialNeurons(8, 700, 3));
      while (flow.time < 1) flow.advance(1);
      useExecutor(before);
      return hash(flow.neurons);
    });
    expect(new Set(hashes).size).toBe(1);
  });

  it("say what a thread could not do", async () => {
    await ready;
    const program: Program<object> = {name: "no such program", load: () => () => {}};
    expect(() => pools[1].run(program, {}, 4)).toThrow(/there is no program "no such program"/);
    // And go on.
    expect(hash(...kernels.pairs(pools[1]))).toBe(hash(...kernels.pairs(sequential)));
  });

  it("are not waited for for ever", async () => {
    const impatient = startThreads(2, 1);
    await impatient.ready();
    // Some two seconds of work: whoever is first at the end waits for the other.
    const long = 12_000;
    const kernel = new SimdPairKernel(d, long, impatient);
    const force = new Float64Array(d * long);
    const until = () => {
      for (;;) kernel.force([0, 0, 0, 4], initialNeurons(d, long, 1), force);
    };
    expect(until).toThrow(/a thread has not finished with (pairs|add parts) in 0.001 s: run it again/);
    await impatient.stop();
  });

  it("are refused in numbers that make no sense", async () => {
    for (const count of [0, 1.5, 65, Number.NaN]) expect(() => startThreads(count)).toThrow(/from 1 to 64/);
    const {code, stderr} = await commandLine(["gap", "--threads", "0"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--threads must be an integer from 1 to 64, got .?0.?; try --threads 2/);
  });

  it("do not change the rows of a simulation", async () => {
    const args = ["gap", "--dimension", "8", "--width", "700", "--times", "0,0.5", "--include", "none"];
    const one = await commandLine([...args, "--threads", "1"]);
    expect(await commandLine([...args, "--threads", "2"])).toEqual(one);
  });
});
