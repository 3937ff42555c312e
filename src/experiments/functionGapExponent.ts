import {type Exponent, measuredExponent} from "../meanfield/exponent.js";
import type {GapRow} from "./gap.js";

type Row = {readonly width: number; readonly seed: number; readonly functionGap: GapRow["functionGap"] | null} & Pick<
  GapRow,
  "time"
>;

/**
 * The exponent of m in ‖f_m − f_∞‖² at the last time, −1 where the errors of m neurons average out like independent ones, with its
 * 95 % interval over the seeds; undefined where it is not resolved.
 */
export function functionGapExponent(rows: readonly Row[]): Exponent | undefined {
  const end = Math.max(...rows.map(({time}) => time));
  return measuredExponent(
    rows
      .filter(({time}) => time === end)
      .map(({seed, width, functionGap}) => ({seed, x: width, y: functionGap ?? Number.NaN}))
  );
}
