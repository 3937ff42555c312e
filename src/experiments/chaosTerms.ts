import {
  chaosConstants,
  growthConstant,
  log10TheoremBound,
  RunGronwall,
  theoremError
} from "../meanfield/chaosBounds.js";
import {chaosProblem} from "../meanfield/chaosProblem.js";
import {ChaosTerms, parts} from "../meanfield/chaosTerms.js";
import {chaosDelta, chaosDimension, chaosLimit, chaosSeed, chaosTime, chaosWidth, solveTo} from "./chaosSetting.js";
import type {Experiment} from "./experiment.js";
import {integer, real} from "./parameter.js";
import {parameterSet, require} from "./parameters.js";

export interface ChaosTermsParameters {
  readonly dimension: number;
  readonly width: number;
  readonly stepSize: number;
  readonly time: number;
  readonly delta: number;
  readonly z: number;
  readonly points: number;
  readonly seed: number;
}

export interface ChaosTermsRow {
  readonly time: number;
  readonly maxGap: number;
  readonly meanGap: number;
  readonly discretisation: number;
  readonly drift: number;
  readonly martingale: number;
  readonly sampling: number;
  readonly feedback: number;
  readonly interaction: number;
  readonly noise: number;
  readonly selfInteraction: number;
  readonly discretisationShare: number;
  readonly driftShare: number;
  readonly martingaleShare: number;
  readonly samplingShare: number;
  readonly feedbackShare: number;
  readonly forcing: number;
  readonly lipschitz: number;
  readonly runGronwall: number;
  readonly theoremBound: number;
  readonly theoremBoundLog10: number;
  readonly theoremRate: number;
  readonly theoremError: number;
  readonly residual: number;
  readonly risk: number;
}

/** The most steps of a run: minutes at the default width. */
const mostSteps = 1e6;

const parameters = parameterSet(
  {
    dimension: chaosDimension,
    width: chaosWidth,
    stepSize: real({
      name: "stepSize",
      description: "ε: the step size of SGD",
      least: 0,
      most: 0.1,
      open: true,
      default: 0.002
    }),
    time: chaosTime,
    delta: chaosDelta,
    z: real({
      name: "z",
      description: "the theorem's bound is drawn for the probability 1 − 2 exp(−z²)",
      least: 0,
      most: 10,
      default: 2
    }),
    points: integer({
      name: "points",
      description: "the number of times after 0 at which there is a row, at most one a step",
      least: 1,
      most: 10000,
      default: 64
    }),
    seed: chaosSeed
  },
  (values): ChaosTermsParameters => {
    const {time, stepSize} = values;
    require(time >= stepSize, (label) =>
      `${label("time")} must be at least one step, got ${time} with ${label("stepSize", String(stepSize))}; try ${label("stepSize", String(time / 100))}`);
    require(time / stepSize <= mostSteps, (label) =>
      `${label("time")} over ${label("stepSize")} must be at most ${mostSteps} steps, got ${time} over ${stepSize}; try ${label("stepSize", String(time / mostSteps))}`);
    return values;
  },
  (output) => output
);

/** One run of SGD beside its copies, taken apart as the proof does it; what the proof's last step makes of it. */
export const chaosTerms: Experiment<ChaosTermsParameters, ChaosTermsRow> = {
  name: "chaos-terms",
  shows: "the largest distance of one-pass SGD from its mean-field copies, the proof's terms, and Grönwall's bounds",
  parameters,
  columns: {
    time: "t = kε",
    maxGap: "Δ(t; N, ε): the largest |θ_i − θ̄_i| over neurons and steps so far",
    meanGap: "(1/N) Σ |θ_i − θ̄_i| at t",
    discretisation: "max |E1| so far: discretisation of time",
    drift: "max |E2| so far: drift of the particle away from its copy",
    martingale: "max |M| so far: martingale of the samples",
    sampling: "max |S| so far: N copies in place of their law",
    feedback: "max |B| so far: the other particles have left their copies, too",
    interaction: "max |S + B| so far",
    noise: "max |E3| so far, E3 = M + S + B",
    selfInteraction: "the largest contribution so far of a neuron's interaction with itself, a part of S + B",
    discretisationShare: "E1 along the gap of the neuron and step that attain Δ(t; N, ε); the five shares add up to it",
    driftShare: "E2 along that gap",
    martingaleShare: "M along that gap",
    samplingShare: "S along that gap",
    feedbackShare: "B along that gap",
    forcing: "max |E1 + E3| so far",
    lipschitz: "Λ_t: the Lipschitz constant of θ ↦ G(θ; ρ_t), measured on the limit",
    runGronwall:
      "forcing · exp(2 ∫Λ): Grönwall's inequality with what was measured on this run, ∫ an upper sum over the rows; empty beyond 1e308",
    theoremBound: "the theorem's bound with its constants worked out; empty beyond 1e308",
    theoremBoundLog10: "its decimal logarithm",
    theoremRate: "C in its e^{Ct}",
    theoremError: "err_{N,D}(z) of the theorem",
    residual: "the largest |θ_i − θ̄_i − (E1 + E2 + E3)| so far: rounding",
    risk: "R(ρ_t), the risk of the infinitely wide network"
  },
  async *run({dimension, width, stepSize, time, delta, z, points, seed}) {
    const problem = chaosProblem(dimension, delta);
    const limit = chaosLimit(problem);
    const steps = Math.round(time / stepSize);
    for (const part of solveTo(limit, steps * stepSize)) yield {progress: 0.1 * part, rows: []};
    const run = new ChaosTerms(problem, limit, width, stepSize, seed);
    const rate = growthConstant(chaosConstants(problem));
    const gronwall = new RunGronwall(limit.at(0).potential);
    const count = Math.min(points, steps);
    for (let n = 0; n <= count; ++n) {
      const until = Math.round((n * steps) / count);
      while (run.steps < until) {
        run.advance();
        if (run.steps % pause(width) === 0) yield {progress: 0.1 + (0.9 * run.steps) / steps, rows: []};
      }
      const {largest, shares, ...state} = run.state;
      const {potential} = limit.at(run.time);
      const bounds = {width, stepSize, z};
      const log10 = n === 0 ? Number.NEGATIVE_INFINITY : log10TheoremBound(problem, bounds, run.time);
      const row: ChaosTermsRow = {
        time: run.time,
        ...state,
        ...largest,
        ...(Object.fromEntries(parts.map((part) => [`${part}Share`, shares[part]])) as SharesOf),
        runGronwall: finite(state.forcing * gronwall.factor(run.time, potential)),
        lipschitz: gronwall.lipschitz,
        theoremBound: finite(10 ** log10),
        theoremBoundLog10: log10,
        theoremRate: rate,
        theoremError: theoremError(dimension, bounds),
        risk: potential.risk
      };
      yield {progress: 0.1 + (0.9 * run.steps) / steps, rows: [row]};
    }
  }
};

type SharesOf = Pick<
  ChaosTermsRow,
  "discretisationShare" | "driftShare" | "martingaleShare" | "samplingShare" | "feedbackShare"
>;

/** Steps between two chances to cancel: about a tenth of a second. */
const pause = (width: number): number => Math.max(1, Math.round(2e5 / width ** 2));

const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);
