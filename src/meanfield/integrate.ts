/** ẏ = f(t, y), written into dy; y must not be changed. */
export type VectorField = (t: number, y: Float64Array, dy: Float64Array) => void;

/** An embedded pair: `order` is that of the solution that is carried forward, `errorOrder` that of the estimate. */
export interface EmbeddedPair {
  readonly name: string;
  readonly order: number;
  readonly errorOrder: number;
  readonly nodes: readonly number[];
  readonly stages: readonly (readonly number[])[];
  /** b − b̂, applied to all stages; the last stage is evaluated at the new state (first same as last). */
  readonly error: readonly number[];
}

/** Dormand and Prince (1980), RK5(4)7M. */
export const dormandPrince: EmbeddedPair = {
  name: "Dormand–Prince 5(4)",
  order: 5,
  errorOrder: 4,
  nodes: [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1],
  stages: [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84]
  ],
  error: [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40]
};

export interface StepperOptions {
  /** What is integrated, as an error calls it. */
  name?: string;
  /** Largest accepted local error: |error_i| ≤ absolute + relative·|y_i| for every component. */
  absolute: number;
  relative?: number;
  firstStep?: number;
  pair?: EmbeddedPair;
  /** Called on a state after every accepted step (e.g. to bring neurons back to the sphere). */
  project?: (y: Float64Array) => void;
  /** Writes the largest accepted error of every component, given the state; replaces `absolute` and `relative`. */
  allow?: (y: Float64Array, allowed: Float64Array) => void;
}

/**
 * An adaptive explicit Runge–Kutta integrator that the caller advances one accepted step at a time, so that the caller
 * owns the loop (progress, cancellation, output times, refinement of the state between steps).
 */
export class Stepper {
  time: number;
  state: Float64Array;
  /** ẏ at (time, state). */
  derivative: Float64Array;
  evaluations = 0;
  steps = 0;
  rejected = 0;
  readonly #field: VectorField;
  readonly #options: Required<Omit<StepperOptions, "firstStep" | "project" | "allow">> &
    Pick<StepperOptions, "project" | "allow">;
  #step: number;
  #stages: Float64Array[] = [];
  #next: Float64Array = new Float64Array(0);
  #allowed: Float64Array = new Float64Array(0);
  #errors: Float64Array = new Float64Array(0);

  constructor(field: VectorField, time: number, state: Float64Array, options: StepperOptions) {
    this.#field = field;
    this.#options = {name: "the flow", relative: 0, pair: dormandPrince, ...options};
    this.#step = options.firstStep ?? 1e-3;
    this.time = time;
    this.state = state;
    this.derivative = state;
    this.restart(Float64Array.from(state));
  }

  /** The step size that will be tried next. */
  get stepSize(): number {
    return this.#step;
  }

  set stepSize(step: number) {
    this.#step = step;
  }

  /** Continue from another state, possibly of another length, at the same time. */
  restart(state: Float64Array): void {
    const {nodes} = this.#options.pair;
    this.state = state;
    if (this.#next.length !== state.length || this.#stages.length === 0) {
      this.#stages = nodes.map(() => new Float64Array(state.length));
      this.#next = new Float64Array(state.length);
      this.#allowed = new Float64Array(state.length);
      this.#errors = new Float64Array(state.length);
    }
    this.derivative = this.#stages[0];
    this.#field(this.time, state, this.derivative);
    ++this.evaluations;
  }

  /**
   * Take one accepted step, ending at `limit` at the latest (`limit` > `time`). Throws an Error that says where and why when no
   * step can be accepted; the state is then unchanged.
   */
  advance(limit: number): void {
    const {absolute, relative, pair, project, allow} = this.#options;
    const {stages, nodes, error} = pair;
    const n = this.state.length;
    if (allow) allow(this.state, this.#allowed);
    for (;;) {
      const remaining = limit - this.time;
      const last = this.#step >= remaining * (1 - 1e-9);
      const h = last ? remaining : Math.min(this.#step, remaining / 2);
      if (!(h > 1e-14 * Math.max(1, Math.abs(this.time)))) {
        if (!(remaining > 0 && last)) throw this.#stop("step too small");
        this.time = limit;
        return;
      }
      for (let s = 1; s < stages.length; ++s) {
        this.#next.set(this.state);
        addCombination(this.#next, h, stages[s], this.#stages);
        this.#field(this.time + h * nodes[s], this.#next, this.#stages[s]);
        ++this.evaluations;
      }
      const errors = this.#errors.fill(0);
      addCombination(errors, h, error, this.#stages);
      let ratio = 0;
      for (let i = 0; i < n; ++i) {
        const scale = allow
          ? this.#allowed[i]
          : absolute + relative * Math.max(Math.abs(this.state[i]), Math.abs(this.#next[i]));
        const r = Math.abs(errors[i]) / scale;
        if (r > ratio) ratio = r;
        else if (Number.isNaN(r)) {
          ratio = Number.POSITIVE_INFINITY;
          break;
        }
      }
      if (!(ratio <= 1)) {
        ++this.rejected;
        if (!Number.isFinite(ratio) && h < 1e-12) throw this.#stop("not finite");
        this.#step = h * (Number.isFinite(ratio) ? Math.max(0.2, 0.9 * ratio ** (-1 / (pair.errorOrder + 1))) : 0.1);
        continue;
      }
      const grown = h * Math.min(5, 0.9 * Math.max(ratio, 1e-10) ** (-1 / (pair.errorOrder + 1)));
      this.#step = last || h < this.#step ? Math.max(this.#step, grown) : grown;
      this.time = last ? limit : this.time + h;
      const previous = this.state;
      this.state = this.#next;
      this.#next = previous;
      ++this.steps;
      if (project) {
        project(this.state);
        this.#field(this.time, this.state, this.#stages[0]);
        ++this.evaluations;
      } else {
        const first = this.#stages[0];
        this.#stages[0] = this.#stages[stages.length - 1];
        this.#stages[stages.length - 1] = first;
      }
      this.derivative = this.#stages[0];
      return;
    }
  }

  #stop(reason: string): Error {
    return new Error(`${this.#options.name} cannot be continued beyond t = ${this.time}: ${reason}`);
  }
}

/** sum ← sum + h Σ_r weights[r] terms[r], three terms a pass: for many neurons the passes through memory are what it costs. */
function addCombination(
  sum: Float64Array,
  h: number,
  weights: readonly number[],
  terms: readonly Float64Array[]
): void {
  const used = weights.flatMap((weight, r) => (weight === 0 ? [] : [{weight: h * weight, term: terms[r]}]));
  for (let q = 0; q < used.length; q += 3) {
    const {weight: a, term: x} = used[q];
    const {weight: b, term: y} = used[q + 1] ?? {weight: 0, term: x};
    const {weight: c, term: z} = used[q + 2] ?? {weight: 0, term: x};
    for (let i = 0; i < sum.length; ++i) sum[i] += a * x[i] + b * y[i] + c * z[i];
  }
}
