import {Matrix, solve} from "ml-matrix";
import {costs, momentCost, monomials, pairCost, type SumKind, throughMoments} from "../src/kernels/costModel.js";
import {sequential} from "../src/kernels/executor.js";
import type {LinearPairKernel} from "../src/kernels/linearPairKernel.js";
import type {PairKernel} from "../src/kernels/pairKernel.js";
import {SimdLinearPairKernel} from "../src/kernels/simdLinearPair.js";
import {SimdMomentKernel} from "../src/kernels/simdMoment.js";
import {SimdPairKernel} from "../src/kernels/simdPair.js";
import {initialNeurons} from "../src/meanfield/random.js";
import type {Report} from "./report.js";
import {alternate, timed} from "./timing.js";

/** (d, m, degree) at which the constants are fitted; both ways are near their crossing at most of them. */
const shapes = [
  [8, 4096, 4],
  [16, 1024, 4],
  [16, 4096, 4],
  [32, 1024, 4],
  [32, 2048, 4],
  [32, 4096, 4],
  [16, 512, 3],
  [32, 1024, 3],
  [64, 2048, 3],
  [8, 2048, 6],
  [12, 4096, 6],
  [32, 512, 2],
  [64, 1024, 2]
] as const;

type Shape = (typeof shapes)[number];

interface Sample {
  readonly shape: Shape;
  /** Nanoseconds by pairs and through moments. */
  readonly pairs: number;
  readonly moments: number;
}

/** Measures what the cost model predicts and fits its constants, which the source holds fixed so that bits do not depend on them. */
export async function calibration(report: Report): Promise<void> {
  report.say("## The cost model against this machine, one thread\n");
  const rows: string[][] = [];
  for (const kind of ["force", "linear"] as const) {
    const samples: Sample[] = [];
    for (const shape of shapes) samples.push(await measure(kind, shape));
    const pair = leastSquares(
      samples.map(({shape: [d, m], pairs}) => ({terms: [m * m * d, m * m], nanoseconds: pairs}))
    );
    const moment = leastSquares(
      samples.map(({shape: [d, m, k], moments}) => ({
        terms: [...[k, k - 1, k - 2].map((degree) => m * monomials(d, degree)), m * d],
        nanoseconds: moments
      }))
    );
    const {pair: product, pairOverhead, form} = costs[kind];
    const fitted = [pair[0], pair[1] / pair[0], ...moment];
    const present = [product, pairOverhead, form.monomial, form.shorter, form.prefix, form.coordinate];
    rows.push([`${kind}, in the source`, ...present.map((x) => x.toPrecision(3)), "", ""]);
    rows.push([`${kind}, fitted here`, ...fitted.map((x) => x.toPrecision(3)), ...verdict(kind, samples)]);
  }
  const constants = ["pair (ns)", "pairOverhead", "monomial (ns)", "shorter (ns)", "prefix (ns)", "coordinate (ns)"];
  report.table(["sum", ...constants, "predicted / measured", "time lost by the choice"], rows);
}

async function measure(kind: SumKind, shape: Shape): Promise<Sample> {
  const [d, m, degree] = shape;
  const p = [...new Array<number>(degree - 1).fill(0), degree];
  const [W, V, F] = [initialNeurons(d, m, 1), initialNeurons(d, m, 2), new Float64Array(d * m)];
  const moments = new SimdMomentKernel(d, m, sequential);
  const run = {
    force: (kernel: PairKernel) => () => timed(() => kernel.force(p, W, F)),
    linear: (kernel: LinearPairKernel) => () => timed(() => kernel.linearForce(p, 1, W, V, F))
  };
  const tasks =
    kind === "force"
      ? [run.force(new SimdPairKernel(d, m, sequential)), run.force(moments)]
      : [run.linear(new SimdLinearPairKernel(d, m, sequential)), run.linear(moments)];
  const [byPairs, throughMoments] = await alternate(5, tasks);
  return {shape, pairs: 1e9 * byPairs, moments: 1e9 * throughMoments};
}

/** Constants that make the sums of the terms right, by least squares of the relative errors. */
function leastSquares(samples: readonly {terms: readonly number[]; nanoseconds: number}[]): number[] {
  const rows = samples.map(({terms, nanoseconds}) => terms.map((term) => term / nanoseconds));
  return solve(new Matrix(rows), Matrix.columnVector(samples.map(() => 1)), true).to1DArray();
}

/** How far the present constants are off, and the most time that a wrong choice costs at the samples. */
function verdict(kind: SumKind, samples: readonly Sample[]): string[] {
  const ratios = samples.flatMap(({shape: [d, m, k], pairs, moments}) => [
    pairCost(kind, d, m) / pairs,
    momentCost(kind, d, m, [k]) / moments
  ]);
  const losses = samples.map(({shape: [d, m, k], pairs, moments}) => {
    const chosen = throughMoments(kind, d, m, [k]) ? moments : pairs;
    return chosen / Math.min(pairs, moments) - 1;
  });
  return [
    `${Math.min(...ratios).toFixed(2)} … ${Math.max(...ratios).toFixed(2)}`,
    `${(100 * Math.max(...losses)).toFixed(0)} % at most`
  ];
}
