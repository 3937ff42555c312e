/** One bump of the teacher: a neuron with weight and centre. */
export interface Bump {
  readonly weight: number;
  /** D coordinates. */
  readonly centre: readonly number[];
}

/**
 * A problem whose neurons live in the whole of ℝ^D, D = 1 or 2, and whose averages over the data are closed forms. Inputs are
 * x ~ N(0, τ² I_D), a neuron is the Gaussian bump σ_*(x; θ) = a exp(−|x − θ|² / (2w²)), and the target is the sum of the
 * teacher's bumps. The scale a is amplitude · (1 + 2τ²/w²)^{D/4}, so that U(0, 0) = amplitude². Activation, target and the first
 * two derivatives of V and U are bounded: the assumptions of Mei, Montanari and Nguyen (2018) hold.
 */
export interface BumpProblem {
  readonly name: string;
  readonly dimension: 1 | 2;
  /** w */
  readonly bumpWidth: number;
  /** τ */
  readonly inputDeviation: number;
  readonly amplitude: number;
  readonly teacher: readonly Bump[];
  /** ρ_0 = N(initialMean, initialDeviation² I_D). */
  readonly initialMean: readonly number[];
  readonly initialDeviation: number;
}

/** a, the height of a bump. */
export function bumpHeight({dimension, bumpWidth, inputDeviation, amplitude}: BumpProblem): number {
  return amplitude * (1 + 2 * (inputDeviation / bumpWidth) ** 2) ** (dimension / 4);
}

/** σ_*(x; θ), x and θ with D coordinates. */
export function bump(problem: BumpProblem, x: ArrayLike<number>, theta: ArrayLike<number>): number {
  let square = 0;
  for (let c = 0; c < problem.dimension; ++c) square += (x[c] - theta[c]) ** 2;
  return bumpHeight(problem) * Math.exp(-square / (2 * problem.bumpWidth ** 2));
}

/** v² = w² + 2τ²: how far the kernel reaches along θ + θ′, where w is how far it reaches along θ − θ′. */
function reachSquared({bumpWidth, inputDeviation}: BumpProblem): number {
  return bumpWidth ** 2 + 2 * inputDeviation ** 2;
}

/** κ(s, s′) = exp(−(s−s′)²/(4w²) − (s+s′)²/(4v²)) in one coordinate; U(θ, θ′) is amplitude² times their product. */
export function kernelFactor(problem: BumpProblem, s: number, other: number): number {
  const [w, v] = [problem.bumpWidth ** 2, reachSquared(problem)];
  return Math.exp(-((s - other) ** 2) / (4 * w) - (s + other) ** 2 / (4 * v));
}

/** U(θ, θ′) = E σ_*(x; θ) σ_*(x; θ′). */
export function interactionOf(problem: BumpProblem, theta: ArrayLike<number>, other: ArrayLike<number>): number {
  let product = problem.amplitude ** 2;
  for (let c = 0; c < problem.dimension; ++c) product *= kernelFactor(problem, theta[c], other[c]);
  return product;
}

/** ∂U/∂θ_c divided by −U: (θ_c − θ′_c)/(2w²) + (θ_c + θ′_c)/(2v²). */
export function logSlope(problem: BumpProblem, s: number, other: number): number {
  return (s - other) / (2 * problem.bumpWidth ** 2) + (s + other) / (2 * reachSquared(problem));
}

/** c = 1/(2w²) + 1/(2v²): the curvature of −log U in either argument. */
export function kernelCurvature(problem: BumpProblem): number {
  return 1 / (2 * problem.bumpWidth ** 2) + 1 / (2 * reachSquared(problem));
}

/** 1/(2w²) − 1/(2v²): the mixed second derivative of log U. */
export function mixedCurvature(problem: BumpProblem): number {
  return 1 / (2 * problem.bumpWidth ** 2) - 1 / (2 * reachSquared(problem));
}

/** V(θ) = −E y σ_*(x; θ). */
export function fieldOf(problem: BumpProblem, theta: ArrayLike<number>): number {
  let sum = 0;
  for (const {weight, centre} of problem.teacher) sum -= weight * interactionOf(problem, theta, centre);
  return sum;
}

/** R_# = E y². */
export function targetSquare(problem: BumpProblem): number {
  let sum = 0;
  for (const {weight, centre} of problem.teacher) sum -= weight * fieldOf(problem, centre);
  return sum;
}
