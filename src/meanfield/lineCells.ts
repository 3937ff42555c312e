import {lineNormaliser} from "./sphere.js";

/** What the cells have to resolve: the dimension, the noise, and how fast a neuron is driven at most. */
export interface LineCellsOptions {
  readonly dimension: number;
  /** Only u ≥ 0 is kept; the other half mirrors it. */
  readonly even: boolean;
  /** The width of a cell in u = artanh α. */
  readonly spacing: number;
  /** The cells end at |u| = end, and the last ones hold all the mass beyond. */
  readonly end: number;
}

const logCosh = (u: number): number => Math.log1p(2 * Math.sinh(u / 2) ** 2);

/** Gauss–Legendre, three points on [−1, 1]. */
const rule = [
  [-Math.sqrt(0.6), 5 / 18],
  [0, 4 / 9],
  [Math.sqrt(0.6), 5 / 18]
] as const;

/** Equal cells of the line u = artanh α; a law of the alignment is its masses in them. */
export class LineCells {
  readonly even: boolean;
  readonly spacing: number;
  readonly count: number;
  /** count + 1 of them, from −end (or 0) to end. */
  readonly edges: Float64Array;
  readonly centres: Float64Array;
  /** α at the centres. */
  readonly alignments: Float64Array;
  /** Logarithms of the masses of the uniform law on S^{d−1}; the masses themselves may underflow. */
  readonly logUniform: Float64Array;

  constructor({dimension, even, spacing, end}: LineCellsOptions) {
    const half = Math.ceil(end / spacing);
    this.even = even;
    this.spacing = spacing;
    this.count = even ? half : 2 * half;
    const first = even ? 0 : -half;
    this.edges = Float64Array.from({length: this.count + 1}, (_, i) => (first + i) * spacing);
    this.centres = Float64Array.from({length: this.count}, (_, i) => (first + i + 0.5) * spacing);
    this.alignments = this.centres.map(Math.tanh);
    const power = dimension - 1;
    const constant = Math.log((even ? 2 : 1) / lineNormaliser(dimension));
    this.logUniform = this.centres.map((u) => {
      const middle = logCosh(u);
      const mean = rule.reduce(
        (sum, [x, weight]) => sum + weight * Math.exp(-power * (logCosh(u + (x * spacing) / 2) - middle)),
        0
      );
      return constant - power * middle + Math.log(spacing * mean);
    });
    // ∫ sech^{d−1} beyond the end, to leading order in e^{−2 end}.
    const beyond = constant + power * (Math.LN2 - half * spacing) - Math.log(power);
    for (const i of even ? [this.count - 1] : [0, this.count - 1])
      this.logUniform[i] += Math.log1p(Math.exp(beyond - this.logUniform[i]));
  }

  /** The masses of the uniform law. */
  uniform(): Float64Array {
    const masses = this.logUniform.map(Math.exp);
    const total = masses.reduce((sum, mass) => sum + mass, 0);
    return masses.map((mass) => mass / total);
  }

  /**
   * v with ∫ φ dμ ≈ Σ v_i mass_i to fourth order in the spacing, for the φ(α) given; on half the line its even part. A cell's mass is
   * spacing (p + spacing² p″/24), so that φ at the centre wants −spacing² φ″/24.
   */
  weights(phi: (alignment: number) => number): Float64Array {
    const symmetric = this.even ? (a: number) => (phi(a) + phi(-a)) / 2 : phi;
    const values = this.alignments.map(symmetric);
    const at = (i: number): number => {
      if (i >= 0 && i < this.count) return values[i];
      return symmetric(Math.tanh(this.edges[0] + (i + 0.5) * this.spacing));
    };
    return values.map((value, i) => value - (at(i + 1) - 2 * value + at(i - 1)) / 24);
  }
}
