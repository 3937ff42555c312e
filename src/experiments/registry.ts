import type {Experiment} from "./experiment.js";
import {hessian} from "./hessian.js";
import {meanField} from "./meanField.js";

/** All experiments, in the order in which help lists them. */
export const experiments: readonly Experiment<unknown, Record<string, number>>[] = [meanField, hessian] as never;
