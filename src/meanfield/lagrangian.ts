import {Stepper} from "./integrate.js";
import {checkLimitArguments, type LimitOptions, type MeanFieldLimit} from "./limit.js";
import {LineFlow} from "./lineFlow.js";
import {joined, leftValue, panelNodes, panelPoints, panelValue, panelWeights, tail} from "./panels.js";
import {riskFromMoments} from "./potential.js";
import {PotentialPath} from "./potentialPath.js";
import {isEven, type Problem} from "./problem.js";
import {RecordedFlow} from "./recordedFlow.js";
import {uniformLineDensity} from "./sphere.js";

/** The characteristics at one output time, sorted by starting point; `panelNodes` points a panel. */
export interface CharacteristicsSnapshot {
  /** Ends of the panels of starting points u_0 = artanh α_0; on [0, …] only when the problem is even. */
  readonly edges: Float64Array;
  /** u_0 of every point. */
  readonly initial: Float64Array;
  /** u_t = artanh α_t of every point. */
  readonly current: Float64Array;
  /** log ∂u_t/∂u_0 at every point. */
  readonly logStretch: Float64Array;
  /** Mass carried by every point (both hemispheres' when the problem is even); the sum is 1. */
  readonly weights: Float64Array;
}

/** The limit solved along characteristics. */
export interface LagrangianLimit extends MeanFieldLimit {
  /** One a output time. */
  readonly snapshots: readonly CharacteristicsSnapshot[];
}

/** Mass of the uniform law that is left out at the far ends of the line, relative to its peak density. */
const truncation = 1e-18;

/**
 * Solve the limit by characteristics u̇ = −2Ψ_t′(tanh u) that start from Gauss–Legendre panels in u_0 = artanh α_0.
 * A panel is halved as soon as the last Legendre coefficients of (mass density × α_t, α_t^K) exceed the tolerance, and
 * two equal neighbours are joined again when their union is resolved, so that the front of escaping neurons and the
 * separatrix of odd problems are followed at whatever scale they reach.
 */
export function solveLagrangian(
  problem: Problem,
  dimension: number,
  times: ArrayLike<number>,
  options: LimitOptions = {}
): LagrangianLimit {
  const {tolerance} = checkLimitArguments(problem, dimension, times, options);
  const even = isEven(problem);
  const density = uniformLineDensity(dimension);
  const flow = new LineFlow(problem, dimension);
  const risk = riskFromMoments(problem, dimension);
  const record = new RecordedFlow(flow.degree, even);
  const mesh = new Mesh(dimension, even, density, tolerance * 10, flow, record);
  const stepper = new Stepper(flow.field, 0, mesh.start(), {
    absolute: (tolerance * 10) / Math.sqrt(dimension),
    controlled: (length) => length / 2
  });

  const path = new PotentialPath();
  const snapshots: CharacteristicsSnapshot[] = [];
  const result = {
    risk: new Float64Array(times.length),
    dissipation: new Float64Array(times.length),
    mass: new Float64Array(times.length)
  };
  path.add(0, ...flow.jet(stepper.state, stepper.derivative));
  for (let i = 0; i < times.length; ++i) {
    while (stepper.time < times[i]) {
      const start = stepper.time;
      const status = stepper.advance(times[i]);
      if (status !== "running" && status !== "reached")
        throw new Error(
          `the limit of ${problem.name} in dimension ${dimension} stopped at t = ${stepper.time}: ${status}`
        );
      path.add(stepper.time, ...flow.jet(stepper.state, stepper.derivative));
      record.add(start, stepper.time - start, (t) => path.at(t));
      const state = mesh.adapt(stepper.state, stepper.steps);
      if (state) stepper.restart(state);
    }
    result.risk[i] = risk(flow.moments(stepper.state));
    result.dissipation[i] = flow.dissipation(stepper.state, stepper.derivative);
    snapshots.push(mesh.snapshot(stepper.state));
    result.mass[i] = snapshots[i].weights.reduce((sum, w) => sum + w, 0);
  }

  return {
    problem,
    dimension,
    times: Float64Array.from(times),
    ...result,
    snapshots,
    potentialAt: (t) => path.at(t),
    knots: path.knots,
    average: (index, phi) => {
      const {current, weights} = snapshots[index];
      return current.reduce((sum, u, i) => {
        const alignment = Math.tanh(u);
        return sum + weights[i] * (even ? (phi(alignment) + phi(-alignment)) / 2 : phi(alignment));
      }, 0);
    },
    density: (index, alignments) =>
      Float64Array.from(alignments, (alignment) => {
        const u = Math.atanh(alignment);
        const origin = startingPoint(snapshots[index], even ? Math.abs(u) : u);
        return origin ? (density(origin.u) * Math.exp(-origin.logStretch)) / (1 - alignment * alignment) : 0;
      }),
    steps: stepper.steps,
    evaluations: stepper.evaluations
  };
}

/** Where the characteristic that is at u now came from, or undefined beyond the truncated ends. */
function startingPoint(
  {edges, current, logStretch}: CharacteristicsSnapshot,
  u: number
): {u: number; logStretch: number} | undefined {
  let low = 0;
  let high = edges.length - 1;
  if (u < leftValue(current, 0) || u > panelValue(current, (high - 1) * panelNodes, 1)) return undefined;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (leftValue(current, middle * panelNodes) <= u) low = middle;
    else high = middle;
  }
  const offset = low * panelNodes;
  let left = -1;
  let right = 1;
  let x = 0;
  const half = (edges[low + 1] - edges[low]) / 2;
  for (let iteration = 0; iteration < 60; ++iteration) {
    const miss = panelValue(current, offset, x) - u;
    if (miss > 0) right = x;
    else left = x;
    const newton = x - miss / (half * Math.exp(panelValue(logStretch, offset, x)));
    const next = newton > left && newton < right ? newton : (left + right) / 2;
    if (Math.abs(next - x) < 1e-14) break;
    x = next;
  }
  return {u: edges[low] + half * (1 + x), logStretch: panelValue(logStretch, offset, x)};
}

/** The panels of starting points: where they lie, what mass their nodes carry, when they are halved or joined. */
class Mesh {
  #edges: Float64Array;
  #initial: Float64Array;
  readonly #narrowest: number;
  readonly #even: boolean;
  readonly #density: (u: number) => number;
  readonly #tolerance: number;
  readonly #flow: LineFlow;
  readonly #record: RecordedFlow;

  constructor(
    dimension: number,
    even: boolean,
    density: (u: number) => number,
    tolerance: number,
    flow: LineFlow,
    record: RecordedFlow
  ) {
    this.#even = even;
    this.#density = density;
    this.#tolerance = tolerance;
    this.#flow = flow;
    this.#record = record;
    const end = Math.acosh(truncation ** (-1 / (dimension - 1)));
    this.#narrowest = end * 2 ** -44;
    this.#edges = even ? Float64Array.of(0, end) : Float64Array.of(-end, 0, end);
    this.#initial = panelPoints(this.#edges);
  }

  /** The state at t = 0 on panels that resolve it: u = u_0, log stretch 0. */
  start(): Float64Array {
    for (;;) {
      this.#place(this.#edges);
      const n = this.#initial.length;
      const state = new Float64Array(2 * n);
      state.set(this.#initial);
      const wide = this.#unresolved(state);
      if (!wide.some(Boolean)) return state;
      this.#edges = this.#halved(wide);
    }
  }

  /** Halve and join panels as needed: the state on the new panels, or undefined when nothing changed. */
  adapt(state: Float64Array, step: number): Float64Array | undefined {
    let current = state;
    let wide = this.#unresolved(current);
    if (wide.some(Boolean)) {
      do {
        current = this.#split(current, wide);
        wide = this.#unresolved(current);
      } while (wide.some(Boolean));
    } else if (step % 16 === 0) current = this.#join(current);
    return current === state ? undefined : current;
  }

  snapshot(state: Float64Array): CharacteristicsSnapshot {
    const n = this.#initial.length;
    return {
      edges: this.#edges,
      initial: this.#initial,
      current: state.slice(0, n),
      logStretch: state.slice(n),
      weights: this.#flow.weights
    };
  }

  #place(edges: Float64Array): void {
    this.#edges = edges;
    this.#initial = panelPoints(edges);
    const hemispheres = this.#even ? 2 : 1;
    this.#flow.weights = panelWeights(edges).map((w, i) => hemispheres * w * this.#density(this.#initial[i]));
  }

  /** Which panels are too wide for the mass density × α_t and × α_t^K. */
  #unresolved(state: Float64Array): boolean[] {
    return Array.from({length: this.#edges.length - 1}, (_, panel) => {
      const left = this.#edges[panel];
      const right = this.#edges[panel + 1];
      return (
        right - left > this.#narrowest && this.#roughness(left, right, state, panel * panelNodes) > this.#tolerance
      );
    });
  }

  /** The largest tail of the mass density × α_t and × α_t^K on a panel whose values of u_t lie at `offset`. */
  #roughness(left: number, right: number, u: Float64Array, offset: number): number {
    const initial = panelPoints([left, right]);
    const mass = initial.map((point) => (right - left) * this.#density(point));
    const alignment = mass.map((_, i) => Math.tanh(u[offset + i]));
    const highest = Math.max(2, this.#flow.degree);
    return Math.max(tail(mass.map((m, i) => m * alignment[i])), tail(mass.map((m, i) => m * alignment[i] ** highest)));
  }

  #halved(wide: boolean[]): Float64Array {
    const edges: number[] = [this.#edges[0]];
    wide.forEach((split, panel) => {
      const right = this.#edges[panel + 1];
      if (split) edges.push((this.#edges[panel] + right) / 2);
      edges.push(right);
    });
    return Float64Array.from(edges);
  }

  #split(state: Float64Array, wide: boolean[]): Float64Array {
    const kept = wide.map((split) => !split);
    return this.#replace(state, this.#halved(wide), kept);
  }

  /** Join equal neighbours whose union is resolved with room to spare. */
  #join(state: Float64Array): Float64Array {
    const edges = [this.#edges[0]];
    const kept: boolean[] = [];
    for (let panel = 0; panel + 1 < this.#edges.length; ++panel) {
      const [left, middle, right] = this.#edges.subarray(panel, panel + 3);
      const union =
        Math.abs(right + left - 2 * middle) < 1e-3 * (middle - left) &&
        this.#roughness(left, right, joined(state, panel * panelNodes), 0) < this.#tolerance / 10;
      edges.push(union ? right : middle);
      kept.push(!union);
      if (union) kept[++panel] = false;
    }
    return kept.every(Boolean) ? state : this.#replace(state, Float64Array.from(edges), kept);
  }

  /** The state on new edges: panels that are kept keep their points, all others are carried from t = 0. */
  #replace(state: Float64Array, edges: Float64Array, kept: readonly boolean[]): Float64Array {
    const old = new Map(Array.from(kept, (keep, panel) => [this.#edges[panel], keep ? panel : -1]));
    const before = this.#initial.length;
    this.#place(edges);
    const n = this.#initial.length;
    const next = new Float64Array(2 * n);
    for (let panel = 0; panel + 1 < edges.length; ++panel) {
      const to = panel * panelNodes;
      const from = (old.get(edges[panel]) ?? -1) * panelNodes;
      const [source, at] = from < 0 ? [this.#record.carry(this.#initial.slice(to, to + panelNodes)), 0] : [state, from];
      next.set(source.subarray(at, at + panelNodes), to);
      const shift = source === state ? before : panelNodes;
      next.set(source.subarray(shift + at, shift + at + panelNodes), n + to);
    }
    return next;
  }
}
