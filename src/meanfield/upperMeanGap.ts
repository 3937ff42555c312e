import type {PanelPropagators} from "./fluctuation.js";
import type {Spread} from "./gapLaw.js";

/**
 * B_t = ∫_0^t E_w (J_∥²V_∥(s) + J_⊥²V_⊥(s))^{1/2} ds, panel by panel. V is the variance of the forcing; J²V of every
 * node in the past is carried along to the start of the present panel, so that no propagator over a long time is made.
 */
export class UpperMeanGap {
  readonly #weights: Float64Array;
  readonly #past: {length: number; variance: Spread}[] = [];

  constructor(weights: Float64Array) {
    this.#weights = weights;
  }

  /** B at the panel's nodes (the first is its start), given the forcing's variances there, which are overwritten. */
  advance({parallel, transverse, integration}: PanelPropagators, variances: readonly Spread[]): Float64Array {
    variances.forEach((variance, j) => {
      multiply(variance.parallel, parallel[j], -2);
      multiply(variance.transverse, transverse[j], -2);
    });
    const values = Float64Array.from(integration, (row, i) => {
      let sum = 0;
      for (const {length, variance} of this.#past) sum += length * this.#mean(variance, parallel[i], transverse[i]);
      variances.forEach((variance, j) => {
        if (row[j] !== 0) sum += row[j] * this.#mean(variance, parallel[i], transverse[i]);
      });
      return sum;
    });
    const end = integration.length - 1;
    variances.forEach((variance, j) => {
      this.#past.push({length: integration[end][j], variance});
    });
    for (const {variance} of this.#past) {
      multiply(variance.parallel, parallel[end], 2);
      multiply(variance.transverse, transverse[end], 2);
    }
    return values;
  }

  #mean({parallel, transverse}: Spread, jParallel: Float64Array, jTransverse: Float64Array): number {
    let sum = 0;
    for (let w = 0; w < this.#weights.length; ++w)
      sum += this.#weights[w] * Math.sqrt(jParallel[w] ** 2 * parallel[w] + jTransverse[w] ** 2 * transverse[w]);
    return sum;
  }
}

function multiply(values: Float64Array, factors: Float64Array, power: 2 | -2): void {
  for (let w = 0; w < values.length; ++w) {
    const square = factors[w] * factors[w];
    values[w] *= power === 2 ? square : 1 / square;
  }
}
