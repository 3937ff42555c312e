import type {AlignmentsRow} from "../experiments/alignments.js";
import type {DensityRow} from "../experiments/density.js";
import type {EscapeRow} from "../experiments/escape.js";
import type {GapRow} from "../experiments/gap.js";
import type {HessianRow} from "../experiments/hessian.js";
import type {MeanFieldRow} from "../experiments/meanField.js";
import type {PropagatorRow} from "../experiments/propagator.js";
import type {PropagatorPathsRow} from "../experiments/propagatorPaths.js";
import type {SelfConcordanceRow} from "../experiments/selfConcordance.js";
import type {TailRow} from "../experiments/tail.js";

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
  readonly escape: EscapeRow;
  readonly tail: TailRow;
}

export type ExperimentName = keyof ExperimentRows;
