import type {Threads} from "../cli/threads/threads.js";
import type {Activation} from "../src/kernels/activation.js";
import {type Executor, sequential, useExecutor} from "../src/kernels/executor.js";
import {SimdLinearPairKernel} from "../src/kernels/simdLinearPair.js";
import {SimdPairKernel} from "../src/kernels/simdPair.js";
import {SimdSampleKernel} from "../src/kernels/simdSample.js";
import {CoupledFlow} from "../src/meanfield/coupledFlow.js";
import {solveLimit} from "../src/meanfield/limit.js";
import {findProblem} from "../src/meanfield/problems.js";
import {initialNeurons, stream} from "../src/meanfield/random.js";
import {He4Force} from "./evaluations.js";
import {milliseconds, type Report} from "./report.js";
import {alternate, timed} from "./timing.js";

const He4 = findProblem("He4")!;

/** The remaining kernels, the limit, and the sizes at which the site and the paper use them. */
export async function others(report: Report, threads: Threads, {quick, paper}: {quick: boolean; paper?: string}) {
  await linear(report, threads, quick);
  await sampled(report, threads);
  report.say("## Whole runs\n");
  useExecutor(sequential);
  const limitSeconds = timed(() => solveLimit(He4, 32, [0, 64], {tolerance: 1e-8}));
  report.say(`- The limit of He4, d = 32, t ≤ 64, to 1e−8: ${limitSeconds.toFixed(2)} s.`);
  const [d, m] = [32, 512];
  const [W, F] = [initialNeurons(d, m, 1), new Float64Array(d * m)];
  const kernel = new SimdPairKernel(d, m, sequential);
  const [each] = await alternate(50, [() => timed(() => kernel.force(He4Force, W, F))]);
  report.say(`- d = 32, m = 512 on one thread, as in a page's worker: ${(1 / each).toFixed(0)} evaluations/s.`);
  if (paper) report.say(paper);
  report.say();
}

/** Σ_j H(w̄_i, w̄_j) Δ_j and the force in one pass, of the linear gap equation. */
async function linear(report: Report, threads: Threads, quick: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const [d, m] of [[16, 512], [32, 2048], ...(quick ? [] : [[32, 8192]])]) {
    const [W, V, F] = [initialNeurons(d, m, 1), initialNeurons(d, m, 2), new Float64Array(d * m)];
    const tasks = [sequential, threads].map((executor) => {
      const kernel = new SimdLinearPairKernel(d, m, executor);
      return () => timed(() => kernel.linearForce(He4Force, 1, W, V, F));
    });
    const [one, two] = await alternate(m > 512 ? 5 : 25, tasks);
    // Two scalar products and two sums of vectors for each ordered pair.
    const rate = (8 * m * m * d) / one / 1e9;
    rows.push([
      `(${d}, ${m})`,
      milliseconds(one),
      rate.toPrecision(3),
      `${milliseconds(two)} (${(one / two).toFixed(2)}×)`
    ]);
  }
  report.say("## The linearised sum Σ_j u′(s) w_j + H(w_i, w_j) Δ_j by pairs, milliseconds\n");
  report.table(["(d, m)", "1 thread", "GFLOP/s as 8m²d", "2 threads"], rows);
}

const activations: Readonly<Record<string, Activation>> = {
  h_4: {polynomial: [3, 0, -6, 0, 1].map((a) => a / Math.sqrt(24))},
  ReLU: "relu",
  "5(z²e^{−z²} − √3/9)": {polynomial: [(-5 * Math.sqrt(3)) / 9], bell: [0, 0, 5], gamma: 1}
};

/** The gradient on a batch of samples, at the sizes of the authors' practice command. */
async function sampled(report: Report, threads: Threads): Promise<void> {
  const [d, batch, steps] = [16, 8192, 800];
  const widths = [128, 256, 512];
  const X = Float64Array.from({length: d * batch}, stream(1, "samples").normal);
  const y = Float64Array.from({length: batch}, stream(1, "targets").normal);
  const step = (executor: Executor, m: number, activation: Activation) => {
    const kernel = new SimdSampleKernel(d, m, executor);
    const [W, G, outputs] = [initialNeurons(d, m, 1), new Float64Array(d * m), new Float64Array(batch)];
    return () => timed(() => kernel.gradient(activation, W, X, y, G, outputs));
  };
  const rows: string[][] = [];
  for (const [name, activation] of Object.entries(activations)) {
    const m = widths[widths.length - 1];
    const tasks = [step(sequential, m, activation), ...widths.map((m) => step(threads, m, activation))];
    const [one, ...each] = await alternate(9, tasks);
    const two = each[each.length - 1];
    const practice = steps * each.reduce((sum, seconds) => sum + seconds, 0);
    const rate = ((4 * d * m * batch) / one / 1e9).toPrecision(3);
    rows.push([
      name,
      milliseconds(one),
      rate,
      `${milliseconds(two)} (${(one / two).toFixed(2)}×)`,
      practice.toFixed(1)
    ]);
  }
  report.say(`## The gradient on ${batch} samples, d = ${d}, m = ${widths[widths.length - 1]}\n`);
  const all = `${steps} steps at m = ${widths.join(", ")}, 2 threads (s)`;
  report.table(["activation", "1 thread (ms)", "GFLOP/s as 4nmd", "2 threads (ms)", all], rows);
}

/** The run of the paper's largest size, in words; before anything else that takes memory, which it reports. */
export function paperScale(threads: Threads): string {
  useExecutor(threads);
  const times = [0, 1, 2, 4, 8, 16, 32, 64];
  const limit = solveLimit(He4, 32, times);
  let flow!: CoupledFlow;
  const seconds = timed(() => {
    flow = new CoupledFlow(limit, initialNeurons(32, 32768, 1), {tolerance: 0.05});
    for (const time of times) while (flow.time < time) flow.advance(time);
  });
  const memory = `${(process.resourceUsage().maxRSS / 2 ** 20).toFixed(2)} GiB at most`;
  return `- The paper's size, d = 32, m = 32768, T = 64, to 1 %: ${seconds.toFixed(0)} s, ${flow.evaluations} evaluations, ${memory}.`;
}
