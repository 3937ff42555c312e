import {dot} from "./dot.js";

/** The angle part of E max(0,⟨w,x⟩) max(0,⟨w′,x⟩) for cosine s: (√(1−s²) + s (π − arccos s)) / 2π, 1/2 at s = 1. */
export function arcCosine(s: number): number {
  const cosine = Math.min(1, Math.max(-1, s));
  const angle = Math.acos(cosine);
  return (Math.sin(angle) + (Math.PI - angle) * cosine) / (2 * Math.PI);
}

/**
 * E (f_N − f*)² in closed form for f_N(x) = Σ_i v_i max(0, ⟨w_i, x⟩) and f*(x) = max(0, ⟨e_1, x⟩): E max(0,⟨w,x⟩) max(0,⟨w′,x⟩) =
 * |w||w′| arcCosine(cos ∠(w, w′)), for x ~ N(0, I_d) and on S^{d−1}(√d) alike, as both sides are of degree 2 in |x| and E|x|² = d.
 * `neurons` are d×N, coordinate-major; `weights` are the v_i. Rounding leaves a floor of about 1e−15.
 */
export function reluRisk(neurons: Float64Array, weights: Float64Array): number {
  const width = weights.length;
  const dimension = neurons.length / width;
  const rows = new Float64Array(neurons.length);
  const norms = new Float64Array(width);
  for (let i = 0; i < width; ++i) {
    for (let c = 0; c < dimension; ++c) rows[i * dimension + c] = neurons[c * width + i];
    norms[i] = Math.sqrt(dot(rows, i * dimension, rows, i * dimension, dimension));
  }
  const overlap = (product: number, a: number, b: number): number =>
    a * b > 0 ? a * b * arcCosine(product / (a * b)) : 0;
  let risk = 0.5;
  for (let i = 0; i < width; ++i) {
    risk += weights[i] * (weights[i] * norms[i] ** 2 * 0.5 - 2 * overlap(neurons[i], norms[i], 1));
    for (let j = 0; j < i; ++j)
      risk +=
        2 *
        weights[i] *
        weights[j] *
        overlap(dot(rows, i * dimension, rows, j * dimension, dimension), norms[i], norms[j]);
  }
  return risk;
}
