import {activations} from "./activations.js";
import {alignments} from "./alignments.js";
import {atomPaths} from "./atomPaths.js";
import {atoms} from "./atoms.js";
import {chaosScaling} from "./chaosScaling.js";
import {chaosTerms} from "./chaosTerms.js";
import {density} from "./density.js";
import {escapeTimes} from "./escape.js";
import type {Experiment} from "./experiment.js";
import {freeEnergy} from "./freeEnergy.js";
import {gap} from "./gap.js";
import {gibbs} from "./gibbs.js";
import {hessian} from "./hessian.js";
import {instrument} from "./instrument.js";
import {lab} from "./lab.js";
import {labDensity} from "./labDensity.js";
import {labLinks} from "./labLinks.js";
import {labNeurons} from "./labNeurons.js";
import {langevin} from "./langevin.js";
import {lazy} from "./lazy.js";
import {lazyNeurons} from "./lazyNeurons.js";
import {massBalance} from "./massBalance.js";
import {mcdiarmid} from "./mcdiarmid.js";
import {meanField} from "./meanField.js";
import {neuronGaps} from "./neuronGaps.js";
import {noiseless} from "./noiseless.js";
import {noisyDensity} from "./noisyDensity.js";
import {problemTraining} from "./problem.js";
import {problemFlow} from "./problemFlow.js";
import {problemFlowNeurons} from "./problemFlowNeurons.js";
import {problemFlowPaths} from "./problemFlowPaths.js";
import {problemNeurons} from "./problemNeurons.js";
import {problemPaths} from "./problemPaths.js";
import {propagator} from "./propagator.js";
import {propagatorLevels} from "./propagatorLevels.js";
import {propagatorPaths} from "./propagatorPaths.js";
import {radial} from "./radial.js";
import {radialLaw} from "./radialLaw.js";
import {radialSgd} from "./radialSgd.js";
import {radialTransition} from "./radialTransition.js";
import {riskTerms} from "./riskTerms.js";
import {sampleError} from "./sampleError.js";
import {selfConcordance} from "./selfConcordance.js";
import {sgd} from "./sgd.js";
import {sgdNeurons} from "./sgdNeurons.js";
import {staircase} from "./staircase.js";
import {staircaseLaw} from "./staircaseLaw.js";
import {staircaseLevels} from "./staircaseLevels.js";
import {stepError} from "./stepError.js";
import {stepNoise} from "./stepNoise.js";
import {tail} from "./tail.js";
import {widthLaw} from "./widthLaw.js";
import {widthRun} from "./widthRun.js";

/** All experiments, in the order in which help lists them. */
export const experiments: readonly Experiment<unknown, Record<string, number>>[] = [
  meanField,
  gap,
  instrument,
  stepError,
  lab,
  labNeurons,
  labDensity,
  labLinks,
  density,
  alignments,
  hessian,
  propagator,
  propagatorLevels,
  propagatorPaths,
  selfConcordance,
  activations,
  riskTerms,
  atoms,
  atomPaths,
  stepNoise,
  lazy,
  lazyNeurons,
  staircase,
  staircaseLaw,
  staircaseLevels,
  massBalance,
  sgd,
  sgdNeurons,
  langevin,
  noisyDensity,
  freeEnergy,
  gibbs,
  noiseless,
  radial,
  radialLaw,
  radialSgd,
  radialTransition,
  chaosTerms,
  chaosScaling,
  mcdiarmid,
  escapeTimes,
  tail,
  widthRun,
  widthLaw,
  neuronGaps,
  problemFlow,
  problemFlowNeurons,
  problemTraining,
  problemNeurons,
  problemPaths,
  problemFlowPaths,
  sampleError
] as never;
