import type {InstrumentRow} from "./instrument.js";

/** The assumptions and constants of the bound and of the theorem around it, in the order in which they are listed. */
export const assumptionNames = [
  "single-index",
  "well-specified",
  "exponent",
  "even",
  "constant",
  "allowance",
  "propagator",
  "root-risk",
  "width",
  "forcing",
  "horizon"
] as const;

export type AssumptionName = (typeof assumptionNames)[number];

export interface Assumption {
  readonly name: AssumptionName;
  readonly status: "holds" | "fails" | "not measured";
  /** The time from which it fails, where it fails. */
  readonly from?: number;
}

/** What the rows of the experiment `instrument` say of the bound's warrant. */
export interface InstrumentReading {
  readonly assumptions: readonly Assumption[];
  /** From here on the curve is no bound; undefined if it is one at all times. */
  readonly boundEnd: number | undefined;
  /** From here on the gap's linear equation is off by more than `largestResidual`. */
  readonly linearEnd: number | undefined;
  /** From here on the theorem does not speak, whether or not the curve is a bound of this run. */
  readonly theoremEnd: number | undefined;
  /** The times at which the measured gap lies above the curve. */
  readonly crossed: readonly number[];
}

/** The share of the gap that its linear equation may leave unexplained: our convention for "the gap squared is negligible". */
export const largestResidual = 0.3;

/** Rounding of the largest ratio J/Ĵ on a path. */
const roundingOfRatio = 1e-6;

export function readInstrument(rows: readonly InstrumentRow[]): InstrumentReading {
  const last = rows[rows.length - 1];
  const boundEnd = finite(last.boundEnd);
  const linearEnd = firstAbove(rows, ({linearResidual}) => linearResidual, largestResidual);
  const overshoot = rows.find((row) => row.overshoot > 1 + roundingOfRatio)?.time;
  const forcing = firstAbove(rows, ({largestForcing}) => largestForcing, last.forcingConstant);
  const misspecified = last.misfit > 0 ? 0 : undefined;
  const unseen = Number.isFinite(last.informationExponent) ? undefined : 0;
  const even = last.even === 1;
  const failing: Readonly<Record<AssumptionName, number | undefined>> = {
    "single-index": undefined,
    "well-specified": misspecified,
    exponent: unseen,
    even: even ? undefined : 0,
    constant: boundEnd,
    allowance: boundEnd,
    propagator: overshoot,
    "root-risk": undefined,
    width: linearEnd,
    forcing,
    horizon: boundEnd
  };
  const unmeasured: readonly AssumptionName[] = even ? ["root-risk"] : ["root-risk", "constant", "allowance"];
  const ends = [misspecified, unseen, boundEnd, linearEnd].filter((time) => time !== undefined);
  return {
    assumptions: assumptionNames.map((name): Assumption => {
      if (unmeasured.includes(name)) return {name, status: "not measured"};
      const from = failing[name];
      return from === undefined ? {name, status: "holds"} : {name, status: "fails", from};
    }),
    boundEnd,
    linearEnd,
    theoremEnd: ends.length > 0 ? Math.min(...ends) : undefined,
    crossed: rows.filter(({meanGap, bound}) => meanGap > bound).map(({time}) => time)
  };
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** The first time at which a quantity exceeds a level, between the rows by the chord; undefined where it does not. */
function firstAbove(
  rows: readonly InstrumentRow[],
  quantity: (row: InstrumentRow) => number,
  level: number
): number | undefined {
  const n = rows.findIndex((row) => quantity(row) > level);
  if (n < 0) return undefined;
  const before = n > 0 ? quantity(rows[n - 1]) : Number.NaN;
  if (!Number.isFinite(before)) return rows[n].time;
  const share = (level - before) / (quantity(rows[n]) - before);
  return rows[n - 1].time + share * (rows[n].time - rows[n - 1].time);
}
