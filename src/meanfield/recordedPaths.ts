import {radiusOf} from "./flow.js";
import type {ForcingRecord} from "./forcing.js";
import {largestEigenvalue} from "./hessian.js";
import type {MeanFieldLimit} from "./limit.js";
import {derivative} from "./polynomial.js";
import {maximumBetween} from "./polynomialRoots.js";
import {selfConcordanceExponents, selfConcordanceFloor, selfConcordanceRate} from "./selfConcordance.js";

/** Paths that are stepped together; a block of them fits in the processor's cache. */
const blockSize = 1024;

/** A Runge–Kutta step h satisfies h · (largest rate of change in u) ≤ this: (A) is then right to about 1e−5 of itself. */
const stepTimesRate = 0.4;

/**
 * Between two recorded times all paths follow one map u ↦ u′, odd in u for even links. Where there are many paths, only the
 * nodes u = 0, 1/64 … 20 (and three below 0) are stepped, and the map is interpolated in |u|; beyond 20 it is a translation to
 * the last digit. Not so for links with odd degrees, the integral of whose self-concordance rate is singular in u.
 */
const nodeSpacing = 1 / 64;
const nodesBelow = 3;
const nodeCount = 20 / nodeSpacing + 1 + nodesBelow;
const nodePlace = (k: number) => (k - nodesBelow) * nodeSpacing;

/** Beyond |u| = 300 a particle sits on the pole α = ±1 to more digits than a double has. */
const poleCoordinate = 300;

interface Places {
  readonly u: Float64Array;
  readonly logStretch: Float64Array;
}

/**
 * The mean-field paths that leave from every recorded place of a run: one path a recorded time s and neuron i, from α̂_i(s)
 * on, with the stretching ∂u_t/∂u_s. All paths are carried along together, by the classical Runge–Kutta method of order 4
 * in u = artanh α, and more join at every recorded time. Path r·m + i is the one of neuron i from times[r].
 */
export class RecordedPaths {
  /** artanh α of every path at the time reached. */
  readonly u: Float64Array;
  /** log ∂u_t/∂u_s of every path. */
  readonly logStretch: Float64Array;
  /** √(1−α²) of every path at its start. */
  readonly startRadius: Float64Array;
  readonly #limit: Pick<MeanFieldLimit, "problem" | "potentialAt">;
  readonly #record: ForcingRecord;
  readonly #exponents: readonly number[];
  /** log|α| of every path at its start, for even links. */
  readonly #startLogAlignment: Float64Array | undefined;
  /** ∫_s^t of the self-concordance rate along every path, for links with odd degrees. */
  readonly #rateIntegral: Float64Array | undefined;
  /** ∫_0^{times[r]} Λ. */
  readonly #largest: Float64Array;
  /** ∫_0^{times[r]} φ_k, one array an exponent k. */
  readonly #floors: readonly Float64Array[];
  /** For even links. */
  readonly #nodes: Places | undefined;
  #reached = -1;

  constructor(limit: Pick<MeanFieldLimit, "problem" | "potentialAt">, record: ForcingRecord, even: boolean) {
    const count = record.times.length * record.alignment[0].length;
    this.#limit = limit;
    this.#nodes = even ? {u: new Float64Array(nodeCount), logStretch: new Float64Array(nodeCount)} : undefined;
    this.#record = record;
    this.#exponents = selfConcordanceExponents(limit.problem);
    this.u = new Float64Array(count);
    this.logStretch = new Float64Array(count);
    this.startRadius = new Float64Array(count);
    this.#startLogAlignment = even ? new Float64Array(count) : undefined;
    this.#rateIntegral = even ? undefined : new Float64Array(count);
    this.#largest = new Float64Array(record.times.length);
    this.#floors = even ? this.#exponents.map(() => new Float64Array(record.times.length)) : [];
  }

  /** Carries all paths to the record's time q and lets those that start there join. */
  advanceTo(q: number): void {
    while (this.#reached < q) {
      if (this.#reached >= 0) this.#carry(this.#reached);
      this.#join(++this.#reached);
    }
  }

  /** ∫ Λ from the record's time r to the time reached. */
  largestIntegral(r: number): number {
    return this.#largest[this.#reached] - this.#largest[r];
  }

  /** The self-concordance estimate of log J_∥ for path r·m + i, which is at `alignment` at the time reached. */
  logEstimate(r: number, path: number, alignment: number): number {
    if (this.#rateIntegral) return this.#rateIntegral[path];
    const start = this.#startLogAlignment![path];
    const growth = start === Number.NEGATIVE_INFINITY ? this.logStretch[path] : Math.log(Math.abs(alignment)) - start;
    let estimate = Number.POSITIVE_INFINITY;
    for (let n = 0; n < this.#exponents.length; ++n) {
      const floor = this.#floors[n];
      estimate = Math.min(estimate, (this.#exponents[n] - 1) * growth + floor[this.#reached] - floor[r]);
    }
    return estimate;
  }

  #join(q: number): void {
    const alignments = this.#record.alignment[q];
    for (let i = 0, path = q * alignments.length; i < alignments.length; ++i, ++path) {
      const u = Math.atanh(Math.max(-1, Math.min(1, alignments[i])));
      this.u[path] = Math.max(-poleCoordinate, Math.min(poleCoordinate, u));
      this.startRadius[path] = radiusOf(this.u[path]);
      if (this.#startLogAlignment) this.#startLogAlignment[path] = Math.log(Math.abs(Math.tanh(this.u[path])));
    }
  }

  /** From the record's time q to the next. */
  #carry(q: number): void {
    const {times, alignment} = this.#record;
    const start = times[q];
    const length = times[q + 1] - start;
    const rate = Math.max(
      rateOfChange(this.#limit.potentialAt(start)),
      rateOfChange(this.#limit.potentialAt(times[q + 1]))
    );
    const count = Math.max(1, Math.ceil((length * rate) / stepTimesRate));
    const potentials = Array.from({length: 2 * count + 1}, (_, n) =>
      this.#limit.potentialAt(n === 2 * count ? times[q + 1] : start + (length * n) / (2 * count))
    );
    const step = length / count;
    const fields = potentials.map((p) => fieldOf(p, this.#rateIntegral === undefined));
    this.#largest[q + 1] =
      this.#largest[q] +
      simpson(
        fields.map(({largest}) => largest),
        step
      );
    this.#exponents.forEach((k, n) => {
      const floor = this.#floors[n];
      if (floor)
        floor[q + 1] =
          floor[q] +
          simpson(
            potentials.map((p) => selfConcordanceFloor(p, k)),
            step
          );
    });
    const paths = (q + 1) * alignment[0].length;
    const nodes = this.#nodes;
    if (nodes && paths > 2 * nodeCount) {
      nodes.logStretch.fill(0);
      for (let k = 0; k < nodeCount; ++k) nodes.u[k] = nodePlace(k);
      for (let n = 0; n < count; ++n) this.#step(nodes, 0, nodeCount, step, fields, 2 * n);
      for (let k = 0; k < nodeCount; ++k) nodes.u[k] -= nodePlace(k);
      this.#interpolate(nodes, paths);
      return;
    }
    for (let from = 0; from < paths; from += blockSize) {
      const to = Math.min(paths, from + blockSize);
      for (let n = 0; n < count; ++n) this.#step(this, from, to, step, fields, 2 * n);
    }
  }

  /** Moves and stretches the paths like the nodes around them, by polynomials through six. */
  #interpolate({u: moved, logStretch: stretched}: Places, paths: number): void {
    const {u, logStretch} = this;
    for (let path = 0; path < paths; ++path) {
      const x = Math.min(nodeCount - 1, Math.abs(u[path]) / nodeSpacing + nodesBelow);
      const k = Math.min(nodeCount - 6, Math.floor(x) - 2);
      const a = x - k;
      const [b, c, d, e, f] = [a - 1, a - 2, a - 3, a - 4, a - 5];
      const [ab, cd, ef] = [a * b, c * d, e * f];
      const w0 = (b * cd * ef) / -120;
      const w1 = (a * cd * ef) / 24;
      const w2 = (ab * d * ef) / -12;
      const w3 = (ab * c * ef) / 12;
      const w4 = (ab * cd * f) / -24;
      const w5 = (ab * cd * e) / 120;
      const m = moved;
      const s = stretched;
      const shift = w0 * m[k] + w1 * m[k + 1] + w2 * m[k + 2] + w3 * m[k + 3] + w4 * m[k + 4] + w5 * m[k + 5];
      u[path] += u[path] < 0 ? -shift : shift;
      logStretch[path] += w0 * s[k] + w1 * s[k + 1] + w2 * s[k + 2] + w3 * s[k + 3] + w4 * s[k + 4] + w5 * s[k + 5];
    }
  }

  /** One Runge–Kutta step of the paths from … to−1, with the potentials at its start, middle and end. */
  #step({u, logStretch}: Places, from: number, to: number, h: number, fields: Field[], first: number): void {
    const integral = this.#rateIntegral;
    const even = integral === undefined;
    for (let path = from; path < to; ++path) {
      let place = u[path];
      let moved = 0;
      let stretched = 0;
      let rate = 0;
      for (let s = 0; s < 4; ++s) {
        const field = fields[first + ((s + 1) >> 1)];
        const {slopes, curvatures} = field;
        const e = Math.exp(-2 * Math.abs(place));
        const share = 1 / (1 + e);
        const alpha = place < 0 ? (e - 1) * share : (1 - e) * share;
        const z = even ? alpha * alpha : alpha;
        let slope = 0;
        let curvature = 0;
        for (let j = slopes.length - 1; j >= 0; --j) {
          slope = slope * z + slopes[j];
          curvature = curvature * z + curvatures[j];
        }
        const velocity = even ? -2 * alpha * slope : -2 * slope;
        const weight = s === 0 || s === 3 ? h / 6 : h / 3;
        moved += weight * velocity;
        stretched -= weight * 8 * e * share * share * curvature;
        if (!even) rate += weight * selfConcordanceRate(field.potential, this.#exponents, alpha, field.largest);
        place = u[path] + (s === 2 ? h : h / 2) * velocity;
      }
      u[path] += moved;
      logStretch[path] += stretched;
      if (integral) integral[path] += rate;
    }
  }
}

/** A potential at one time, laid out for the paths: Ψ′ and Ψ″ as polynomials of α, or of α² (Ψ′/α then) for even links. */
interface Field {
  readonly potential: Float64Array;
  readonly slopes: Float64Array;
  readonly curvatures: Float64Array;
  readonly largest: number;
}

function fieldOf(potential: Float64Array, even: boolean): Field {
  const first = even ? 2 : 1;
  const stride = even ? 2 : 1;
  const length = Math.max(1, Math.ceil((potential.length - first) / stride));
  const coefficient = (j: number) => potential[j] ?? 0;
  return {
    potential,
    slopes: Float64Array.from({length}, (_, n) => (first + n * stride) * coefficient(first + n * stride)),
    curvatures: Float64Array.from(
      {length},
      (_, n) => (2 + n * stride) * (1 + n * stride) * coefficient(2 + n * stride)
    ),
    largest: largestEigenvalue(potential).value
  };
}

/** Simpson's rule for samples at the ends and middles of steps. */
function simpson(samples: number[], step: number): number {
  let sum = 0;
  for (let n = 0; n + 2 < samples.length; n += 2) sum += samples[n] + 4 * samples[n + 1] + samples[n + 2];
  return (sum * step) / 6;
}

/** sup over α of |u̇| = |2Ψ′| and |∂u̇/∂u| = 2(1−α²)|Ψ″|: how fast the motion in u can change. */
function rateOfChange(potential: Float64Array): number {
  const slope = derivative(potential);
  const curvature = derivative(slope);
  const stretching = new Float64Array(curvature.length + 2);
  curvature.forEach((c, j) => {
    stretching[j] += c;
    stretching[j + 2] -= c;
  });
  return 2 * Math.max(largestModulus(slope), largestModulus(stretching));
}

function largestModulus(polynomial: Float64Array): number {
  return Math.max(
    maximumBetween(polynomial, -1, 1).value,
    maximumBetween(
      polynomial.map((c) => -c),
      -1,
      1
    ).value
  );
}
