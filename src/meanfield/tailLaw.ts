import {modes, transverseMoment} from "./potential.js";
import {lineNormaliser} from "./sphere.js";

/**
 * The tail of the risk for σ = σ* = h_k, k even: our derivation, in docs/numerics/tail.md. All of it is in the clock
 * F = ∫√R dt. At k = 2 only `lateTail` applies.
 */

function checkDegree(k: number, least: number): void {
  if (!(Number.isInteger(k) && k % 2 === 0 && k >= least))
    throw new RangeError(`degree ${k} is not an even integer ≥ ${least}; the law is derived for those only`);
}

/** κ = 2k E ξ^k: the rate per F at which the unlearned crowd near the equator repels itself, to leading order in 1/d. */
export function crowdRepulsion(k: number, dimension: number): number {
  checkDegree(k, 2);
  return 2 * k * transverseMoment(dimension, k);
}

/**
 * |α_0| of the neurons that are just leaving when ∫√R = `field`: α_f^{−(k−2)} = (2k/κ)(e^{(k−2)κF} − 1), k ≥ 4. Neurons
 * that started nearer the equator are the unlearned ones.
 */
export function escapeFront(k: number, dimension: number, field: number): number {
  checkDegree(k, 4);
  const kappa = crowdRepulsion(k, dimension);
  return (((2 * k) / kappa) * Math.expm1((k - 2) * kappa * field)) ** (-1 / (k - 2));
}

/** The unlearned fraction 2 p_0 α_f, with p_0 the density of μ_0 at the equator. */
function unlearned(k: number, dimension: number, field: number): number {
  return (2 / lineNormaliser(dimension)) * escapeFront(k, dimension, field);
}

/** One point of the law. */
export interface TailPoint {
  readonly time: number;
  readonly field: number;
  readonly risk: number;
}

/** From this unlearned fraction on the front has left the bulk of μ_0 and the law is meant to hold. */
const fewUnlearned = 0.5;

/**
 * The law R = (1 + E ξ^k) q², dF/dt = √R, q = 2 p_0 α_f(F), at `count` values of F per factor 10 up to the given time:
 * R ~ t^{−2/(k−1)} while (k−2)κF ≪ 1 and R ~ (κt)^{−2} after. It starts where half is unlearned. The integral
 * t = ∫dF/√R is the trapezoidal rule in log F, its piece below the first F in closed form.
 */
export function tailLaw(k: number, dimension: number, last: number, count = 64): TailPoint[] {
  checkDegree(k, 4);
  const size = Math.sqrt(1 + transverseMoment(dimension, k));
  const root = (field: number): number => size * unlearned(k, dimension, field);
  const ratio = 10 ** (1 / count);
  let field = 1e-9 / crowdRepulsion(k, dimension);
  let time = (field / root(field)) * ((k - 2) / (k - 1));
  const points: TailPoint[] = [];
  while (time <= last) {
    const value = root(field);
    if (value <= fewUnlearned) points.push({time, field, risk: value * value});
    const next = field * ratio;
    time += (Math.log(ratio) / 2) * (field / value + next / root(next));
    field = next;
  }
  return points;
}

/** Where the intermediate law turns into the late one: F = 1/((k−2)κ). */
export function tailCrossover(k: number, dimension: number): number {
  checkDegree(k, 4);
  return 1 / ((k - 2) * crowdRepulsion(k, dimension));
}

export interface LateTail {
  /** λ: α̇/α at the equator over the unlearned fraction f. κ(1 + O(log d / d)) for k ≥ 4; 4d/(d−1) for k = 2. */
  readonly rate: number;
  /** lim t² R(ρ_t). */
  readonly constant: number;
}

const steps = 4000;
const farthest = 30;

/**
 * The late tail without the expansion in 1/d: R → constant · t^{−2}. In the clock ∫f dt, f = 1 − ∫α^k dμ, the unlearned crowd
 * keeps its shape and loses mass at the constant rate λ. With H(α) = exp(λ∫dα/V), V = α̇/f, H ~ α near 0, its mass below α is
 * ∝ e^{−λ∫f} H(α); the shape depends on V, V on the moments m_j = M_j/f, and m_j on the shape: iterated to rest. Then
 * f = 1/(λt) and R = f²(1 + Σ_{j≥2} weight_j m_j²).
 */
export function lateTail(k: number, dimension: number): LateTail {
  checkDegree(k, 2);
  const link = new Array<number>(k + 1).fill(0);
  link[k] = 1;
  const crowd = modes({name: `h${k}`, activation: link, target: link}, dimension).filter(({order}) => order > 0);
  const start = -25;
  const h = (Math.log(farthest) - start) / steps;
  const positions = Float64Array.from({length: 2 * steps + 1}, (_, i) => Math.exp(start + (i * h) / 2));
  const alignments = positions.map(Math.tanh);
  // All that the iteration asks for at the nodes is linear in the moments.
  const pull = (a: number): number => -k * a ** (k - 1);
  const pushes = crowd.map(({order: j, weight}) => (a: number): number => {
    const s = 1 - a * a;
    const spread = k > j ? (k - j) * a ** (k - j - 1) * s ** (j / 2) : 0;
    return weight * (spread - j * a ** (k - j + 1) * s ** (j / 2 - 1));
  });
  const pulled = alignments.map(pull);
  const pushed = pushes.map((push) => alignments.map(push));
  const averageOf = (phi: (a: number) => number): ((share: Float64Array) => number) => {
    const values = alignments.filter((_, i) => i % 2 === 0).map(phi);
    return (share) => {
      let sum = phi(0) * share[0];
      for (let i = 0; i < steps; ++i) sum += ((share[i + 1] - share[i]) * (values[i] + values[i + 1])) / 2;
      return sum;
    };
  };
  const unlearnedOf = averageOf((a) => 1 - a ** k);
  const momentsOf = crowd.map(({order: j}) => averageOf((a) => a ** (k - j) * (1 - a * a) ** (j / 2)));
  const share = new Float64Array(steps + 1);
  let moments: number[] = crowd.map(({order}) => (order === k ? 1 : 0));
  let rate = 0;
  for (let iteration = 0; iteration < 200; ++iteration) {
    const slope = (a: number): number => pushes.reduce((sum, push, q) => sum + moments[q] * push(a), pull(a));
    const tiny = 1e-7;
    rate = (-2 * slope(tiny)) / tiny;
    // dH/H for a step in log α.
    const changes = pulled.slice();
    for (const [q, push] of pushed.entries()) for (let i = 0; i < push.length; ++i) changes[i] += moments[q] * push[i];
    for (let i = 0; i < changes.length; ++i) changes[i] = (rate * positions[i]) / (-2 * changes[i]);
    let logarithm = Math.log(alignments[0]);
    share[0] = Math.exp(logarithm);
    for (let i = 0; i < steps; ++i) {
      logarithm += (h / 6) * (changes[2 * i] + 4 * changes[2 * i + 1] + changes[2 * i + 2]);
      share[i + 1] = Math.exp(logarithm);
    }
    const unlearned = unlearnedOf(share);
    const next = momentsOf.map((momentOf) => momentOf(share) / unlearned);
    const moved = Math.max(...next.map((moment, q) => Math.abs(moment - moments[q])));
    moments = next;
    if (moved < 1e-11) break;
  }
  return {rate, constant: (1 + crowd.reduce((sum, {weight}, q) => sum + weight * moments[q] ** 2, 0)) / rate ** 2};
}
