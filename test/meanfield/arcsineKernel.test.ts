import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  addArcsineGradient,
  arcsineHessian,
  arcsineKernel,
  erfActivation,
  erfSlope
} from "../../src/meanfield/arcsineKernel.js";
import {innerProduct, type Points} from "../../src/meanfield/points.js";
import {gaussianMean} from "./gaussian.js";

const coordinate = fc.double({min: -2, max: 2, noNaN: true});
const vector = (dimension: number) => fc.array(coordinate, {minLength: dimension, maxLength: dimension});
const point = (coordinates: readonly number[]): Points => ({
  dimension: coordinates.length,
  width: 1,
  coordinates: Float64Array.from(coordinates)
});

function kernel(w: readonly number[], v: readonly number[]): number {
  const [a, b] = [point(w), point(v)];
  return arcsineKernel(innerProduct(a, 0, a, 0), innerProduct(a, 0, b, 0), innerProduct(b, 0, b, 0));
}

function gradient(w: readonly number[], v: readonly number[]): Float64Array {
  const sum = new Float64Array(w.length);
  addArcsineGradient(sum, 1, point(w), 0, point(v), 0);
  return sum;
}

/** The fourth-order central difference of f at w along coordinate c. */
function difference(f: (w: number[]) => number, w: readonly number[], c: number, h = 1e-2): number {
  const at = (k: number) => f(w.map((x, i) => (i === c ? x + k * h : x)));
  return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
}

describe("arcsineKernel", () => {
  it("is E σ(⟨w,x⟩)σ(⟨v,x⟩), by quadrature in the plane", () => {
    for (const [w, v] of [
      [
        [1, 0.5],
        [-0.7, 1.2]
      ],
      [
        [0.1, 0],
        [1.5, 1.5]
      ],
      [
        [-1.2, 0.3],
        [-1.2, 0.3]
      ]
    ]) {
      const expected = gaussianMean((x, y) => erfActivation(w[0] * x + w[1] * y) * erfActivation(v[0] * x + v[1] * y));
      expect(Math.abs(kernel(w, v) - expected)).toBeLessThan(1e-9);
    }
  });

  it("is symmetric, between −1 and 1, and largest on the diagonal", () => {
    fc.assert(
      fc.property(vector(4), vector(4), (w, v) => {
        expect(kernel(w, v)).toBe(kernel(v, w));
        expect(kernel(w, v) ** 2).toBeLessThanOrEqual(kernel(w, w) * kernel(v, v) + 1e-15);
        expect(kernel(w, w)).toBeGreaterThanOrEqual(0);
        expect(kernel(w, w)).toBeLessThan(1);
      })
    );
  });

  it("has the gradient that finite differences give", () => {
    fc.assert(
      fc.property(vector(3), vector(3), (w, v) => {
        const exact = gradient(w, v);
        for (let c = 0; c < 3; ++c)
          expect(Math.abs(exact[c] - difference((x) => kernel(x, v), w, c))).toBeLessThan(1e-6);
      })
    );
  });

  it("has the second derivatives that finite differences of its gradient give", () => {
    fc.assert(
      fc.property(vector(3), vector(3), (w, v) => {
        const {own, mixed} = arcsineHessian(point(w), 0, point(v), 0);
        for (let r = 0; r < 3; ++r)
          for (let c = 0; c < 3; ++c) {
            expect(Math.abs(own[3 * r + c] - difference((x) => gradient(x, v)[r], w, c))).toBeLessThan(1e-6);
            expect(Math.abs(mixed[3 * r + c] - difference((x) => gradient(w, x)[r], v, c))).toBeLessThan(1e-6);
          }
      })
    );
  });

  it("has a bounded gradient, however far away its arguments are", () => {
    const far = fc.array(fc.double({min: -1e3, max: 1e3, noNaN: true}), {minLength: 3, maxLength: 3});
    fc.assert(
      fc.property(far, far, (w, v) => {
        const length = Math.hypot(...gradient(w, v));
        expect(length).toBeLessThanOrEqual(((2 / Math.PI) * (1 + 1e-9)) / Math.sqrt(1 + Math.hypot(...w) ** 2));
      })
    );
  });

  it("has half of its diagonal's gradient at equal arguments", () => {
    fc.assert(
      fc.property(vector(3), (w) => {
        for (let c = 0; c < 3; ++c)
          expect(Math.abs(2 * gradient(w, w)[c] - difference((x) => kernel(x, x), w, c))).toBeLessThan(1e-6);
      })
    );
  });

  it("belongs to an activation whose slope is its derivative", () => {
    for (const z of [-2, -0.4, 0, 1, 3])
      expect(erfSlope(z)).toBeCloseTo(
        difference(([x]) => erfActivation(x), [z], 0),
        8
      );
  });
});
