import {type RelevantModes, RelevantPotential} from "./relevantModes.js";

/**
 * The same potential for one relevant coordinate y and even activations of many degrees. On the sphere every mode is a polynomial in
 * x = 2y² − 1, a sum of Chebyshev polynomials T_n(x), so that points cost K/2 terms instead of as many as there are modes. Ψ is
 * continued off the sphere by a function of y alone, which changes neither the velocity nor the local Hessian.
 */
export class SeriesPotential extends RelevantPotential {
  /** e_q = Σ_n expansions[q][n] T_n(x). */
  readonly #expansions: readonly Float64Array[];
  readonly #count: number;

  /** Throws a RangeError for two coordinates or odd powers of y. */
  constructor(modes: RelevantModes) {
    super(modes);
    if (modes.coordinates !== 1 || modes.modes.some(({powers: [n]}) => n % 2 === 1))
      throw new RangeError(
        "a series in one coordinate needs one coordinate and even powers of it; use RelevantPotential"
      );
    const count = Math.floor(modes.degree / 2) + 1;
    const angles = Array.from({length: count}, (_, i) => (Math.PI * (i + 0.5)) / count);
    this.#count = count;
    this.#expansions = modes.modes.map(({powers: [n, j]}) => {
      const values = angles.map((angle) => Math.cos(angle / 2) ** n * Math.sin(angle / 2) ** j);
      return Float64Array.from({length: count}, (_, k) => {
        const sum = values.reduce((total, value, i) => total + value * Math.cos(k * angles[i]), 0);
        return ((k === 0 ? 1 : 2) * sum) / count;
      });
    });
  }

  override moments(points: Float64Array, n: number, weights: Float64Array): Float64Array {
    const means = new Float64Array(this.#count);
    for (let i = 0; i < weights.length; ++i) {
      // x = y² − r² does not cancel at the pole.
      const x = points[i] ** 2 - points[n + i] ** 2;
      let [before, value] = [x, 1];
      for (let k = 0; k < means.length; ++k) {
        means[k] += weights[i] * value;
        const next = 2 * x * value - before;
        before = value;
        value = next;
      }
    }
    return Float64Array.from(this.#expansions, (row) => row.reduce((sum, b, k) => sum + b * means[k], 0));
  }

  override velocity(p: Float64Array, points: Float64Array, n: number, velocity: Float64Array): void {
    const series = this.#series(p);
    for (let i = 0; i < n; ++i) {
      const [y, r] = [points[i], points[n + i]];
      const pull = -8 * y * slopes(series, y * y - r * r).first;
      velocity[i] = pull * r * r;
      velocity[n + i] = -pull * y * r;
    }
  }

  override derivatives(
    p: Float64Array,
    points: Float64Array,
    n: number,
    i: number
  ): {gradient: Float64Array; hessian: Float64Array} {
    const [y, r] = [points[i], points[n + i]];
    const {first, second} = slopes(this.#series(p), y * y - r * r);
    return {
      gradient: Float64Array.of(4 * y * first, 0),
      hessian: Float64Array.of(4 * first + 16 * y * y * second, 0, 0, 0)
    };
  }

  override curvatureAround(p: Float64Array, points: Float64Array, n: number, i: number, c: number): number {
    return c === 0 ? 4 * slopes(this.#series(p), points[i] ** 2 - points[n + i] ** 2).first : 0;
  }

  #series(p: Float64Array): Float64Array {
    const series = new Float64Array(this.#count);
    for (let q = 0; q < p.length; ++q) {
      const row = this.#expansions[q];
      for (let k = 0; k < series.length; ++k) series[k] += p[q] * row[k];
    }
    return series;
  }
}

/** First and second derivative of Σ series[k] T_k at x, by T_k′ = k U_{k−1}. */
function slopes(series: Float64Array, x: number): {first: number; second: number} {
  let [before, value] = [0, 1];
  let [slopeBefore, slope] = [0, 0];
  let [first, second] = [0, 0];
  for (let k = 1; k < series.length; ++k) {
    first += k * series[k] * value;
    second += k * series[k] * slope;
    const next = 2 * x * value - before;
    const nextSlope = 2 * value + 2 * x * slope - slopeBefore;
    [before, value, slopeBefore, slope] = [value, next, slope, nextSlope];
  }
  return {first, second};
}
