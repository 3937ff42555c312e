import {writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Threads} from "../cli/threads/threads.js";
import {throughMoments} from "../src/kernels/costModel.js";
import {sequential} from "../src/kernels/executor.js";
import {SimdMomentKernel} from "../src/kernels/simdMoment.js";
import {SimdPairKernel} from "../src/kernels/simdPair.js";
import {initialNeurons} from "../src/meanfield/random.js";
import type {NumpyReference} from "./numpy.js";
import {milliseconds, type Report} from "./report.js";
import {median} from "./statistics.js";
import {alternate, quiet, timed} from "./timing.js";

/** u′ of He4: 4s³. */
export const He4Force = [0, 0, 0, 4];

/** Above this the moment tensors, ours and NumPy's, are slower than pairs by far. */
const mostForMoments = 32;

export interface EvaluationSetting {
  readonly quick: boolean;
  readonly threads: Threads;
  readonly numpy: NumpyReference | undefined;
  /** Where neurons are handed to NumPy. */
  readonly folder: string;
  /** GFLOP/s of one thread. */
  readonly peak: number;
}

/** One evaluation of both kernels on one thread and on two, beside NumPy, from a page's size to the paper's. */
export async function evaluations(report: Report, {quick, threads, numpy, folder, peak}: EvaluationSetting) {
  const shapes = [
    [16, 512],
    [32, 2048],
    [32, 8192],
    [64, 4096],
    [32, 32768]
  ].filter(([d, m]) => !quick || d * m <= 32 * 8192);
  const rows: string[][] = [];
  for (const [d, m] of shapes) {
    const W = initialNeurons(d, m, 1);
    const F = new Float64Array(d * m);
    const file = join(folder, "neurons");
    writeFileSync(file, new Uint8Array(W.buffer));
    await numpy?.ask({do: "load", dimension: d, width: m, file});
    const hasMoments = d <= mostForMoments;
    const kernels = [
      ...[sequential, threads].map((executor) => new SimdPairKernel(d, m, executor)),
      ...(hasMoments ? [sequential, threads].map((executor) => new SimdMomentKernel(d, m, executor)) : [])
    ];
    const ask = async (form: string) =>
      median((await numpy!.ask<{seconds: number[]}>({do: "force", form, repeats: 1})).seconds);
    const forms = numpy ? ["pair", ...(hasMoments ? ["moment"] : [])] : [];
    const times = await alternate(
      m >= 2048 ? 5 : 25,
      [
        ...kernels.map((kernel) => () => timed(() => kernel.force(He4Force, W, F))),
        ...forms.map((form) => () => ask(form))
      ],
      numpy && quiet
    );
    const [one, two, momentOne, momentTwo] = times;
    const theirs = times.slice(kernels.length);
    const ours = hasMoments ? Math.min(two, momentTwo) : two;
    const rate = (4 * m * m * d) / one / 1e9;
    rows.push([
      `(${d}, ${m})`,
      `${milliseconds(one)} (${rate.toPrecision(3)})`,
      `${((75 * rate) / peak).toFixed(0)} %`,
      `${milliseconds(two)} (${(one / two).toFixed(2)}×)`,
      hasMoments ? milliseconds(momentOne) : "—",
      hasMoments ? `${milliseconds(momentTwo)} (${(momentOne / momentTwo).toFixed(2)}×)` : "—",
      throughMoments("force", d, m, [4]) ? "moments" : "pairs",
      forms.length > 0 ? milliseconds(theirs[0]) : "—",
      forms.length > 1 ? milliseconds(theirs[1]) : "—",
      forms.length > 0 ? (Math.min(...theirs) / ours).toFixed(2) : "—"
    ]);
  }
  report.say("## One evaluation: Σ_j u′(⟨w_i, w_j⟩) w_j for He4, milliseconds (medians, alternating)\n");
  report.say(
    "GFLOP/s count 4m²d operations; pairs do three quarters of them, each pair once, and the share of the peak is that of what is done.\n"
  );
  const head = ["(d, m)", "pairs, 1 thread (GFLOP/s)", "of the peak", "pairs, 2", "moments, 1", "moments, 2", "chosen"];
  report.table([...head, "NumPy pairs", "NumPy moments", "best NumPy / best ours"], rows);
}
