import type {ActivationsRow} from "../experiments/activations.js";
import type {AlignmentsRow} from "../experiments/alignments.js";
import type {AtomPathsRow} from "../experiments/atomPaths.js";
import type {AtomsRow} from "../experiments/atoms.js";
import type {DensityRow} from "../experiments/density.js";
import type {FreeEnergyRow} from "../experiments/freeEnergy.js";
import type {GapRow} from "../experiments/gap.js";
import type {GibbsRow} from "../experiments/gibbs.js";
import type {HessianRow} from "../experiments/hessian.js";
import type {LangevinRow} from "../experiments/langevin.js";
import type {LazyRow} from "../experiments/lazy.js";
import type {LazyNeuronsRow} from "../experiments/lazyNeurons.js";
import type {MassBalanceRow} from "../experiments/massBalance.js";
import type {MeanFieldRow} from "../experiments/meanField.js";
import type {NoiselessRow} from "../experiments/noiseless.js";
import type {NoisyDensityRow} from "../experiments/noisyDensity.js";
import type {PropagatorRow} from "../experiments/propagator.js";
import type {PropagatorPathsRow} from "../experiments/propagatorPaths.js";
import type {RiskTermsRow} from "../experiments/riskTerms.js";
import type {SelfConcordanceRow} from "../experiments/selfConcordance.js";
import type {SgdRow} from "../experiments/sgd.js";
import type {SgdNeuronsRow} from "../experiments/sgdNeurons.js";
import type {StaircaseRow} from "../experiments/staircase.js";
import type {StaircaseLawRow} from "../experiments/staircaseLaw.js";
import type {StaircaseLevelsRow} from "../experiments/staircaseLevels.js";
import type {StepNoiseRow} from "../experiments/stepNoise.js";

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
  readonly activations: ActivationsRow;
  readonly "risk-terms": RiskTermsRow;
  readonly atoms: AtomsRow;
  readonly "atom-paths": AtomPathsRow;
  readonly "step-noise": StepNoiseRow;
  readonly lazy: LazyRow;
  readonly "lazy-neurons": LazyNeuronsRow;
  readonly staircase: StaircaseRow;
  readonly "staircase-law": StaircaseLawRow;
  readonly "staircase-levels": StaircaseLevelsRow;
  readonly langevin: LangevinRow;
  readonly "noisy-density": NoisyDensityRow;
  readonly "free-energy": FreeEnergyRow;
  readonly gibbs: GibbsRow;
  readonly noiseless: NoiselessRow;
  readonly "mass-balance": MassBalanceRow;
  readonly sgd: SgdRow;
  readonly "sgd-neurons": SgdNeuronsRow;
}

export type ExperimentName = keyof ExperimentRows;
