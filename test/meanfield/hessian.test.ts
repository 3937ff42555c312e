import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {equilibria, largestEigenvalue, localHessian} from "../../src/meanfield/hessian.js";
import {derivative, evaluate} from "../../src/meanfield/polynomial.js";

const potentials = fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 2, maxLength: 9});
const alignments = fc.double({min: -0.999, max: 0.999, noNaN: true});

/** ν(w) = −2 P_w ∇Ψ(⟨w, e_1⟩), continued off the sphere as a function of w/|w|. */
function velocityField(potential: readonly number[]): (w: readonly number[]) => number[] {
  const slope = derivative(potential);
  return (w) => {
    const length = Math.hypot(...w);
    const unit = w.map((x) => x / length);
    const force = -2 * evaluate(slope, unit[0]);
    return unit.map((x, c) => force * ((c === 0 ? 1 : 0) - unit[0] * x));
  };
}

/** The derivative of `field` at w along v, by fourth-order central differences. */
function differential(field: (w: readonly number[]) => number[], w: readonly number[], v: readonly number[]): number[] {
  const at = (h: number) => field(w.map((x, c) => x + h * v[c]));
  const h = 2e-3;
  const [a, b, c, d] = [at(-2 * h), at(-h), at(h), at(2 * h)];
  return a.map((_, i) => (a[i] - 8 * b[i] + 8 * c[i] - d[i]) / (12 * h));
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, c) => sum + x * b[c], 0);

describe("localHessian", () => {
  it("is the derivative of the velocity field on the sphere, in ambient coordinates", () => {
    fc.assert(
      fc.property(potentials, alignments, (potential, alpha) => {
        const r = Math.sqrt(1 - alpha * alpha);
        const zeta = [0, 0.6, 0, 0.8];
        const w = [alpha, ...zeta.slice(1).map((z) => r * z)];
        const towards = [r, ...zeta.slice(1).map((z) => -alpha * z)];
        const across = [
          [0, 0.8, 0, -0.6],
          [0, 0, 1, 0]
        ];
        const field = velocityField(potential);
        const {velocity, alignmentRate, parallel, transverse} = localHessian(potential, alpha);
        expect(Math.abs(Math.hypot(...field(w)) - velocity)).toBeLessThan(1e-12);
        expect(Math.abs(field(w)[0] - alignmentRate)).toBeLessThan(1e-12);
        const along = differential(field, w, towards);
        expect(Math.abs(dot(along, towards) - parallel)).toBeLessThan(1e-8);
        for (const v of across) {
          expect(Math.abs(dot(along, v))).toBeLessThan(1e-8);
          const moved = differential(field, w, v);
          expect(Math.abs(dot(moved, v) - transverse)).toBeLessThan(1e-8);
          for (const other of [towards, ...across])
            if (other !== v) expect(Math.abs(dot(moved, other))).toBeLessThan(1e-8);
        }
      }),
      {seed: 1, numRuns: 200}
    );
  });

  it("has the ratio k − 1 near the equator for a pure degree k, and none where nothing moves", () => {
    expect(localHessian([0, 0, 0, 0, -1], 1e-4).ratio).toBeCloseTo(3, 6);
    expect(localHessian([0, 0, 0, 0, -1], -1e-4).ratio).toBeCloseTo(3, 6);
    expect(localHessian([0, 0, 0, -1], 1e-4).ratio).toBeCloseTo(2, 6);
    expect(localHessian([0, 0, 0, 0, -1], 0).ratio).toBeNaN();
    expect(localHessian([0, 0, 0, 0, -1], 1).ratio).toBeNaN();
  });

  it("has the ratio 3 + 2α*²/(α² − α*²) near the unstable equilibrium α*, up to O(α²)", () => {
    const star = 0.01;
    for (const alpha of [0.005, 0.012, 0.02, 0.05]) {
      const expected = 3 + (2 * star ** 2) / (alpha ** 2 - star ** 2);
      const {ratio, parallel, transverse} = localHessian([0, 0, 2 * star ** 2, 0, -1], alpha);
      if (parallel > transverse) expect(Math.abs(ratio / expected - 1)).toBeLessThan(5 * alpha ** 2);
    }
  });
});

describe("largestEigenvalue", () => {
  it("is attained, and not exceeded on a fine grid of the sphere", () => {
    fc.assert(
      fc.property(potentials, (potential) => {
        const {value, alignment} = largestEigenvalue(potential);
        expect(Math.abs(localHessian(potential, alignment).parallel - value)).toBeLessThan(1e-10);
        expect(value).toBeGreaterThanOrEqual(-1e-12);
        let largest = Number.NEGATIVE_INFINITY;
        for (let n = -500; n <= 500; ++n) {
          const {parallel, transverse} = localHessian(potential, n / 500);
          largest = Math.max(largest, parallel, transverse);
        }
        expect(largest).toBeLessThanOrEqual(value + 1e-10);
      }),
      {seed: 3, numRuns: 100}
    );
  });

  it("is 9/2 at α² = 3/8 for Ψ = −α⁴", () => {
    const {value, alignment} = largestEigenvalue([0, 0, 0, 0, -1]);
    expect(value).toBeCloseTo(4.5, 12);
    expect(alignment ** 2).toBeCloseTo(3 / 8, 8);
  });
});

describe("equilibria", () => {
  it("are the equator and ±√(−p_2/2p_4) for a quartic, unstable where the crowd repels", () => {
    const found = equilibria([0, 0, 0.02, 0, -1]);
    expect(found.map(({alignment}) => alignment.toFixed(12))).toEqual([
      "-0.100000000000",
      "0.000000000000",
      "0.100000000000"
    ]);
    expect(found.map(({parallel}) => Math.sign(parallel))).toEqual([1, -1, 1]);
  });

  it("are only those inside (−1, 1)", () => {
    expect(equilibria([0, -1, 0, 1 / 3])).toEqual([]);
  });
});
