import {erf} from "./erf.js";
import {innerProduct, type Points} from "./points.js";

/** σ(z) = erf(z/√2) = 2Φ(z) − 1: odd, smooth, between −1 and 1. */
export function erfActivation(z: number): number {
  return erf(z * Math.SQRT1_2);
}

/** σ′(z) = √(2/π) e^{−z²/2}. */
export function erfSlope(z: number): number {
  return Math.sqrt(2 / Math.PI) * Math.exp(-(z * z) / 2);
}

/**
 * U(w, v) = E σ(⟨w,x⟩) σ(⟨v,x⟩) for σ(z) = erf(z/√2) and x ~ N(0, I_d), from the products ww = |w|², wv = ⟨w,v⟩ and
 * vv = |v|²: (2/π) arcsin(wv/√((1+ww)(1+vv))) (Saad and Solla 1995; Williams 1997).
 */
export function arcsineKernel(ww: number, wv: number, vv: number): number {
  return (2 / Math.PI) * Math.asin(wv / Math.sqrt((1 + ww) * (1 + vv)));
}

/**
 * Adds scale · ∇_w U(w, v) to row `row` of `sum`, with ∇_w U = (2/π) (v − (q/A) w)/√(AB − q²), q = ⟨w,v⟩, A = 1+|w|²,
 * B = 1+|v|². `w` holds d×N numbers, coordinate c of neuron i at [c·N + i], and so does `v` with its own width; `sum` has
 * the shape of `w`.
 */
export function addArcsineGradient(sum: Float64Array, scale: number, w: Points, i: number, v: Points, j: number): void {
  const {a, q, d} = products(w, i, v, j);
  const factor = (scale * 2) / (Math.PI * Math.sqrt(d));
  for (let c = 0; c < w.dimension; ++c) {
    const k = c * w.width + i;
    sum[k] += factor * (v.coordinates[c * v.width + j] - (q / a) * w.coordinates[k]);
  }
}

/** A = 1+|w|², B = 1+|v|², q = ⟨w,v⟩ and d = AB − q² ≥ 1. */
function products(w: Points, i: number, v: Points, j: number): {a: number; b: number; q: number; d: number} {
  const a = 1 + innerProduct(w, i, w, i);
  const b = 1 + innerProduct(v, j, v, j);
  const q = innerProduct(w, i, v, j);
  return {a, b, q, d: a * b - q * q};
}

/**
 * The two d×d blocks of second derivatives of U at (w, v), row-major: `own` is ∂(∇_w U)/∂w and `mixed` is ∂(∇_w U)/∂v.
 * With G = v − (q/A)w and the letters of `addArcsineGradient`, (2/π)^{-1} times them are
 * [−w vᵀ/A + (2q/A²) w wᵀ − (q/A) I] D^{−1/2} − G (Bw − qv)ᵀ D^{−3/2} and [I − w wᵀ/A] D^{−1/2} − G (Av − qw)ᵀ D^{−3/2}.
 */
export function arcsineHessian(w: Points, i: number, v: Points, j: number): {own: Float64Array; mixed: Float64Array} {
  const n = w.dimension;
  const {a, b, q, d} = products(w, i, v, j);
  const first = 2 / (Math.PI * Math.sqrt(d));
  const third = first / d;
  const own = new Float64Array(n * n);
  const mixed = new Float64Array(n * n);
  const x = (c: number): number => w.coordinates[c * w.width + i];
  const y = (c: number): number => v.coordinates[c * v.width + j];
  for (let r = 0; r < n; ++r)
    for (let c = 0; c < n; ++c) {
      const g = y(r) - (q / a) * x(r);
      const unit = r === c ? 1 : 0;
      own[r * n + c] =
        first * ((-x(r) * y(c)) / a + ((2 * q) / (a * a)) * x(r) * x(c) - (q / a) * unit) -
        third * g * (b * x(c) - q * y(c));
      mixed[r * n + c] = first * (unit - (x(r) * x(c)) / a) - third * g * (a * y(c) - q * x(c));
    }
  return {own, mixed};
}
