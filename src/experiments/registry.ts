import {alignments} from "./alignments.js";
import {chaosScaling} from "./chaosScaling.js";
import {chaosTerms} from "./chaosTerms.js";
import {density} from "./density.js";
import type {Experiment} from "./experiment.js";
import {gap} from "./gap.js";
import {hessian} from "./hessian.js";
import {mcdiarmid} from "./mcdiarmid.js";
import {meanField} from "./meanField.js";
import {propagator} from "./propagator.js";
import {propagatorPaths} from "./propagatorPaths.js";
import {radial} from "./radial.js";
import {radialLaw} from "./radialLaw.js";
import {radialSgd} from "./radialSgd.js";
import {radialTransition} from "./radialTransition.js";
import {selfConcordance} from "./selfConcordance.js";

/** All experiments, in the order in which help lists them. */
export const experiments: readonly Experiment<unknown, Record<string, number>>[] = [
  meanField,
  gap,
  density,
  alignments,
  hessian,
  propagator,
  propagatorPaths,
  selfConcordance,
  radial,
  radialLaw,
  radialSgd,
  radialTransition,
  chaosTerms,
  chaosScaling,
  mcdiarmid
] as never;
