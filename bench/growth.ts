import {sequential} from "../src/kernels/executor.js";
import {SimdMomentKernel} from "../src/kernels/simdMoment.js";
import {SimdPairKernel} from "../src/kernels/simdPair.js";
import {initialNeurons} from "../src/meanfield/random.js";
import {He4Force} from "./evaluations.js";
import type {Report} from "./report.js";
import {fittedExponent} from "./statistics.js";
import {alternate, timed} from "./timing.js";

/** How the time of one evaluation grows with m and with d, on one thread: fitted exponents. */
export async function growth(report: Report, quick: boolean): Promise<void> {
  const kernels = {pairs: SimdPairKernel, moments: SimdMomentKernel};
  const shapes = {
    m: (quick ? [512, 1024, 2048] : [1024, 2048, 4096, 8192, 32768]).map((m) => [32, m]),
    d: (quick ? [8, 16, 32] : [8, 16, 32, 48]).map((d) => [d, quick ? 1024 : 4096])
  };
  report.say("## Growth of the time of one evaluation, one thread, He4\n");
  const rows: string[][] = [];
  for (const name of ["pairs", "moments"] as const) {
    const seconds = async (d: number, m: number) => {
      const kernel = new kernels[name](d, m, sequential);
      const [W, F] = [initialNeurons(d, m, 1), new Float64Array(d * m)];
      return (await alternate(5, [() => timed(() => kernel.force(He4Force, W, F))]))[0];
    };
    const found: Record<string, number> = {};
    for (const [d, m] of [...shapes.m, ...shapes.d])
      if (name === "moments" || m <= 8192) found[`${d},${m}`] ??= await seconds(d, m);
    const points = (list: number[][], at: number) =>
      list.flatMap(([d, m]) => {
        const time = found[`${d},${m}`];
        return time === undefined ? [] : [[[d, m][at], time] as const];
      });
    const range = (list: (readonly [number, number])[]) => `${list[0][0]} … ${list[list.length - 1][0]}`;
    const [inWidth, inDimension] = [points(shapes.m, 1), points(shapes.d, 0)];
    rows.push([
      name,
      `m^${fittedExponent(inWidth).toFixed(2)}`,
      `${range(inWidth)} at d = ${shapes.m[0][0]}`,
      `d^${fittedExponent(inDimension).toFixed(2)}`,
      `${range(inDimension)} at m = ${shapes.d[0][1]}`
    ]);
    const [narrow, wide] = [8192, 32768].map((m) => found[`32,${m}`]);
    if (name === "moments" && narrow && wide)
      report.say(`Moments at d = 32: m = 32768 takes ${(wide / narrow).toFixed(2)} times as long as m = 8192.\n`);
  }
  report.table(["kernel", "with m", "range", "with d", "range"], rows);
}
