import {Matrix, pseudoInverse, solve} from "ml-matrix";
import type {BoundedActivation} from "./boundedActivation.js";
import type {IsotropicProblem} from "./isotropicProblem.js";
import {lengthSample, RadialPotential} from "./radialPotential.js";
import {RadialProfile} from "./radialProfile.js";

/** A law of the radius on finitely many atoms and how good it is. */
export interface BestRadialLaw {
  readonly radii: readonly number[];
  readonly masses: readonly number[];
  readonly risk: number;
  /** 2(∫ψ dρ̄ − min ψ): no law at all, radial or not, has a risk below `risk` − `gap`. */
  readonly gap: number;
}

/** Radii, in p = r/(1+r), among which the minimum of ψ is sought before it is refined. */
const grid = Array.from({length: 1000}, (_, i) => i / 1000);
const mostIterations = 200;
const negligible = 1e-12;

/**
 * The least risk of a network of infinite width. The risk is convex in the law, and averaging a law over rotations does not
 * raise it; so the best law is radial, and the vector of its outputs is the point nearest to the labels in the convex hull of the
 * outputs of single radii. Found by Wolfe's algorithm (1976), which adds the radius where ψ is least and drops atoms whose
 * mass falls to 0, until the gap is below `tolerance`.
 */
export function bestRadialLaw(problem: IsotropicProblem, tolerance = 1e-7): BestRadialLaw {
  const profile = new RadialProfile(problem.activation, problem.dimension);
  const sample = lengthSample(problem);
  const outputsOf = (radius: number) => sample.lengths.map((length) => profile.value(radius * length));
  const inner = (a: Float64Array, b: Float64Array) =>
    sample.weights.reduce((sum, w, k) => sum + w * (a[k] - sample.labels[k]) * (b[k] - sample.labels[k]), 0);
  let radii = [1];
  let points = [outputsOf(1)];
  let masses = [1];
  for (let iteration = 0; ; ++iteration) {
    const outputs = sample.lengths.map((_, k) => points.reduce((sum, point, i) => sum + masses[i] * point[k], 0));
    const potential = new RadialPotential(profile, sample, outputs);
    const least = leastRadius(potential);
    const mean = radii.reduce((sum, radius, i) => sum + masses[i] * potential.value(radius), 0);
    const gap = 2 * (mean - potential.value(least));
    if (gap < tolerance || iteration === mostIterations) return {radii, masses, risk: potential.risk, gap};
    radii = [...radii, least];
    points = [...points, outputsOf(least)];
    masses = [...masses, 0];
    for (;;) {
      const affine = affineMinimiser(points.map((a) => points.map((b) => inner(a, b))));
      if (affine.every((mass) => mass > negligible)) {
        masses = affine;
        break;
      }
      const step = Math.min(
        1,
        ...affine.map((mass, i) => (mass <= negligible ? masses[i] / (masses[i] - mass) : 1)).filter(Number.isFinite)
      );
      const moved = masses.map((mass, i) => mass + step * (affine[i] - mass));
      const kept = moved.map((mass) => mass > negligible);
      if (kept.every(Boolean)) kept[moved.indexOf(Math.min(...moved))] = false;
      radii = radii.filter((_, i) => kept[i]);
      points = points.filter((_, i) => kept[i]);
      masses = moved.filter((_, i) => kept[i]);
      const total = masses.reduce((sum, mass) => sum + mass, 0);
      masses = masses.map((mass) => mass / total);
    }
  }
}

/**
 * Δ above which the best law makes no error in infinite dimension. There φ is q(s) = E σ(sG); while q increases, the pairs
 * (q((1+Δ)r), q((1−Δ)r)) of a single radius form an arc below the diagonal, and (1, −1) lies in its hull from the Δ on at which
 * the arc runs through it: (1+Δ)/(1−Δ) = q⁻¹(1)/q⁻¹(−1). Needs q to increase through −1 and 1.
 */
export function separationThreshold(activation: BoundedActivation): number {
  const profile = new RadialProfile(activation, Number.POSITIVE_INFINITY);
  const inverse = (target: number) => {
    let [left, right] = [0, 1];
    while (right - left > 1e-14) {
      const middle = (left + right) / 2;
      if (profile.value(middle / (1 - middle)) < target) left = middle;
      else right = middle;
    }
    return left / (1 - left);
  };
  const ratio = inverse(1) / inverse(-1);
  return (ratio - 1) / (ratio + 1);
}

/** Masses of sum 1, of either sign, that minimise Σ m_i m_j gram_ij. */
function affineMinimiser(gram: number[][]): number[] {
  const n = gram.length;
  const system = Matrix.zeros(n + 1, n + 1);
  for (let i = 0; i < n; ++i) {
    for (let j = 0; j < n; ++j) system.set(i, j, gram[i][j]);
    system.set(i, n, 1);
    system.set(n, i, 1);
  }
  const right = Matrix.zeros(n + 1, 1);
  right.set(n, 0, 1);
  const solution = n > 1 ? pseudoInverse(system).mmul(right) : solve(system, right);
  return solution.to1DArray().slice(0, n);
}

/** The radius where ψ is least: the best of the grid, refined by golden sections. */
function leastRadius(potential: RadialPotential): number {
  const radius = (p: number) => p / (1 - p);
  const value = (p: number) => potential.value(radius(p));
  const values = grid.map(value);
  const best = values.indexOf(Math.min(...values));
  let left = grid[Math.max(0, best - 1)];
  let right = grid[Math.min(grid.length - 1, best + 1)];
  const golden = (Math.sqrt(5) - 1) / 2;
  while (right - left > 1e-9) {
    const [a, b] = [right - golden * (right - left), left + golden * (right - left)];
    if (value(a) < value(b)) right = b;
    else left = a;
  }
  return radius((left + right) / 2);
}
