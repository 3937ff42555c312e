/**
 * A step-size schedule ξ ≥ 0: step k of stochastic gradient descent has the size s_k = ε ξ(kε) (Mei, Montanari and Nguyen
 * 2018). The limit then runs on the clock τ(t) = ∫_0^t ξ: ρ_t^ξ = ρ_τ(t) (docs/numerics/sgd.md).
 */
export interface Schedule {
  /** ξ(t), t ≥ 0; bounded and Lipschitz. */
  rate(t: number): number;
  /** τ(t) = ∫_0^t ξ(s) ds, strictly increasing. */
  clock(t: number): number;
}

/** The time at which the warm-up has reached the full step size. */
export const warmUpTime = 1;

/** The time at which the decaying step size has fallen to half. */
export const halvingTime = 2;

/** The schedules by name. */
export const schedules = {
  /** ξ = 1. */
  constant: {rate: () => 1, clock: (t) => t},
  /** ξ = t/t_w up to the warm-up time t_w, then 1. */
  "warm-up": {
    rate: (t) => Math.min(1, t / warmUpTime),
    clock: (t) => (t < warmUpTime ? (t * t) / (2 * warmUpTime) : t - warmUpTime / 2)
  },
  /** ξ = 1/(1 + t/t_h): 1/2 at the halving time t_h, and ∫ξ = ∞. */
  decay: {
    rate: (t) => halvingTime / (halvingTime + t),
    clock: (t) => halvingTime * Math.log1p(t / halvingTime)
  }
} satisfies Record<string, Schedule>;

export type ScheduleName = keyof typeof schedules;

export const scheduleNames = Object.keys(schedules) as ScheduleName[];
