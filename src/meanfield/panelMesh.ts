import {halves, joined, panelNodes, panelPoints, panelWeights, tail} from "./panels.js";
import type {RecordedFlow} from "./recordedFlow.js";

/** A panel of starting points u_0 in (left, right). */
interface Panel {
  readonly left: number;
  readonly right: number;
  readonly initial: Float64Array;
  /** Mass carried by the points (both hemispheres' on a half line). */
  readonly weights: Float64Array;
  /** Mass density × width at the points: turns values into contributions to a moment. */
  readonly scale: Float64Array;
  /** A recorded step and the (u, λ) that the points had after it, when they were smooth. */
  smooth: {step: number; u: Float64Array; logStretch: Float64Array};
}

export interface PanelMeshOptions {
  /** Right end of the line of starting points; the left end is 0 on a half line, else its negative. */
  end: number;
  /** True when the points stand for both hemispheres. */
  half: boolean;
  /** Density of the starting points on the whole line. */
  density: (u: number) => number;
  /** Degree K of the potential. */
  degree: number;
  /** Largest accepted Legendre tail of mass × (1, α_t, α_t^K) on a panel. */
  tolerance: number;
  flow: RecordedFlow;
}

/** A panel is smooth when the Legendre tail of density × u, the mass that interpolation displaces, is this × tolerance. */
const smoothTail = 5e-3;

/** |u| beyond which tanh u rounds to ±1. */
const saturated = 19.1;

/**
 * Gauss–Legendre panels of starting points that are halved where the flow has become too steep for them and joined where
 * it has become smooth again. A state holds u of all points, panel by panel, then their λ = log ∂u_t/∂u_0.
 *
 * The points of a halved panel are not interpolated from its present, steep state: an error made in the steep part would
 * displace the flat part, which is where the next neurons escape from. They are interpolated in the panel's last state
 * that was smooth and carried from there along the recorded flow.
 */
export class PanelMesh {
  readonly #options: PanelMeshOptions;
  #panels: Panel[];

  constructor(options: PanelMeshOptions) {
    this.#options = options;
    const {end, half} = options;
    let panels = half ? [this.#panel(0, end)] : [this.#panel(-end, 0), this.#panel(0, end)];
    const steep = (panel: Panel) => this.#roughness(panel.scale, panel.initial) > options.tolerance;
    while (panels.some(steep))
      panels = panels.flatMap((panel) => {
        if (!steep(panel)) return [panel];
        const middle = (panel.left + panel.right) / 2;
        return [this.#panel(panel.left, middle), this.#panel(middle, panel.right)];
      });
    this.#panels = panels;
  }

  /** Ends of the panels, increasing. */
  get edges(): Float64Array {
    return Float64Array.from([this.#panels[0].left, ...this.#panels.map(({right}) => right)]);
  }

  /** u_0 of all points. */
  get initial(): Float64Array {
    return concatenated(this.#panels.map(({initial}) => initial));
  }

  /** Mass of all points. */
  get weights(): Float64Array {
    return concatenated(this.#panels.map(({weights}) => weights));
  }

  /** Halve the panels that are too steep after the last recorded step: the new state, or undefined if none is. */
  halve(state: Float64Array): Float64Array | undefined {
    const {tolerance, end, flow} = this.#options;
    let changed = false;
    const n = this.#panels.length * panelNodes;
    const parts: {panel: Panel; u: Float64Array; logStretch: Float64Array}[] = [];
    const place = (panel: Panel, u: Float64Array, logStretch: Float64Array): void => {
      const narrow = panel.right - panel.left < end * 2 ** -44;
      if (narrow || !(this.#roughness(panel.scale, u) > tolerance)) {
        const width = panel.right - panel.left;
        for (let i = 0; i < panelNodes; ++i) first[i] = (panel.scale[i] / width) * u[i];
        if (tail(first) < smoothTail * tolerance) panel.smooth = {step: flow.length, u, logStretch};
        parts.push({panel, u, logStretch});
        return;
      }
      changed = true;
      const middle = (panel.left + panel.right) / 2;
      const u0 = halves(panel.smooth.u);
      const logStretch0 = halves(panel.smooth.logStretch);
      [this.#panel(panel.left, middle), this.#panel(middle, panel.right)].forEach((child, side) => {
        if (panel.smooth.step > 0) child.smooth = {step: panel.smooth.step, u: u0[side], logStretch: logStretch0[side]};
        const {step, u, logStretch} = child.smooth;
        const carried = flow.carry(u, logStretch, step);
        place(child, carried.u, carried.logStretch);
      });
    };
    this.#panels.forEach((panel, i) => {
      const from = i * panelNodes;
      place(panel, state.slice(from, from + panelNodes), state.slice(n + from, n + from + panelNodes));
    });
    if (!changed) return undefined;
    this.#panels = parts.map(({panel}) => panel);
    return concatenated([...parts.map(({u}) => u), ...parts.map(({logStretch}) => logStretch)]);
  }

  /** Join the two halves of a former panel whose union is resolved with room to spare: the new state, or undefined if none is. */
  join(state: Float64Array): Float64Array | undefined {
    const {tolerance} = this.#options;
    const old = this.#panels;
    const n = old.length * panelNodes;
    const panels: Panel[] = [];
    const u: Float64Array[] = [];
    const logStretch: Float64Array[] = [];
    for (let i = 0; i < old.length; ++i) {
      const from = i * panelNodes;
      const {left, right} = old[i];
      const next = old[i + 1];
      if (next && siblings(left, right, next.right)) {
        const union = this.#panel(left, next.right);
        const position = joined(state, from);
        if (this.#roughness(union.scale, position) < tolerance / 10 && this.#returns(union.scale, position)) {
          panels.push(union);
          u.push(position);
          logStretch.push(joined(state, n + from));
          ++i;
          continue;
        }
      }
      panels.push(old[i]);
      u.push(state.subarray(from, from + panelNodes));
      logStretch.push(state.subarray(n + from, n + from + panelNodes));
    }
    if (panels.length === old.length) return undefined;
    this.#panels = panels;
    return concatenated([...u, ...logStretch]);
  }

  #panel(left: number, right: number): Panel {
    const {density, half} = this.#options;
    const initial = panelPoints([left, right]);
    const densities = initial.map(density);
    return {
      left,
      right,
      initial,
      weights: panelWeights([left, right]).map((w, i) => (half ? 2 : 1) * w * densities[i]),
      scale: densities.map((value) => (right - left) * value),
      smooth: {step: 0, u: initial, logStretch: new Float64Array(panelNodes)}
    };
  }

  /**
   * True when u itself is resolved, so that the panel may be halved again if its points turn back, or when they have gone
   * so far that α = ±1 in double precision and only their order matters.
   */
  #returns(scale: Float64Array, u: Float64Array): boolean {
    if (Math.min(...u.map(Math.abs)) > saturated) return tail(u) < 1;
    return tail(scale.map((m, i) => m * u[i])) < this.#options.tolerance / 10;
  }

  /** The largest Legendre tail of the mass, mass × α and mass × α^K at the points u of one panel. */
  #roughness(scale: Float64Array, u: Float64Array): number {
    const highest = Math.max(2, this.#options.degree);
    for (let i = 0; i < panelNodes; ++i) {
      const alignment = Math.tanh(u[i]);
      first[i] = scale[i] * alignment;
      last[i] = scale[i] * alignment ** highest;
    }
    return Math.max(tail(scale), tail(first), tail(last));
  }
}

/** True when (left, middle) and (middle, right) are the halves of one panel, so that joining keeps the panels dyadic. */
function siblings(left: number, middle: number, right: number): boolean {
  const width = middle - left;
  return Math.abs(right - middle - width) < 1e-3 * width && Math.round(left / width) % 2 === 0;
}

const first = new Float64Array(panelNodes);
const last = new Float64Array(panelNodes);

function concatenated(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
