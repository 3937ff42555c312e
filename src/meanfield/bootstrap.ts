import {normalDistribution} from "./normalDistribution.js";
import {stream} from "./random.js";
import {studentQuantile} from "./student.js";

/** An estimate with the ends of its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Resamples of the seeds; the ends of an interval then vary by some percent of its length. */
export const resamples = 2000;

/**
 * A statistic of n independent repetitions, given by their indices, with its percentile bootstrap interval. For few repetitions
 * the bare interval is too short: its ends are those percentiles that would turn it into Student's for a mean (the expanded
 * percentile interval of Hesterberg, The American Statistician 69, 2015). The random stream is named, so that the same data
 * give the same interval. Both ends are NaN for fewer than two repetitions.
 */
export function bootstrap(n: number, statistic: (indices: readonly number[]) => number): Estimate {
  const [estimate] = bootstrapAll(n, (indices) => [statistic(indices)]);
  return estimate;
}

/** The same for several statistics of the same resamples, whose indices stand in one array that is filled anew for each. */
export function bootstrapAll(n: number, statistics: (indices: readonly number[]) => readonly number[]): Estimate[] {
  const values = statistics(Array.from({length: n}, (_, i) => i));
  if (n < 2) return values.map((value) => ({value, low: Number.NaN, high: Number.NaN}));
  const {uniform} = stream(n, "bootstrap");
  const drawn = values.map(() => new Float64Array(resamples));
  const indices = new Array<number>(n).fill(0);
  for (let resample = 0; resample < resamples; ++resample) {
    for (let i = 0; i < n; ++i) indices[i] = Math.floor(n * uniform());
    const resampled = statistics(indices);
    for (let k = 0; k < drawn.length; ++k) drawn[k][resample] = resampled[k];
  }
  const tail = normalDistribution(-Math.sqrt(n / (n - 1)) * studentQuantile(n - 1));
  return values.map((value, k) => {
    const sorted = drawn[k]!.sort();
    const at = (share: number): number => {
      const place = share * (resamples - 1);
      const below = Math.floor(place);
      const above = Math.min(resamples - 1, below + 1);
      return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    };
    return {value, low: at(tail), high: at(1 - tail)};
  });
}
