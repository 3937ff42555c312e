import type {AlignmentsRow} from "../experiments/alignments.js";
import type {ChaosScalingRow} from "../experiments/chaosScaling.js";
import type {ChaosTermsRow} from "../experiments/chaosTerms.js";
import type {DensityRow} from "../experiments/density.js";
import type {GapRow} from "../experiments/gap.js";
import type {HessianRow} from "../experiments/hessian.js";
import type {McdiarmidRow} from "../experiments/mcdiarmid.js";
import type {MeanFieldRow} from "../experiments/meanField.js";
import type {PropagatorRow} from "../experiments/propagator.js";
import type {PropagatorPathsRow} from "../experiments/propagatorPaths.js";
import type {RadialRow} from "../experiments/radial.js";
import type {RadialLawRow} from "../experiments/radialLaw.js";
import type {RadialSgdRow} from "../experiments/radialSgd.js";
import type {RadialTransitionRow} from "../experiments/radialTransition.js";
import type {SelfConcordanceRow} from "../experiments/selfConcordance.js";

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
  readonly radial: RadialRow;
  readonly "radial-law": RadialLawRow;
  readonly "radial-sgd": RadialSgdRow;
  readonly "radial-transition": RadialTransitionRow;
  readonly "chaos-terms": ChaosTermsRow;
  readonly "chaos-scaling": ChaosScalingRow;
  readonly mcdiarmid: McdiarmidRow;
}

export type ExperimentName = keyof ExperimentRows;
