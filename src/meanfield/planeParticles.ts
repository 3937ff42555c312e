import {radiusOf} from "./flow.js";
import {evaluate} from "./polynomial.js";

/** The mean-field particles αw* + rζ in the planes in which they move, by the same stages as the neurons. */
export class PlaneParticles {
  readonly #start: {alignment: Float64Array; radius: Float64Array};
  readonly #sum: {alignment: Float64Array; radius: Float64Array};
  /** α and r at the present stage. */
  readonly alignment: Float64Array;
  readonly radius: Float64Array;

  constructor(u: Float64Array) {
    this.alignment = Float64Array.from(u, Math.tanh);
    this.radius = Float64Array.from(u, radiusOf);
    this.#start = {alignment: Float64Array.from(this.alignment), radius: Float64Array.from(this.radius)};
    this.#sum = {alignment: Float64Array.from(this.alignment), radius: Float64Array.from(this.radius)};
  }

  /** −2Ψ′(α) P w* has the components −2Ψ′(1 − α²) and 2Ψ′αr; `field` is Ψ′. */
  stage(field: Float64Array, weight: number, next: number): void {
    const {alignment, radius} = this;
    for (let i = 0; i < alignment.length; ++i) {
      const [a, r] = [alignment[i], radius[i]];
      const pull = -2 * evaluate(field, a);
      const [rateA, rateR] = [pull * (1 - a * a), -pull * a * r];
      this.#sum.alignment[i] += weight * rateA;
      this.#sum.radius[i] += weight * rateR;
      alignment[i] = this.#start.alignment[i] + next * rateA;
      radius[i] = this.#start.radius[i] + next * rateR;
    }
  }

  step(): void {
    for (const name of ["alignment", "radius"] as const) {
      this.#start[name].set(this.#sum[name]);
      this[name].set(this.#sum[name]);
    }
  }
}
