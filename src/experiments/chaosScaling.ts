import {chaosProblem} from "../meanfield/chaosProblem.js";
import {flowGap, type GapPair, RememberedLimit, sgdGap} from "../meanfield/gapScaling.js";
import {fitLogarithms} from "../meanfield/leastSquares.js";
import {mean} from "../meanfield/mean.js";
import {type Interval, studentInterval} from "../meanfield/student.js";
import {chaosDelta, chaosDimension, chaosLimit, chaosTime, solveTo} from "./chaosSetting.js";
import {chaosScalingOpening} from "./chaosShown.js";
import type {Experiment} from "./experiment.js";
import {integer, integers, numbers} from "./parameter.js";
import {parameterSet, require} from "./parameters.js";

export interface ChaosScalingParameters {
  readonly dimension: number;
  readonly widths: readonly number[];
  readonly stepSizes: readonly number[];
  readonly time: number;
  readonly delta: number;
  readonly seeds: number;
}

export interface ChaosScalingRow {
  readonly width: number;
  readonly stepSize: number;
  readonly seed: number;
  readonly maxGap: number;
  readonly meanGap: number;
  readonly widthExponent: number;
  readonly widthExponentLow: number;
  readonly widthExponentHigh: number;
  readonly widthResidual: number;
  readonly stepExponent: number;
  readonly stepExponentLow: number;
  readonly stepExponentHigh: number;
  readonly stepResidual: number;
}

/** Runge–Kutta steps of the gradient flow a unit of time, and times at which SGD's gap is looked at, at most. */
const flowSteps = 20;
const looks = 32;

const parameters = parameterSet(
  {
    dimension: {
      ...chaosDimension,
      default: chaosScalingOpening.dimension,
      example: String(chaosScalingOpening.dimension)
    },
    widths: integers({
      name: "widths",
      description: "the widths N",
      least: 1,
      most: 4096,
      default: [16, 32, 64, 128, 256]
    }),
    stepSizes: numbers({
      name: "stepSizes",
      description: "the step sizes ε; 0 is the gradient flow of the finite network, SGD's limit for ε → 0",
      least: 0,
      most: 0.1,
      default: [0, 0.001, 0.002, 0.004, 0.008, 0.016]
    }),
    time: {...chaosTime, default: chaosScalingOpening.time, example: String(chaosScalingOpening.time)},
    delta: chaosDelta,
    seeds: integer({name: "seeds", description: "the number of seeds, 1 to this", least: 1, most: 16, default: 8})
  },
  (values): ChaosScalingParameters => {
    const {time, stepSizes} = values;
    const largest = Math.max(...stepSizes);
    require(time >= largest, (label) =>
      `${label("time")} must be at least one step, got ${time} with ${label("stepSizes", stepSizes.join(","))}; try ${label("stepSizes", String(time / 100))}`);
    return values;
  },
  (output) => output
);

interface Fit {
  readonly exponent: Interval;
  readonly residual: number;
}

/** How the largest gap falls with N and with ε: one row for each width, step size and seed, with the exponents of its line. */
export const chaosScaling: Experiment<ChaosScalingParameters, ChaosScalingRow> = {
  name: "chaos-scaling",
  shows: "the distance of one-pass SGD from its mean-field copies for several widths and step sizes, with exponents",
  parameters,
  columns: {
    width: "N",
    stepSize: "ε; 0 is the gradient flow",
    seed: "seed of the run",
    maxGap: "the largest |θ_i − θ̄_i| over the neurons and the times looked at",
    meanGap: "the largest (1/N) Σ |θ_i − θ̄_i| over the times looked at",
    widthExponent: "d log maxGap / d log N at this ε: mean over seeds of the slopes fitted to all widths",
    widthExponentLow: "its 95 % interval over seeds, lower end; empty for one seed",
    widthExponentHigh: "upper end",
    widthResidual: "root mean square of log maxGap about the fitted lines, mean over seeds",
    stepExponent: "d log maxGap / d log ε at this N: mean over seeds of the slopes fitted to all ε > 0",
    stepExponentLow: "its 95 % interval over seeds, lower end; empty for one seed",
    stepExponentHigh: "upper end",
    stepResidual: "root mean square of log maxGap about the fitted lines, mean over seeds"
  },
  async *run({dimension, widths, stepSizes, time, delta, seeds}) {
    const problem = chaosProblem(dimension, delta);
    const limit = chaosLimit(problem);
    for (const part of solveTo(limit, time)) yield {progress: 0.05 * part, rows: []};
    const remembered = new RememberedLimit(limit);
    const runs: (GapPair & {width: number; stepSize: number; seed: number})[] = [];
    const count = widths.length * stepSizes.length * seeds;
    for (const width of widths)
      for (const stepSize of stepSizes)
        for (let seed = 1; seed <= seeds; ++seed) {
          const {maxGap, meanGap} =
            stepSize === 0
              ? flowGap(problem, remembered, {width, time, steps: Math.max(8, Math.ceil(flowSteps * time)), seed})
              : sgdGap(problem, remembered, {
                  width,
                  stepSize,
                  time,
                  looks: Math.min(looks, Math.round(time / stepSize)),
                  seed
                });
          runs.push({width, stepSize, seed, maxGap, meanGap});
          yield {progress: 0.05 + (0.95 * runs.length) / count, rows: []};
        }
    const fitted = (chosen: typeof runs, key: "width" | "stepSize"): Fit => {
      const lines = Array.from({length: seeds}, (_, n) =>
        chosen.filter(({seed, [key]: x}) => seed === n + 1 && x > 0)
      ).map((line) =>
        fitLogarithms(
          line.map((run) => run[key]),
          line.map(({maxGap}) => maxGap)
        )
      );
      return {
        exponent: studentInterval(lines.map(({slope}) => slope)),
        residual: mean(lines.map(({residuals}) => Math.sqrt(mean(residuals.map((r) => r * r)))))
      };
    };
    const overWidths = new Map(
      stepSizes.map((value) => [
        value,
        fitted(
          runs.filter(({stepSize}) => stepSize === value),
          "width"
        )
      ])
    );
    const overSteps = new Map(
      widths.map((value) => [
        value,
        fitted(
          runs.filter(({width}) => width === value),
          "stepSize"
        )
      ])
    );
    yield {
      progress: 1,
      rows: runs.map((run) => {
        const [w, s] = [overWidths.get(run.stepSize)!, overSteps.get(run.width)!];
        return {
          ...run,
          widthExponent: w.exponent.mean,
          widthExponentLow: w.exponent.mean - w.exponent.half,
          widthExponentHigh: w.exponent.mean + w.exponent.half,
          widthResidual: w.residual,
          stepExponent: s.exponent.mean,
          stepExponentLow: s.exponent.mean - s.exponent.half,
          stepExponentHigh: s.exponent.mean + s.exponent.half,
          stepResidual: s.residual
        };
      })
    };
  }
};
