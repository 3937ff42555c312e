import {gaussLegendre} from "../../src/meanfield/legendre.js";

const rule = gaussLegendre(20);

/** ∫_a^b f by Gauss–Legendre, 20 nodes in each of `parts` equal parts. */
export function integral(f: (x: number) => number, a: number, b: number, parts = 40): number {
  const half = (b - a) / (2 * parts);
  let sum = 0;
  for (let part = 0; part < parts; ++part)
    rule.nodes.forEach((x, i) => {
      sum += half * rule.weights[i] * f(a + half * (2 * part + 1 + x));
    });
  return sum;
}

/**
 * Degree 1 on the sphere of ℝ³ (σ = c h_1, target b h_1): u̇ = 2c(b − cM) is the same for all neurons, so u_t = u_0 + s and,
 * with density sech²(u)/2, M(s) = E tanh(u_0 + s) = coth s − s/sinh² s. Returns the time at which the shift is s, and the
 * risk (b − cM)² then.
 */
export function linearLink(c: number, b: number, s: number): {time: number; risk: number} {
  const moment = (x: number) =>
    Math.abs(x) < 1e-2 ? (2 * x) / 3 - (4 * x ** 3) / 45 : 1 / Math.tanh(x) - x / Math.sinh(x) ** 2;
  return {time: integral((x) => 1 / (2 * c * (b - c * moment(x))), 0, s), risk: (b - c * moment(s)) ** 2};
}

/**
 * Degree 2 on the sphere of ℝ³ (σ = c h_2, target b h_2): Ψ = q α² + const with q = −bc + c²(M − (1−M)/2), M = ∫α² dμ,
 * hence sinh u_t = e^τ sinh u_0 with τ̇ = −4q, and for α_0 uniform on [−1, 1] and κ = e^{2τ} − 1 > 0,
 * M = (1+κ)/κ · (1 − arctan(√κ)/√κ). Returns the time at which the exponent is τ, and the risk then.
 */
export function quadraticLink(c: number, b: number, tau: number): {time: number; risk: number} {
  const moment = (x: number) => {
    const k = Math.expm1(2 * x);
    const rest =
      k < 1e-2
        ? k * (1 / 3 - k * (1 / 5 - k * (1 / 7 - k * (1 / 9 - k * (1 / 11 - k / 13)))))
        : 1 - Math.atan(Math.sqrt(k)) / Math.sqrt(k);
    return ((1 + k) / k) * rest;
  };
  const rate = (m: number) => 4 * (b * c - c * c * (m - (1 - m) / 2));
  const m = moment(tau);
  return {
    time: integral((x) => 1 / rate(moment(x)), 0, tau),
    risk: (b - c * m) ** 2 + (c * c * (1 - m) ** 2) / 2
  };
}

/**
 * What √m E Ω, and m times the mean square gap over d^{(k−2)/2}, tend to at T(δ) as d → ∞ for σ = σ* = h_k, k ≥ 3, δ > 1/4
 * for odd k (docs/numerics/width.md): √(π/2) h sd ψ and 2 h Var ψ/(2k(k−2)), with ψ = −(1−u) ∫_0^u B_v/(h(1−v)²) dv and B a
 * Brownian bridge, by sums over z from 9 down to the last neuron that has left.
 */
export function highDimensionGaps(k: number, delta: number): {meanGap: number; squareGap: number} {
  const sides = k % 2 === 0 ? 2 : 1;
  const last = 1 - Math.sqrt(delta);
  const count = 20000;
  const step = 9 / count;
  // Q(z) by the trapezoid rule from above, so that no normal distribution is needed.
  let [tail, before] = [0, 0];
  let [variance, inner] = [0, 0];
  for (let n = 1; n < count; ++n) {
    const z = 9 - n * step;
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    tail += (step * (before + density)) / 2;
    before = density;
    const u = sides * tail;
    const h = (sides * density * z ** (k - 1)) / (k - 2);
    if (u >= last) {
      const spread = variance * (1 - last) ** 2;
      return {meanGap: Math.sqrt((Math.PI / 2) * spread) * h, squareGap: (2 * h * spread) / (2 * k * (k - 2))};
    }
    const weight = ((k - 2) * z ** (1 - k) * step) / (1 - u) ** 2;
    inner += weight * u;
    variance += 2 * weight * (1 - u) * inner - weight * weight * u * (1 - u);
  }
  throw new RangeError(`δ = ${delta} is not reached for k = ${k}; choose a larger one`);
}
