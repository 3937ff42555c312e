/** From one number to another, in steps that are added or multiplied. */
export type Range =
  | {readonly from: number; readonly to: number; readonly step?: number}
  | {readonly from: number; readonly to: number; readonly times: number};

/** How far beyond the end a number may lie to count as the end, in steps. */
const slack = 1e-9;

/**
 * The numbers of a range, the end among them if the steps reach it: from + i·step (1 without a step), or from·timesⁱ, rounded
 * to 12 digits so that 0.1 · 3 is 0.3. The step must lead from one end to the other (`leads`).
 */
export function numbersOf(range: Range): number[] {
  return Array.from({length: countOf(range)}, (_, i) => {
    const value = "times" in range ? range.from * range.times ** i : range.from + i * (range.step ?? 1);
    return Number(value.toPrecision(12));
  });
}

/** How many numbers a range has. */
export function countOf(range: Range): number {
  const {from, to} = range;
  const steps = "times" in range ? Math.log(to / from) / Math.log(range.times) : (to - from) / (range.step ?? 1);
  return Math.floor(steps + slack) + 1;
}

/** Whether the steps of a range lead towards its end: for factors both ends must be above 0. */
export function leads(range: Range): boolean {
  const {from, to} = range;
  if (from === to) return !("times" in range) || (from > 0 && range.times > 0 && range.times !== 1);
  if ("times" in range) return from > 0 && to > 0 && range.times > 0 && (to > from ? range.times > 1 : range.times < 1);
  return (range.step ?? 1) * (to - from) > 0;
}
