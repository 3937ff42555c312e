import type {LabFrame, LabRow} from "../../experiments/labRun.js";
import type {Printed} from "../command.js";
import type {FigureSpec} from "../figure.js";
import type {GapFigureRow} from "../figures/gapFigure.js";
import {formatNumber} from "../numbers.js";

/** What all figures of a run share. */
export interface LabSetting {
  /** The links in words, e.g. "σ = σ* = h₄"; plain text. */
  readonly links: string;
  readonly dimension: number;
  readonly width: number;
  /** τ of the noise; 0 for none. */
  readonly noise: number;
  /** Printed parameters of the experiment `lab`. */
  readonly parameters: Printed;
}

/** A moment of a run, as far as its figures show it. */
export interface LabMoment {
  readonly frame: LabFrame | undefined;
  /** What is measured at that time, and at the first one. */
  readonly row: LabRow | undefined;
  readonly start: LabRow | undefined;
  readonly rows: readonly LabRow[];
  readonly theory: readonly GapFigureRow[];
}

/** Draws the figure of a moment; the same drawing moves from one moment to the next. */
export type LabFigure = (moment: LabMoment) => FigureSpec;

/** Text as HTML. */
export const plain = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The setting in words, for a caption. */
export function settingWords({links, dimension, width, noise}: LabSetting): string {
  const temperature = noise > 0 ? `, noise <i>τ</i> = ${formatNumber(noise)}` : "";
  return `${plain(links)}, <i>d</i> = ${dimension}, <i>m</i> = ${width}${temperature}`;
}

export const notRun = "This setting has not been run yet: press Run.";

/** A share in per cent. */
export const percent = (share: number): string => `${formatNumber(100 * share, 2)} %`;
