import {EigenvalueDecomposition, Matrix, solve} from "ml-matrix";
import {type BumpProblem, interactionOf, kernelCurvature, logSlope, mixedCurvature} from "./bumps.js";

/** A point θ_* at which a network whose neurons all coincide is at rest: ∇Ψ_λ(θ_*; δ_{θ_*}) = 0. */
export interface RestPoint {
  readonly position: readonly number[];
  /** Eigenvalues of H = ∇²Ψ_λ(θ_*; δ_{θ_*}), increasing: neurons approach the crowd's mean at the rates 2 × these. */
  readonly curvatures: readonly number[];
  /** Eigenvalues of H + ∇₁∇₂U(θ_*, θ_*), increasing: the mean approaches θ_* at the rates 2 × these. */
  readonly meanCurvatures: readonly number[];
}

/** ∇₁U, ∇₁²U and ∇₁∇₂U at (θ, θ′). */
function derivatives(problem: BumpProblem, theta: readonly number[], other: readonly number[]) {
  const value = interactionOf(problem, theta, other);
  const first = theta.map((s, c) => logSlope(problem, s, other[c]));
  const second = theta.map((s, c) => logSlope(problem, other[c], s));
  const entry = (c: number, e: number, diagonal: number) => (c === e ? diagonal : 0);
  return {
    gradient: first.map((slope) => -slope * value),
    own: theta.map((_, c) =>
      theta.map((_, e) => (first[c] * first[e] - entry(c, e, kernelCurvature(problem))) * value)
    ),
    mixed: theta.map((_, c) =>
      theta.map((_, e) => (first[c] * second[e] + entry(c, e, mixedCurvature(problem))) * value)
    )
  };
}

/**
 * The rest point next to `start`, by Newton's method on ∇V(θ) + ∇₁U(θ, θ) + λθ, which is the gradient of half the risk of
 * one neuron plus the ridge. Throws when the iteration does not arrive.
 */
export function restPoint(problem: BumpProblem, ridge: number, start: readonly number[]): RestPoint {
  let position = [...start];
  for (let iteration = 0; iteration < 50; ++iteration) {
    const self = derivatives(problem, position, position);
    const pulls = problem.teacher.map(({weight, centre}) => ({weight, ...derivatives(problem, position, centre)}));
    const slope = position.map(
      (s, c) => self.gradient[c] + ridge * s - pulls.reduce((sum, {weight, gradient}) => sum + weight * gradient[c], 0)
    );
    const hessian = Matrix.from1DArray(
      position.length,
      position.length,
      position.flatMap((_, c) =>
        position.map(
          (_, e) =>
            self.own[c][e] + (c === e ? ridge : 0) - pulls.reduce((sum, {weight, own}) => sum + weight * own[c][e], 0)
        )
      )
    );
    const ofMean = Matrix.add(hessian, new Matrix(self.mixed));
    if (Math.max(...slope.map(Math.abs)) < 1e-13)
      return {position, curvatures: eigenvalues(hessian), meanCurvatures: eigenvalues(ofMean)};
    const move = solve(ofMean, Matrix.columnVector(slope)).to1DArray();
    position = position.map((s, c) => s - move[c]);
  }
  throw new Error(`there is no rest point next to (${start.join(", ")}); choose another start or a smaller ridge`);
}

function eigenvalues(matrix: Matrix): number[] {
  return new EigenvalueDecomposition(matrix, {assumeSymmetric: true}).realEigenvalues.sort((a, b) => a - b);
}
