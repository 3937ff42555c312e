import type {ProblemRow} from "../../experiments/problem.js";
import type {ChartOptions} from "../chart.js";
import {simulateCommand} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {variantsPlot} from "../variantsPlot.js";
import {settingText} from "./setting.js";

/** A row of a training that says how it was done. */
export type VariantRun = Pick<ProblemRow, "time" | "testRisk" | "meanGap"> & {
  readonly temperature: string;
  readonly pathNorm: string;
};

function variantOf({temperature, pathNorm}: VariantRun): string {
  if (Number(temperature) > 0) return `noise, τ = ${temperature}`;
  return Number(pathNorm) > 0 ? `path norm, λ = ${pathNorm}` : "as it is";
}

/** Height over width of two panels with a key each. */
const twoKeys = {wide: 0.66, narrow: 1.3};

/** The same training as it is, with Langevin noise and with a path norm. */
export function variantsFigure(
  runs: readonly VariantRun[],
  setting: {
    readonly id: string;
    readonly problem: string;
    readonly dimension: number;
    readonly width: number;
    readonly referenceWidth: number;
    /** What each of the runs was asked for. */
    readonly asked: readonly (Readonly<Record<string, string | number>> &
      Pick<VariantRun, "temperature" | "pathNorm">)[];
  }
): FigureSpec {
  const {id, problem, dimension, width, referenceWidth, asked} = setting;
  const rows = runs.map((run) => ({variant: variantOf(run), time: run.time, risk: run.testRisk, gap: run.meanGap}));
  const last = Math.max(...rows.map(({time}) => time));
  const said = rows
    .filter(({time}) => time === last)
    .map(({variant, risk, gap}) => `${variant}, risk ${formatNumber(risk, 3)} and gap ${formatNumber(gap, 2)}`);
  return {
    id,
    title: "Noise and a path norm",
    rows,
    experiment: "problem",
    parameters: {
      ...asked[0],
      temperature: asked.map(({temperature}) => temperature).join(","),
      pathNorm: asked.map(({pathNorm}) => pathNorm).join(",")
    },
    command: asked.map((parameters) => simulateCommand("problem", parameters)).join("\n"),
    aspects: twoKeys,
    caption: `${settingText({problem, dimension}, `<i>m</i> = ${width}`)}, on samples, beside a network of ${referenceWidth} neurons that begins with the same ones: test risk and mean gap Ω. At <i>t</i> = ${formatNumber(last)}: ${said.join("; ")}.`,
    draw: (options: ChartOptions) => variantsPlot(rows, {...options, aspects: twoKeys})
  };
}
