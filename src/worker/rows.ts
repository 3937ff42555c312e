import type {AlignmentsRow} from "../experiments/alignments.js";
import type {DensityRow} from "../experiments/density.js";
import type {GapRow} from "../experiments/gap.js";
import type {HessianRow} from "../experiments/hessian.js";
import type {MassBalanceRow} from "../experiments/massBalance.js";
import type {MeanFieldRow} from "../experiments/meanField.js";
import type {PropagatorRow} from "../experiments/propagator.js";
import type {PropagatorPathsRow} from "../experiments/propagatorPaths.js";
import type {SelfConcordanceRow} from "../experiments/selfConcordance.js";
import type {SgdRow} from "../experiments/sgd.js";
import type {SgdNeuronsRow} from "../experiments/sgdNeurons.js";

/** The rows of each experiment by its name, so that pages are type-checked although messages are not. */
export interface ExperimentRows {
  readonly "mean-field": MeanFieldRow;
  readonly gap: GapRow;
  readonly density: DensityRow;
  readonly alignments: AlignmentsRow;
  readonly hessian: HessianRow;
  readonly propagator: PropagatorRow;
  readonly "propagator-paths": PropagatorPathsRow;
  readonly "self-concordance": SelfConcordanceRow;
  readonly "mass-balance": MassBalanceRow;
  readonly sgd: SgdRow;
  readonly "sgd-neurons": SgdNeuronsRow;
}

export type ExperimentName = keyof ExperimentRows;
