import type {WidthLawSummary, WidthRunSummary} from "./widthFits.js";

/** What networks and theory say of the width, as one sweep has computed it. */
export interface WidthTable {
  readonly runs: readonly WidthRunSummary[];
  readonly laws: readonly WidthLawSummary[];
}

/** A row of a sweep's table: of a run where it has a width, else of the mean field alone. Null stands for no number. */
export type TableRow = Readonly<Record<string, string | number | null>>;

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
  for (const [columns, some] of [
    [[...shared, ...ofRuns], runs],
    [[...shared, ...ofLaws], laws]
  ] as const)
    for (const column of columns)
      if (!some.every((row) => column in row))
        throw new Error(`the table of widths must have the column ${column} in every row; make it again`);
  return {runs: runs as unknown as WidthRunSummary[], laws: laws as unknown as WidthLawSummary[]};
}

/**
 * The rows of a sweep's summary: a header and lines of comma-separated cells, numbers or names without commas and quotes.
 * Throws an Error that names the first line with another number of cells.
 */
export function readSummary(text: string): TableRow[] {
  const [header, ...lines] = text.trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line, i) => {
    const cells = line.split(",");
    if (cells.length !== names.length)
      throw new Error(
        `the summary must have ${names.length} cells a line, as its header, got ${cells.length} in line ${i + 2}; ` +
          "make it again"
      );
    return Object.fromEntries(names.map((name, j) => [name, cellOf(cells[j])]));
  });
}

function cellOf(text: string): string | number | null {
  if (text === "") return null;
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}
