import {alignments} from "./alignments.js";
import {density} from "./density.js";
import {escapeTimes} from "./escape.js";
import type {Experiment} from "./experiment.js";
import {gap} from "./gap.js";
import {hessian} from "./hessian.js";
import {meanField} from "./meanField.js";
import {propagator} from "./propagator.js";
import {propagatorPaths} from "./propagatorPaths.js";
import {selfConcordance} from "./selfConcordance.js";
import {tail} from "./tail.js";

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
  escapeTimes,
  tail
] as never;
