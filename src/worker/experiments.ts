import type {ExperimentTable} from "./protocol.js";
import type {ExperimentName} from "./rows.js";

const table = {
  "mean-field": async () => (await import("../experiments/meanField.js")).meanField,
  gap: async () => (await import("../experiments/gap.js")).gap,
  "step-error": async () => (await import("../experiments/stepError.js")).stepError,
  density: async () => (await import("../experiments/density.js")).density,
  alignments: async () => (await import("../experiments/alignments.js")).alignments,
  hessian: async () => (await import("../experiments/hessian.js")).hessian,
  propagator: async () => (await import("../experiments/propagator.js")).propagator,
  "propagator-levels": async () => (await import("../experiments/propagatorLevels.js")).propagatorLevels,
  "propagator-paths": async () => (await import("../experiments/propagatorPaths.js")).propagatorPaths,
  "self-concordance": async () => (await import("../experiments/selfConcordance.js")).selfConcordance,
  activations: async () => (await import("../experiments/activations.js")).activations,
  "risk-terms": async () => (await import("../experiments/riskTerms.js")).riskTerms,
  atoms: async () => (await import("../experiments/atoms.js")).atoms,
  "atom-paths": async () => (await import("../experiments/atomPaths.js")).atomPaths,
  "step-noise": async () => (await import("../experiments/stepNoise.js")).stepNoise,
  lazy: async () => (await import("../experiments/lazy.js")).lazy,
  "lazy-neurons": async () => (await import("../experiments/lazyNeurons.js")).lazyNeurons,
  staircase: async () => (await import("../experiments/staircase.js")).staircase,
  "staircase-law": async () => (await import("../experiments/staircaseLaw.js")).staircaseLaw,
  "staircase-levels": async () => (await import("../experiments/staircaseLevels.js")).staircaseLevels,
  "mass-balance": async () => (await import("../experiments/massBalance.js")).massBalance,
  sgd: async () => (await import("../experiments/sgd.js")).sgd,
  "sgd-neurons": async () => (await import("../experiments/sgdNeurons.js")).sgdNeurons,
  langevin: async () => (await import("../experiments/langevin.js")).langevin,
  "noisy-density": async () => (await import("../experiments/noisyDensity.js")).noisyDensity,
  "free-energy": async () => (await import("../experiments/freeEnergy.js")).freeEnergy,
  gibbs: async () => (await import("../experiments/gibbs.js")).gibbs,
  noiseless: async () => (await import("../experiments/noiseless.js")).noiseless,
  radial: async () => (await import("../experiments/radial.js")).radial,
  "radial-law": async () => (await import("../experiments/radialLaw.js")).radialLaw,
  "radial-sgd": async () => (await import("../experiments/radialSgd.js")).radialSgd,
  "radial-transition": async () => (await import("../experiments/radialTransition.js")).radialTransition,
  "chaos-terms": async () => (await import("../experiments/chaosTerms.js")).chaosTerms,
  "chaos-scaling": async () => (await import("../experiments/chaosScaling.js")).chaosScaling,
  mcdiarmid: async () => (await import("../experiments/mcdiarmid.js")).mcdiarmid,
  escape: async () => (await import("../experiments/escape.js")).escapeTimes,
  tail: async () => (await import("../experiments/tail.js")).tail,
  "width-run": async () => (await import("../experiments/widthRun.js")).widthRun,
  "width-law": async () => (await import("../experiments/widthLaw.js")).widthLaw,
  "neuron-gaps": async () => (await import("../experiments/neuronGaps.js")).neuronGaps
} satisfies Readonly<Record<ExperimentName, () => Promise<unknown>>>;

/** Every experiment by its name; its code is fetched when it is first asked for. */
export const experimentsByName = table as unknown as ExperimentTable;
