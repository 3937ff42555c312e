import {describe, expect, it} from "vitest";
import {PotentialPath} from "../../src/meanfield/potentialPath.js";

function pathThrough(knots: readonly number[], f: (t: number) => [number, number, number]): PotentialPath {
  const path = new PotentialPath();
  for (const t of knots) {
    const [value, rate, curvature] = f(t);
    path.add(t, Float64Array.of(value), Float64Array.of(rate), Float64Array.of(curvature));
  }
  return path;
}

describe("PotentialPath", () => {
  it("reproduces polynomials of degree 5 in time", () => {
    const path = pathThrough([0, 0.4, 1.5], (t) => [
      t ** 5 - 2 * t ** 3,
      5 * t ** 4 - 6 * t ** 2,
      20 * t ** 3 - 12 * t
    ]);
    for (let t = 0; t <= 1.5; t += 0.05) expect(path.at(t)[0]).toBeCloseTo(t ** 5 - 2 * t ** 3, 13);
  });

  it("converges with order 6 to a smooth path", () => {
    const errors = [4, 8, 16].map((count) => {
      const path = pathThrough(
        Array.from({length: count + 1}, (_, i) => (3 * i) / count),
        (t) => [Math.sin(2 * t), 2 * Math.cos(2 * t), -4 * Math.sin(2 * t)]
      );
      return Math.max(...Array.from({length: 301}, (_, i) => Math.abs(path.at(i / 100)[0] - Math.sin(i / 50))));
    });
    expect(Math.abs(Math.log2(errors[1] / errors[2]) - 6)).toBeLessThan(0.5);
    expect(errors[2]).toBeLessThan(((2 * 3) / 16) ** 6 / 46080);
  });
});
