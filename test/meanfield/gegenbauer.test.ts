import {describe, expect, it} from "vitest";
import {
  gegenbauerPolynomials,
  harmonicEigenvalue,
  harmonicMultiplicity,
  monomialExpansions
} from "../../src/meanfield/gegenbauer.js";
import {gaussLegendre} from "../../src/meanfield/legendre.js";
import {binomial} from "../../src/meanfield/polynomial.js";

/** E f(ξ) for one coordinate ξ = cos θ of a uniform point of S^{d−2}, d ≥ 3: density ∝ sin^{d−3} θ dθ. */
function average(dimension: number, f: (xi: number) => number): number {
  const {nodes, weights} = gaussLegendre(80);
  let sum = 0;
  let mass = 0;
  nodes.forEach((x, i) => {
    const theta = (Math.PI * (x + 1)) / 2;
    const weight = weights[i] * Math.sin(theta) ** (dimension - 3);
    mass += weight;
    sum += weight * f(Math.cos(theta));
  });
  return sum / mass;
}

describe("monomialExpansions", () => {
  it("agrees with the orthogonal projection by quadrature: κ_{jl} = N_l E ξ^j P_l(ξ)", () => {
    for (const d of [3, 4, 5, 8, 16]) {
      const kappa = monomialExpansions(d, 8);
      for (let j = 0; j <= 8; ++j)
        for (let l = 0; l <= j; ++l) {
          const projected = harmonicMultiplicity(d, l) * average(d, (x) => x ** j * gegenbauerPolynomials(d, l, x)[l]);
          expect(Math.abs(kappa[j][l] - projected)).toBeLessThan(1e-11);
        }
    }
  });

  it("reproduces ξ^j, with nonnegative coefficients, in every dimension from 2 on", () => {
    for (const d of [2, 3, 7, 10_000]) {
      const kappa = monomialExpansions(d, 12);
      for (const xi of d === 2 ? [-1, 1] : [-1, -0.37, 0, 0.5, 1]) {
        const p = gegenbauerPolynomials(d, 12, xi);
        kappa.forEach((row, j) => {
          expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
          expect(Math.abs(row.slice(0, p.length).reduce((sum, k, l) => sum + k * p[l], 0) - xi ** j)).toBeLessThan(
            1e-13
          );
          expect(row.slice(p.length).every((k) => k === 0)).toBe(true);
        });
      }
    }
  });
});

describe("harmonics", () => {
  it("counts them: N_l = C(l+D−1, l) − C(l+D−3, l−2) in ℝ^D, D = d−1", () => {
    for (const d of [4, 5, 9, 33])
      for (let l = 2; l <= 8; ++l)
        expect(harmonicMultiplicity(d, l)).toBeCloseTo(binomial(l + d - 2, l) - binomial(l + d - 4, l - 2), 6);
    expect([0, 1, 2, 3].map((l) => harmonicMultiplicity(2, l))).toEqual([1, 1, 0, 0]);
    expect([0, 1, 2, 3].map((l) => harmonicMultiplicity(3, l))).toEqual([1, 2, 2, 2]);
  });

  it("has the addition theorem's consequence E_ζ P_l(⟨ζ,a⟩) P_j(⟨ζ,b⟩) = δ_{lj} P_l(⟨a,b⟩)/N_l on S¹ and S²", () => {
    const angle = 0.7;
    const {nodes, weights} = gaussLegendre(12);
    const turns = Array.from({length: 24}, (_, i) => (Math.PI * i) / 12);
    for (let l = 0; l <= 5; ++l)
      for (let j = 0; j <= 5; ++j) {
        const circle =
          turns.reduce(
            (sum, t) =>
              sum + gegenbauerPolynomials(3, l, Math.cos(t))[l] * gegenbauerPolynomials(3, j, Math.cos(t - angle))[j],
            0
          ) / turns.length;
        let sphere = 0;
        nodes.forEach((z, i) => {
          for (const t of turns) {
            const other = Math.cos(angle) * z + Math.sin(angle) * Math.sqrt(1 - z * z) * Math.cos(t);
            sphere +=
              ((weights[i] / 2) * gegenbauerPolynomials(4, l, z)[l] * gegenbauerPolynomials(4, j, other)[j]) /
              turns.length;
          }
        });
        const [onCircle, onSphere] = [3, 4].map((d) =>
          l === j ? gegenbauerPolynomials(d, l, Math.cos(angle))[l] / harmonicMultiplicity(d, l) : 0
        );
        expect(Math.abs(circle - onCircle)).toBeLessThan(1e-13);
        expect(Math.abs(sphere - onSphere)).toBeLessThan(1e-13);
      }
  });

  it("has eigenvalues l(l+d−3): (1−ξ²)P″ − (d−2)ξP′ = −l(l+d−3)P", () => {
    const h = 1e-3;
    for (const d of [3, 6, 12])
      for (let l = 0; l <= 5; ++l)
        for (const xi of [-0.6, 0.1, 0.8]) {
          const [before, here, after] = [xi - h, xi, xi + h].map((x) => gegenbauerPolynomials(d, l, x)[l]);
          const residual =
            (1 - xi * xi) * ((after - 2 * here + before) / (h * h)) -
            ((d - 2) * xi * (after - before)) / (2 * h) +
            harmonicEigenvalue(d, l) * here;
          expect(Math.abs(residual)).toBeLessThan(2e-3);
        }
  });
});
