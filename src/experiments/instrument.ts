import {type GapBounds, gapBounds} from "../meanfield/bounds.js";
import {concordanceBound} from "../meanfield/concordanceBound.js";
import {
  admissibleConstants,
  allowanceEnd,
  floorIntegral,
  largestConstant,
  largestExcess
} from "../meanfield/concordanceFloor.js";
import {figureTolerance} from "../meanfield/coupledFlow.js";
import type {ForcingRecord} from "../meanfield/forcing.js";
import {simulateGap} from "../meanfield/gap.js";
import {gapResidual} from "../meanfield/gapResidual.js";
import {type GronwallBound, gronwallBound, gronwallOnRun} from "../meanfield/gronwall.js";
import {type MeanFieldLimit, solveLimit} from "../meanfield/limit.js";
import {solveLinearGap} from "../meanfield/linearGap.js";
import {derivative, evaluate} from "../meanfield/polynomial.js";
import {
  activationDegree,
  informationExponent,
  interactionCoefficients,
  isEven,
  type Problem,
  targetPower
} from "../meanfield/problem.js";
import {initialNeurons} from "../meanfield/random.js";
import {rootRiskIntegral} from "../meanfield/rootRiskIntegral.js";
import {checkSize, dimension, seed, times, width, withRoom} from "./common.js";
import type {Experiment} from "./experiment.js";
import {flowSteps, limitCost, overhead, sumCost} from "./flowCost.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {real} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface InstrumentParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly width: number;
  readonly times: readonly number[];
  readonly seed: number;
  /** C in front of the logarithmic velocity. */
  readonly constant: number;
  /** B, what the floor may add up to. */
  readonly allowance: number;
}

export interface InstrumentRow {
  readonly time: number;
  readonly meanGap: number;
  readonly bound: number;
  readonly gronwallBound: number;
  readonly propagatorBound: number;
  readonly linearMeanGap: number;
  readonly linearResidual: number;
  readonly floorIntegral: number;
  readonly excess: number;
  readonly excessAlignment: number;
  readonly propagator: number;
  readonly estimate: number;
  readonly overshoot: number;
  readonly relativeRisk: number;
  readonly rootRiskIntegral: number;
  readonly growthRate: number;
  readonly largestForcing: number;
  readonly forcingConstant: number;
  readonly boundEnd: number;
  readonly leastConstant: number;
  readonly mostConstant: number;
  readonly ownConstant: number;
  readonly misfit: number;
  readonly informationExponent: number;
  readonly even: number;
}

/** A run and all that does not depend on the constants. */
interface Run {
  readonly setting: string;
  readonly limit: MeanFieldLimit;
  readonly meanGap: readonly number[];
  readonly linearMeanGap: readonly number[];
  readonly linearResidual: readonly number[];
  readonly record: ForcingRecord;
  readonly bounds: GapBounds;
  readonly gronwall: GronwallBound;
  readonly largestForcing: Float64Array;
}

let latest: Run | undefined;

/** The run is kept for the next one, which often differs in the constants alone. */
function* runOf({
  problem,
  dimension,
  width,
  times,
  seed
}: Omit<InstrumentParameters, "constant" | "allowance">): Generator<number, Run, undefined> {
  const setting = JSON.stringify([problem.activation, problem.target, dimension, width, times, seed]);
  if (latest?.setting === setting) return latest;
  const limit = solveLimit(problem, dimension, [...new Set([0, ...withRoom(times)])]);
  const start = initialNeurons(dimension, width, seed);
  const run = simulateGap(limit, start, times, {tolerance: figureTolerance, record: true});
  const linear = solveLinearGap(limit, start, times);
  const meanGap: number[] = [];
  const linearMeanGap: number[] = [];
  const linearResidual: number[] = [];
  for (const frame of run.frames) {
    const next = linear.next();
    if (next.done) break;
    meanGap.push(frame.meanGap);
    linearMeanGap.push(next.value.meanGap);
    linearResidual.push(gapResidual(frame.gaps, next.value.gaps, width));
    yield frame.time;
  }
  const record = run.forcing();
  const expected = gronwallBound(limit, width, times);
  const gronwall = gronwallOnRun(expected, record);
  // What the run alone has: the larger of nothing and its own.
  const largestForcing = gronwallOnRun({...expected, forcing: new Float64Array(times.length)}, record).forcing;
  const bounds = gapBounds(limit, record, times);
  latest = {setting, limit, meanGap, linearMeanGap, linearResidual, record, bounds, gronwall, largestForcing};
  return latest;
}

/** What there is to say of the constants before any run, from the limit alone. */
function constantsOf(limit: MeanFieldLimit, {times, constant, allowance}: InstrumentParameters) {
  const own = Math.max(0, activationDegree(limit.problem) - 1);
  const end = times[times.length - 1];
  if (!isEven(limit.problem)) {
    const none = times.map(() => Number.NaN);
    const excesses = times.map(() => ({value: Number.NaN, alignment: Number.NaN}));
    return {own, integrals: none, excesses, boundEnd: Number.NaN, range: undefined};
  }
  return {
    own,
    integrals: floorIntegral(limit, constant, times),
    excesses: times.map((time) => largestExcess(limit.potentialAt(time), constant)),
    boundEnd: allowanceEnd(limit, constant, allowance, end) ?? Number.NaN,
    range: admissibleConstants(limit, allowance, end, own)
  };
}

function misfitOf({activation, target}: Problem): number {
  const length = Math.max(activation.length, target.length);
  return Math.hypot(...Array.from({length}, (_, k) => (activation[k] ?? 0) - (target[k] ?? 0)));
}

/** The self-concordance bound with constants of one's own on one run, and what each of its assumptions comes to: one row a time. */
export const instrument: Experiment<InstrumentParameters, InstrumentRow> = {
  name: "instrument",
  shows:
    "the self-concordance bound with constants of one's own, beside the gap and what its assumptions come to on the run",
  parameters: parameterSet(
    {
      ...problemParameters,
      dimension: {...dimension, default: 16, example: "16"},
      width: {...width, default: 128, example: "128"},
      times,
      seed,
      constant: real({
        name: "constant",
        description: "C in front of the logarithmic velocity; without effect for links with odd degrees",
        least: 0,
        most: largestConstant,
        default: 3
      }),
      allowance: real({
        name: "allowance",
        description: "B, what the floor of self-concordance may add up to; without effect for links with odd degrees",
        least: 0,
        most: 100,
        default: 0.1
      })
    },
    (values): InstrumentParameters => {
      const {dimension, width, times, seed, constant, allowance} = values;
      checkSize({dimension, width});
      return {problem: problemOf(values), dimension, width, times, seed, constant, allowance};
    },
    ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
  ),
  columns: {
    time: "t, as asked for",
    meanGap: "Ω_t, the mean over the neurons of |Δ_i|",
    bound:
      "what e^B (α_t/α_s)^C in place of J_∥ makes of (A): a bound until boundEnd; for links with odd degrees the pathwise estimate",
    gronwallBound: "Grönwall's bound of meanGap; empty beyond 1e308",
    propagatorBound: "bound (A) of meanGap by the exact propagator",
    linearMeanGap: "the mean of |Δ_i| by the linear gap equation",
    linearResidual: "the mean of |Δ_i − Δ_i by the linear equation|, over meanGap; empty at time 0",
    floorIntegral: "∫_0^t φ_C, φ_C the least floor with λ_∥ ≤ C α̇/α + φ_C; empty for links with odd degrees",
    excess: "the largest λ_∥ − C α̇/α over the sphere at t; empty for links with odd degrees",
    excessAlignment: "an alignment ≥ 0 at which it is taken",
    propagator: "the largest J_∥ from any recorded place of the run to t",
    estimate: "the largest e^B (α_t/α_s)^C on the same paths",
    overshoot: "the largest ratio of the two on one path: above 1 where the estimate is none",
    relativeRisk: "R(ρ_t)/E f*²",
    rootRiskIntegral: "∫_0^t √R",
    growthRate: "L of Grönwall's inequality",
    largestForcing: "the largest mean |F_s| so far, times √m",
    forcingConstant: "2√(u′(1)u(1)), its bound in the mean",
    boundEnd: "the time at which ∫φ_C exceeds B; empty if it does not up to the last time",
    leastConstant: "the least C with ∫φ_C ≤ B up to the last time; empty if there is none",
    mostConstant: `the largest such C, of those up to ${largestConstant}`,
    ownConstant: "k − 1, k the degree of the activation",
    misfit: "the length of the difference of the links' coefficients; 0 if well-specified",
    informationExponent: "k*, empty if the links share no degree of at least 1",
    even: "1 for an even activation, else 0"
  },
  cost: ({times, ...shape}) => {
    const time = times[times.length - 1];
    const steps = flowSteps(shape, time);
    const pairs = steps * (2.4 * sumCost("force", shape) + 8 * sumCost("linear", shape));
    return overhead + limitCost(shape, time) + pairs + 4e-7 * steps * steps * shape.width;
  },
  async *run(parameters) {
    const {problem, times, width, constant, allowance} = parameters;
    const steps = runOf(parameters);
    const last = times[times.length - 1] || 1;
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield {progress: (0.8 * step.value) / last, rows: []};
    const {limit, meanGap, linearMeanGap, linearResidual, record, bounds, gronwall, largestForcing} = step.value;
    const {own, integrals, excesses, boundEnd, range} = constantsOf(limit, parameters);
    const estimated = concordanceBound(limit, record, times, {constant, allowance});
    const rootRisk = rootRiskIntegral(limit);
    const place = (time: number) => limit.times.indexOf(time);
    const interaction = interactionCoefficients(problem);
    const forcingConstant = 2 * Math.sqrt(evaluate(derivative(interaction), 1) * evaluate(interaction, 1));
    yield {
      progress: 1,
      rows: times.map((time, n) => ({
        time,
        meanGap: meanGap[n],
        // As in bounds.ts: where the estimate holds, no neuron's bound is less than its exact one.
        bound: !(time > boundEnd)
          ? meanOfLarger(estimated.ofNeuron[n], bounds.propagatorOfNeuron[n])
          : estimated.bound[n],
        gronwallBound: gronwall.bound[n],
        propagatorBound: bounds.propagator[n],
        linearMeanGap: linearMeanGap[n],
        linearResidual: linearResidual[n],
        floorIntegral: integrals[n],
        excess: excesses[n].value,
        excessAlignment: excesses[n].alignment,
        propagator: estimated.propagator[n],
        estimate: estimated.estimate[n],
        overshoot: estimated.excess[n],
        relativeRisk: limit.risk[place(time)] / targetPower(problem),
        rootRiskIntegral: rootRisk[place(time)],
        growthRate: gronwall.rate[n],
        largestForcing: largestForcing[n] * Math.sqrt(width),
        forcingConstant,
        boundEnd,
        leastConstant: range?.least ?? Number.NaN,
        mostConstant: range?.most ?? Number.NaN,
        ownConstant: own,
        misfit: misfitOf(problem),
        informationExponent: informationExponent(problem) ?? Number.NaN,
        even: isEven(problem) ? 1 : 0
      }))
    };
  }
};

function meanOfLarger(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + Math.max(value, b[i]), 0) / a.length;
}
