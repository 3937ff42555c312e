/** A core of the cluster may be slower than the cost model's, and the model may be wrong. */
const margin = 3;

/** Minutes for what comes before the first cell: a slow file system, the hash of the code. */
const preparation = 5;

/**
 * The time limit in minutes that a task of so many estimated seconds asks for: three times as long and five minutes, rounded
 * up to 10, 15, 20, 30, 40, 60, …, so that the tasks of a sweep have few different ones (an array job has one).
 */
export function timeLimit(seconds: number): number {
  const minutes = (margin * seconds) / 60 + preparation;
  let [limit, next] = [10, 15];
  while (limit < minutes) [limit, next] = [next, 2 * limit];
  return limit;
}

/** The estimated seconds for which a task asks for twice this limit. */
export function secondsForTwice(limit: number): number {
  return (60 * (2 * limit - preparation)) / margin;
}

/** Minutes as a person says them: "40 minutes", "5.3 hours". */
export function printMinutes(minutes: number): string {
  return minutes < 120 ? `${minutes} minutes` : `${Number((minutes / 60).toPrecision(2))} hours`;
}
