import {requireColumns, type TableRow} from "./summary.js";
import type {WidthLawSummary, WidthRunSummary} from "./widthFits.js";

/** What networks and theory say of the width, as one sweep has computed it. */
export interface WidthTable {
  readonly runs: readonly WidthRunSummary[];
  readonly laws: readonly WidthLawSummary[];
}

const shared = ["problem", "dimension", "level", "time"] as const;
const ofRuns = [
  "width",
  "seed",
  "meanGap",
  "rmsGap",
  "maxGap",
  "functionGap",
  "finalMeanGap",
  "finalFunctionGap"
] as const;
const ofLaws = ["predictedMeanGap", "predictedFunctionGap", "selfConcordanceGap", "gronwallLogGap"] as const;

/** The rows of `width-run` and `width-law` apart, with NaN where there is no number. Throws if a column is missing. */
export function widthTable(rows: readonly TableRow[]): WidthTable {
  const numbers = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, cell ?? Number.NaN]))
  );
  const isRun = (row: (typeof numbers)[number]) => Number.isFinite(row.width);
  const [runs, laws] = [numbers.filter(isRun), numbers.filter((row) => !isRun(row))];
  requireColumns("the table of widths", [...shared, ...ofRuns], runs);
  requireColumns("the table of widths", [...shared, ...ofLaws], laws);
  return {runs: runs as unknown as WidthRunSummary[], laws: laws as unknown as WidthLawSummary[]};
}
