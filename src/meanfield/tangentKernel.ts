import {multiplicity, resolvedDegree, zonalCoefficients} from "./zonal.js";

/**
 * The tangent kernel of an infinitely wide ReLU network whose first layer is trained, on S^{d−1}(√d) and divided by its value
 * at x = x′: with t = ⟨x, x′⟩/d and w uniform on a sphere, 2t·E 1{⟨w,x⟩>0} 1{⟨w,x′⟩>0} = t (π − arccos t)/π, the arc-cosine kernel of
 * order 0 times t (Cho and Saul 2009). It is t/2 plus an even function: it has no odd degree from 3 on.
 */
export function reluTangentKernel(t: number): number {
  return t * (1 - Math.acos(Math.min(1, Math.max(-1, t))) / Math.PI);
}

/** The spectrum of `reluTangentKernel` on S^{d−1}. */
export interface KernelSpectrum {
  readonly dimension: number;
  /** λ_l = E k(t) P_l(t), the eigenvalue on the harmonics of degree l = 0, 1, …; exactly 0 for odd l ≥ 3. */
  readonly eigenvalues: Float64Array;
  /** Σ λ_l N_l over the degrees that are not listed: what k(1) = 1 leaves over. */
  readonly rest: number;
  /** N_l λ_l of the degrees that are listed; with `rest` they add up to k(1) = 1. */
  readonly energies: Float64Array;
}

/** The eigenvalues of the ReLU tangent kernel up to the largest degree that can be resolved (`resolvedDegree`). */
export function reluTangentSpectrum(dimension: number): KernelSpectrum {
  const degree = resolvedDegree(dimension);
  const coefficients = zonalCoefficients(reluTangentKernel, dimension, degree);
  const energies = new Float64Array(degree + 1);
  const eigenvalues = new Float64Array(degree + 1);
  coefficients.forEach((coefficient, l) => {
    if (l % 2 === 1 && l > 1) return;
    const count = multiplicity(dimension, l);
    energies[l] = Math.max(0, coefficient * Math.sqrt(count));
    eigenvalues[l] = energies[l] / count;
  });
  return {dimension, eigenvalues, energies, rest: Math.max(0, 1 - energies.reduce((sum, one) => sum + one, 0))};
}
