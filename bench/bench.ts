import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {cpus, tmpdir, totalmem} from "node:os";
import {join} from "node:path";
import {compile} from "../cli/kernels/compile.js";
import {command} from "../cli/refusal.js";
import {root} from "../cli/site/folders.js";
import {startThreads, type Threads} from "../cli/threads/threads.js";
import {throughMoments} from "../src/kernels/costModel.js";
import {sequential, useExecutor} from "../src/kernels/executor.js";
import {SimdMomentKernel} from "../src/kernels/simdMoment.js";
import {SimdPairKernel} from "../src/kernels/simdPair.js";
import {CoupledFlow} from "../src/meanfield/coupledFlow.js";
import {couple, meanFieldParticles} from "../src/meanfield/coupling.js";
import {flowAlong} from "../src/meanfield/flow.js";
import {gapSizes} from "../src/meanfield/gap.js";
import {solveLimit} from "../src/meanfield/limit.js";
import {GradientFlow} from "../src/meanfield/particles.js";
import {findProblem} from "../src/meanfield/problems.js";
import {initialNeurons} from "../src/meanfield/random.js";
import {NumpyReference} from "./numpy.js";
import {fittedExponent, median} from "./statistics.js";

const He4 = findProblem("He4")!;
const force = [0, 0, 0, 4];
const lines: string[] = [];

function say(line = ""): void {
  console.log(line);
  lines.push(line);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  say(`| ${head.join(" | ")} |`);
  say(`| ${head.map(() => "---").join(" | ")} |`);
  for (const row of rows) say(`| ${row.join(" | ")} |`);
  say();
}

const ms = (seconds: number) => (1000 * seconds).toPrecision(3);

/** Seconds of one call. */
function timed(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

/** Medians of interleaved repetitions of each of the tasks, so that all see the same disturbances. */
async function alternate(repeats: number, tasks: readonly (() => number | Promise<number>)[]): Promise<number[]> {
  const seconds = tasks.map((): number[] => []);
  for (let r = 0; r <= repeats; ++r)
    for (const [k, task] of tasks.entries()) {
      const own = await task();
      // The first round warms up.
      if (r > 0) seconds[k].push(own);
    }
  return seconds.map(median);
}

/** The rate of products and sums in registers, in GFLOP/s of one thread: the most that a kernel could reach. */
async function vectorPeak(): Promise<number> {
  const {default: asc} = await import("assemblyscript/asc");
  const bytes = await compile(asc, join(root, "assembly"), "peak");
  const {chains} = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource)).exports as {
    chains: (rounds: number, factor: number, term: number) => number;
  };
  const rounds = 1e7;
  const seconds = Array.from({length: 9}, () => timed(() => chains(rounds, 0.5, 0.5)));
  return (48 * rounds) / Math.min(...seconds) / 1e9;
}

async function evaluations(quick: boolean, threads: Threads, numpy: NumpyReference | undefined, folder: string) {
  const shapes = [
    [16, 512],
    [32, 2048],
    [32, 8192],
    [64, 4096],
    [32, 32768]
  ].filter(([d, m]) => !quick || d * m <= 32 * 8192);
  const rows: string[][] = [];
  const found: {d: number; m: number; pair: number; moment: number}[] = [];
  for (const [d, m] of shapes) {
    const W = initialNeurons(d, m, 1);
    const F = new Float64Array(d * m);
    const file = join(folder, "neurons");
    writeFileSync(file, new Uint8Array(W.buffer));
    await numpy?.ask({do: "load", dimension: d, width: m, file});
    const hasMoments = d < 64;
    const kernels = [
      ...[sequential, threads].map((executor) => new SimdPairKernel(d, m, executor)),
      ...(hasMoments ? [sequential, threads].map((executor) => new SimdMomentKernel(d, m, executor)) : [])
    ];
    const ask = async (form: string) =>
      median((await numpy!.ask<{seconds: number[]}>({do: "force", form, repeats: 1})).seconds);
    const forms = numpy ? ["pair", ...(hasMoments ? ["moment"] : [])] : [];
    const repeats = m * m * d > 2 ** 33 ? 3 : m >= 2048 ? 5 : 25;
    const times = await alternate(repeats, [
      ...kernels.map((kernel) => () => timed(() => kernel.force(force, W, F))),
      ...forms.map((form) => () => ask(form))
    ]);
    const [one, two, momentOne, momentTwo] = times;
    const theirs = times.slice(kernels.length);
    const best = Math.min(...theirs);
    const ours = hasMoments ? Math.min(two, momentTwo) : two;
    found.push({d, m, pair: one, moment: hasMoments ? momentOne : Number.NaN});
    const rate = (seconds: number) => ((4 * m * m * d) / seconds / 1e9).toPrecision(3);
    rows.push([
      `(${d}, ${m})`,
      `${ms(one)} (${rate(one)})`,
      `${ms(two)} (${(one / two).toFixed(2)}×)`,
      hasMoments ? ms(momentOne) : "",
      hasMoments ? `${ms(momentTwo)} (${(momentOne / momentTwo).toFixed(2)}×)` : "",
      throughMoments("force", d, m, [4]) ? "moments" : "pairs",
      forms.length > 0 ? ms(theirs[0]) : "—",
      forms.length > 1 ? ms(theirs[1]) : "—",
      forms.length > 0 ? (best / ours).toFixed(2) : "—"
    ]);
  }
  say("## One evaluation: Σ_j u′(⟨w_i, w_j⟩) w_j for He4, milliseconds (medians, alternating)\n");
  const head = ["(d, m)", "pairs, 1 thread (GFLOP/s as 4m²d)", "pairs, 2", "moments, 1", "moments, 2", "chosen"];
  table([...head, "NumPy pairs", "NumPy moments", "best NumPy / best ours"], rows);
  const at = (m: number) => found.filter((row) => row.d === 32 && row.m >= m);
  const exponent = (name: "pair" | "moment") => fittedExponent(at(2048).map((row) => [row.m, row[name]]));
  say(`Growth with m at d = 32: pairs m^${exponent("pair").toFixed(2)}, moments m^${exponent("moment").toFixed(2)}.`);
  const [narrow, wide] = [8192, 32768].map((m) => found.find((row) => row.d === 32 && row.m === m));
  if (wide && narrow) say(`Moments at m = 32768 over m = 8192: ${(wide.moment / narrow.moment).toFixed(2)}.`);
  say();
}

/** Time to Ω_T of He4, d = 32, to 1 %. */
async function solutions(quick: boolean, threads: Threads, numpy: NumpyReference | undefined, folder: string) {
  const [d, m, T] = quick ? [32, 2048, 4] : [32, 8192, 16];
  useExecutor(threads);
  const W = initialNeurons(d, m, 1);
  const limit = solveLimit(He4, d, [0, T]);
  const coupling = couple(W, d);
  const particles = new Float64Array(d * m);
  meanFieldParticles(coupling, flowAlong(limit, 0, coupling.start, [T])[0].u, particles);
  const omega = (neurons: Float64Array) =>
    gapSizes(
      neurons.map((w, k) => w - particles[k]),
      d,
      m
    ).meanGap;
  const run = (tolerance: number) => {
    let flow!: CoupledFlow;
    const seconds = timed(() => {
      flow = new CoupledFlow(limit, W, {tolerance});
      while (flow.time < T) flow.advance(T);
    });
    return {seconds, evaluations: flow.evaluations, omega: omega(flow.neurons)};
  };
  const exact = run(1e-3).omega;
  const rows: string[][] = [];
  const add = (name: string, {seconds, evaluations, omega}: ReturnType<typeof run>, ours: number) => {
    const error = Math.abs(omega / exact - 1);
    rows.push([
      name,
      seconds.toFixed(2),
      String(evaluations),
      `${(100 * error).toFixed(2)} %`,
      (seconds / ours).toFixed(2)
    ]);
    return error;
  };
  const own = run(0.05);
  add("coupled flow", own, own.seconds);
  if (!quick) {
    let flow!: GradientFlow;
    const seconds = timed(() => {
      flow = new GradientFlow(He4, d, W, 1e-4);
      while (flow.time < T) flow.advance(T);
    });
    add("our Dormand–Prince", {seconds, evaluations: flow.evaluations, omega: omega(flow.neurons)}, own.seconds);
  }
  if (numpy) {
    const file = join(folder, "neurons");
    const out = join(folder, "result");
    writeFileSync(file, new Uint8Array(W.buffer));
    await numpy.ask({do: "load", dimension: d, width: m, file});
    const theirs = async (method: string, step: number) => {
      const form = m > 4096 ? "moment" : "pair";
      const answer = await numpy.ask<{seconds: number; evaluations: number}>({
        do: method,
        form,
        step,
        time: T,
        file: out
      });
      return {...answer, omega: omega(new Float64Array(new Uint8Array(readFileSync(out)).buffer))};
    };
    for (const step of [0.25, 0.2, 0.125])
      if (add(`NumPy, RK4, step ${step}`, await theirs("rk4", step), own.seconds) <= 0.01) break;
    let last = {step: 0, seconds: 0, error: 1};
    for (const step of [0.04, 0.02]) {
      const answer = await theirs("descend", step);
      last = {
        step,
        seconds: answer.seconds,
        error: add(`NumPy, projected gradient descent, step ${step}`, answer, own.seconds)
      };
      if (last.error <= 0.01) break;
    }
    if (last.error > 0.01) {
      // Its error is of first order in the step.
      const step = (last.step * 0.01) / last.error;
      const seconds = (last.seconds * last.step) / step;
      const name = `the same, step ${step.toPrecision(2)} (extrapolated)`;
      rows.push([name, seconds.toFixed(0), (T / step).toFixed(0), "1 %", (seconds / own.seconds).toFixed(0)]);
    }
  }
  say(`## Time to Ω_T to 1 %: He4, d = ${d}, m = ${m}, T = ${T}, two threads\n`);
  table(["method", "seconds", "evaluations", "error of Ω_T", "over ours"], rows);
}

function others(threads: Threads, paper: boolean): void {
  say("## Others\n");
  useExecutor(sequential);
  const limitSeconds = timed(() => solveLimit(He4, 32, [0, 64], {tolerance: 1e-8}));
  say(`- The limit of He4, d = 32, t ≤ 64, to 1e−8: ${limitSeconds.toFixed(2)} s.`);
  const [d, m] = [32, 512];
  const [W, F] = [initialNeurons(d, m, 1), new Float64Array(d * m)];
  const kernel = new SimdPairKernel(d, m, sequential);
  kernel.force(force, W, F);
  const each = median(Array.from({length: 50}, () => timed(() => kernel.force(force, W, F))));
  say(`- d = 32, m = 512 on one thread, as in a page's worker: ${(1 / each).toFixed(0)} evaluations/s.`);
  if (paper) {
    useExecutor(threads);
    const times = [0, 1, 2, 4, 8, 16, 32, 64];
    const limit = solveLimit(He4, 32, times);
    let flow!: CoupledFlow;
    const seconds = timed(() => {
      flow = new CoupledFlow(limit, initialNeurons(32, 32768, 1), {tolerance: 0.05});
      for (const time of times) while (flow.time < time) flow.advance(time);
    });
    const memory = `${(process.resourceUsage().maxRSS / 2 ** 20).toFixed(2)} GiB at most`;
    say(
      `- The paper's size, d = 32, m = 32768, T = 64, to 1 %: ${seconds.toFixed(0)} s, ${flow.evaluations} evaluations, ${memory}.`
    );
  }
  say();
}

await command(async () => {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== "quick" && arg !== "--paper");
  if (unknown !== undefined)
    throw new Error(`bench takes quick and --paper, got ${unknown}; try npm run bench -- quick`);
  const quick = args.includes("quick");
  const threads = startThreads(2);
  await threads.ready();
  const numpy = NumpyReference.start();
  const folder = mkdtempSync(join(tmpdir(), "polywidth-"));
  try {
    say("# Benchmark\n");
    say(
      `${cpus()[0].model}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}.`
    );
    if (numpy) {
      const {numpy: version, blas} = await numpy.ask<{
        numpy: string;
        blas: {name: string; version: string; kernel: string};
      }>({do: "describe"});
      const {gflops} = await numpy.ask<{gflops: number}>({do: "peak"});
      say(
        `NumPy ${version} with ${blas.name} ${blas.version} (${blas.kernel}), two threads: ${gflops.toFixed(0)} GFLOP/s in matrix products.`
      );
    } else say("NumPy is not installed here (Debian: python3-numpy): its columns are empty.");
    const peak = await vectorPeak();
    say(
      `\nWebAssembly's float64 vectors in registers, one thread: ${peak.toFixed(1)} GFLOP/s. Pairs do three of the four counted operations.`
    );
    say();
    await evaluations(quick, threads, numpy, folder);
    await solutions(quick, threads, numpy, folder);
    others(threads, args.includes("--paper"));
    if (!quick) writeFileSync(join(root, "bench", "results.md"), `${lines.join("\n").trimEnd()}\n`);
  } finally {
    numpy?.stop();
    await threads.stop();
    rmSync(folder, {recursive: true});
  }
});
