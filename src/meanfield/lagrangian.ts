import {Stepper} from "./integrate.js";
import type {LimitOptions, MeanFieldLimit} from "./limit.js";
import {checkLimitArguments} from "./limitArguments.js";
import {LineFlow} from "./lineFlow.js";
import {PanelMesh} from "./panelMesh.js";
import {leftValue, panelNodes, panelPoints, panelValue, panelWeights} from "./panels.js";
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

/** Steps between two attempts to join panels. */
const joinEvery = 8;

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
  const mesh = new PanelMesh({
    end: Math.acosh(truncation ** (-1 / (dimension - 1))),
    half: even,
    density,
    degree: flow.degree,
    tolerance: tolerance * 2,
    flow: record
  });
  flow.weights = mesh.weights;
  const start = new Float64Array(2 * flow.weights.length);
  start.set(mesh.initial);
  let densities = mesh.initial.map(density);
  const stepper = new Stepper(flow.field, 0, start, {
    name: `the limit of ${problem.name} in dimension ${dimension}`,
    absolute: 0,
    allow: (y, allowed) => allowDisplacement(y, densities, 0.3 * tolerance, allowed)
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
      const before = stepper.time;
      stepper.advance(times[i]);
      path.add(stepper.time, ...flow.jet(stepper.state, stepper.derivative));
      record.add(before, stepper.time - before, (t) => path.at(t));
      const state =
        mesh.halve(stepper.state) ?? (stepper.steps % joinEvery === 0 ? mesh.join(stepper.state) : undefined);
      if (state) {
        flow.weights = mesh.weights;
        densities = mesh.initial.map(density);
        stepper.restart(state);
      }
    }
    result.risk[i] = risk(flow.moments(stepper.state));
    result.dissipation[i] = flow.dissipation(stepper.state, stepper.derivative);
    snapshots.push({
      edges: mesh.edges,
      initial: mesh.initial,
      current: stepper.state.slice(0, flow.weights.length),
      logStretch: stepper.state.slice(flow.weights.length),
      weights: flow.weights
    });
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
    cumulative: (index, alignments) => {
      const below = massBelow(snapshots[index], density, even);
      return Float64Array.from(alignments, (alignment) => {
        const u = Math.atanh(alignment);
        return even ? 0.5 + (Math.sign(u) * below(Math.abs(u))) / 2 : below(u);
      });
    },
    steps: stepper.steps,
    evaluations: stepper.evaluations
  };
}

/**
 * The mass of the snapshot's points up to u (both hemispheres' up to |u| when the problem is even). Characteristics do not
 * cross, so that it is the mass that ρ_0 has up to the starting point of the characteristic that is at u now.
 */
function massBelow(
  snapshot: CharacteristicsSnapshot,
  density: (u: number) => number,
  even: boolean
): (u: number) => number {
  const {edges, current, weights} = snapshot;
  const before = new Float64Array(edges.length);
  for (let i = 0; i < weights.length; ++i) before[Math.floor(i / panelNodes) + 1] += weights[i];
  for (let p = 1; p < before.length; ++p) before[p] += before[p - 1];
  return (u) => {
    const origin = startingPoint(snapshot, u);
    if (!origin) return u < leftValue(current, 0) ? 0 : 1;
    const panel = panelAt(edges, origin.u);
    const piece = [edges[panel], origin.u];
    const points = panelPoints(piece);
    const mass = panelWeights(piece).reduce((sum, weight, i) => sum + weight * density(points[i]), 0);
    return Math.min(1, before[panel] + (even ? 2 : 1) * mass);
  };
}

/** The panel whose starting points include u. */
function panelAt(edges: Float64Array, u: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= u) low = middle;
    else high = middle;
  }
  return low;
}

/** Largest error of a point's position that a step may make, however little mass it displaces. */
const largestDisplacement = 1e-5;

/**
 * Accepted errors of a step. An error δ at a point displaces the mass δ·ρ_0(u_0)·e^{−λ} where the flow has stretched the
 * line (λ > 0: the point's neighbours are e^λ apart), and δ·ρ_0(u_0) where it has not. The stretch itself is carried along
 * without control, since nothing depends on it.
 */
function allowDisplacement(y: Float64Array, densities: Float64Array, mass: number, allowed: Float64Array): void {
  const n = densities.length;
  for (let i = 0; i < n; ++i) {
    allowed[i] = Math.min(largestDisplacement, mass / (densities[i] * Math.min(1, Math.exp(-y[n + i]))));
    allowed[n + i] = Number.POSITIVE_INFINITY;
  }
}

/** The first edge is extrapolated from its panel's nodes, up to this. */
const edgeRounding = 1e-12;

/** Where the characteristic that is at u now came from, or undefined beyond the truncated ends. */
export function startingPoint(
  {edges, current, logStretch}: CharacteristicsSnapshot,
  u: number
): {u: number; logStretch: number} | undefined {
  let low = 0;
  let high = edges.length - 1;
  // On the half-line the equator stays where it is, and the extrapolated edge is off it by more the longer the flow has stretched.
  const first = edges[0] === 0 ? 0 : leftValue(current, 0);
  if (u < first - edgeRounding || u > panelValue(current, (high - 1) * panelNodes, 1)) return undefined;
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
