import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {useExecutor} from "../src/kernels/executor.js";
import {CoupledFlow} from "../src/meanfield/coupledFlow.js";
import {couple, meanFieldParticles} from "../src/meanfield/coupling.js";
import {flowAlong} from "../src/meanfield/flow.js";
import {gapSizes} from "../src/meanfield/gapFrame.js";
import {solveLimit} from "../src/meanfield/limit.js";
import {GradientFlow} from "../src/meanfield/particles.js";
import {findProblem} from "../src/meanfield/problems.js";
import {initialNeurons} from "../src/meanfield/random.js";
import type {EvaluationSetting} from "./evaluations.js";
import type {Report} from "./report.js";
import {timed} from "./timing.js";

/** The error of Ω_T that counts as reached. */
const accuracy = 0.01;

interface Solution {
  readonly seconds: number;
  readonly evaluations: number;
  readonly omega: number;
}

/** Time to Ω_T of He4, d = 32, to 1 % of its value for vanishing steps. */
export async function solutions(report: Report, {quick, threads, numpy, folder}: Omit<EvaluationSetting, "peak">) {
  const [d, m, T] = quick ? [32, 2048, 4] : [32, 8192, 16];
  const He4 = findProblem("He4")!;
  useExecutor(threads);
  const W = initialNeurons(d, m, 1);
  const limit = solveLimit(He4, d, [0, T]);
  const coupling = couple(W, d);
  const particles = new Float64Array(d * m);
  meanFieldParticles(coupling, flowAlong(limit, 0, coupling.start, [T])[0].u, particles);
  const omega = (neurons: Float64Array) => {
    const gap = neurons.map((w, k) => w - particles[k]);
    return gapSizes(gap, d, m).meanGap;
  };
  const run = (tolerance: number): Solution => {
    let flow!: CoupledFlow;
    const seconds = timed(() => {
      flow = new CoupledFlow(limit, W, {tolerance});
      while (flow.time < T) flow.advance(T);
    });
    return {seconds, evaluations: flow.evaluations, omega: omega(flow.neurons)};
  };
  const exact = run(1e-3).omega;
  const own = run(0.05);
  const rows: string[][] = [];
  /** Adds a row and returns the error. */
  const add = (name: string, {seconds, evaluations, omega}: Solution) => {
    const error = Math.abs(omega / exact - 1);
    const percent = `${(100 * error).toFixed(2)} %`;
    rows.push([name, seconds.toFixed(2), String(evaluations), percent, (seconds / own.seconds).toFixed(2)]);
    return error;
  };
  add("coupled flow", own);
  if (!quick) {
    let flow!: GradientFlow;
    const seconds = timed(() => {
      flow = new GradientFlow(He4, d, W, 1e-4);
      while (flow.time < T) flow.advance(T);
    });
    add("our Dormand–Prince", {seconds, evaluations: flow.evaluations, omega: omega(flow.neurons)});
  }
  if (numpy) {
    const [file, out] = [join(folder, "neurons"), join(folder, "result")];
    writeFileSync(file, new Uint8Array(W.buffer));
    await numpy.ask({do: "load", dimension: d, width: m, file});
    const form = m > 4096 ? "moment" : "pair";
    const theirs = async (method: string, step: number): Promise<Solution> => {
      const request = {do: method, form, step, time: T, file: out};
      const {seconds, evaluations} = await numpy.ask<Omit<Solution, "omega">>(request);
      return {seconds, evaluations, omega: omega(new Float64Array(new Uint8Array(readFileSync(out)).buffer))};
    };
    // The largest step that is accurate, from beyond the end of stability downwards.
    for (const step of [0.4, 0.36, 0.32, 0.25, 0.2, 0.125])
      if (add(`NumPy, RK4, step ${step}`, await theirs("rk4", step)) <= accuracy) break;
    let last = {step: 0, seconds: 0, error: 1};
    for (const step of [0.04, 0.02]) {
      const found = await theirs("descend", step);
      const name = `NumPy, projected gradient descent, step ${step}`;
      last = {step, seconds: found.seconds, error: add(name, found)};
      if (last.error <= accuracy) break;
    }
    if (last.error > accuracy) {
      // Its error is of first order in the step.
      const step = (last.step * accuracy) / last.error;
      const seconds = (last.seconds * last.step) / step;
      const name = `the same, step ${step.toPrecision(2)} (extrapolated)`;
      rows.push([name, seconds.toFixed(0), (T / step).toFixed(0), "1 %", (seconds / own.seconds).toFixed(0)]);
    }
  }
  report.say(`## Time to Ω_T to 1 %: He4, d = ${d}, m = ${m}, T = ${T}, two threads\n`);
  report.table(["method", "seconds", "evaluations", "error of Ω_T", "over ours"], rows);
}
