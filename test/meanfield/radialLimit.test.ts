import {describe, expect, it} from "vitest";
import {bestRadialLaw, separationThreshold} from "../../src/meanfield/bestRadialLaw.js";
import {chiDensity, chiRule} from "../../src/meanfield/chiRule.js";
import {IsotropicNetwork} from "../../src/meanfield/isotropicNetwork.js";
import {findActivation, isotropicActivations} from "../../src/meanfield/isotropicProblem.js";
import {drawGaussianNeurons, IsotropicSgd} from "../../src/meanfield/isotropicSgd.js";
import {gaussGegenbauer} from "../../src/meanfield/quadrature.js";
import {RadialLimit} from "../../src/meanfield/radialLimit.js";
import {lengthSample, RadialPotential} from "../../src/meanfield/radialPotential.js";
import {RadialProfile} from "../../src/meanfield/radialProfile.js";
import {solveRadialVolumes} from "../../src/meanfield/radialVolumes.js";
import {stream} from "../../src/meanfield/random.js";

const ramp = findActivation("ramp")!;
const smooth = findActivation("smooth")!;

describe("the rule for |z|/√d", () => {
  it.each([2, 3, 40, 500])("has the moments of χ in dimension %d", (dimension) => {
    const {nodes, weights} = chiRule(dimension, 1.5);
    const moment = (power: number) => nodes.reduce((sum, node, k) => sum + weights[k] * node ** power, 0);
    expect(Math.abs(moment(0) - 1)).toBeLessThan(1e-14);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(1e-10);
    expect(Math.abs(moment(4) - (1 + 2 / dimension))).toBeLessThan(1e-10);
  });

  it.each([2, 5, 40, 301])("and its density integrates to 1 in dimension %d", (dimension) => {
    const density = chiDensity(dimension);
    const h = 1e-3;
    let sum = 0;
    for (let l = h / 2; l < 9; l += h) sum += h * density(l);
    expect(Math.abs(sum - 1)).toBeLessThan(2e-7);
  });

  it("refuses dimensions that are none", () => {
    for (const dimension of [1, 2.5, Number.NaN]) expect(() => chiRule(dimension, 1)).toThrow(RangeError);
    expect(() => chiRule(3, 0)).toThrow(RangeError);
    expect(Array.from(chiRule(Number.POSITIVE_INFINITY, 1).nodes)).toEqual([1]);
  });
});

describe.each(isotropicActivations.map((activation) => ({name: activation.name, activation})))(
  "$name",
  ({activation}) => {
    it.each([10, 40, Number.POSITIVE_INFINITY])("its profile in dimension %d is Eσ(sX)", (dimension) => {
      const profile = new RadialProfile(activation, dimension);
      const slope = activation.radialSlope(dimension);
      expect(profile.value(0)).toBe(activation.value(0));
      expect(Math.abs(profile.value(Number.POSITIVE_INFINITY) - 2.5)).toBeLessThan(1e-9);
      for (const s of [0.01, 0.2, 0.37, 1.234, 3.3, 12, 80]) {
        expect(Math.abs(profile.slope(s) - slope(s))).toBeLessThan(1e-9);
        const square = activation.pairValue(s * s, 1e-30, 0) / activation.value(0);
        if (dimension === Number.POSITIVE_INFINITY) expect(Math.abs(profile.value(s) - square)).toBeLessThan(1e-9);
      }
    });

    it("averages U over the angle to E φ_d(rℓ)φ_d(r′ℓ)", () => {
      const problem = {activation, delta: 0.6, dimension: 12};
      const network = new IsotropicNetwork(problem, 1);
      const profile = new RadialProfile(activation, 12);
      const {lengths, weights} = lengthSample(problem);
      const angles = gaussGegenbauer(40, 12);
      for (const [r, s] of [
        [0.4, 0.9],
        [1, 1],
        [2.2, 0.7]
      ]) {
        const direct = angles.nodes.reduce(
          (sum, cosine, i) => sum + angles.weights[i] * network.interaction(r * r, s * s, r * s * cosine),
          0
        );
        const reduced = lengths.reduce(
          (sum, l, k) => sum + weights[k] * profile.value(r * l) * profile.value(s * l),
          0
        );
        expect(Math.abs(direct - reduced)).toBeLessThan(1e-7);
      }
    });

    it("has a V of the radius alone, −E yφ_d(rℓ), and its slope", () => {
      const problem = {activation, delta: 0.6, dimension: 12};
      const network = new IsotropicNetwork(problem, 1);
      const none = new RadialPotential(
        new RadialProfile(activation, 12),
        lengthSample(problem),
        new Float64Array(lengthSample(problem).lengths.length)
      );
      for (const r of [0.2, 0.8, 1.7, 4]) {
        expect(Math.abs(none.value(r) - network.potential(r))).toBeLessThan(1e-8);
        expect(Math.abs(none.slope(r) - network.potentialSlope(r))).toBeLessThan(5e-6);
      }
    });
  }
);

describe("the finite network", () => {
  it.each(["ramp", "dip", "smooth"])(
    "of activation %s has a force that is −N/2 times the gradient of its risk",
    (name) => {
      const problem = {activation: findActivation(name)!, delta: 0.7, dimension: 3};
      const network = new IsotropicNetwork(problem, 4);
      const neurons = new Float64Array(12);
      drawGaussianNeurons(neurons, 3, 1.2, stream(3, "weights"));
      const force = new Float64Array(12);
      network.force(neurons, force);
      const h = 1e-4;
      for (let k = 0; k < 12; ++k) {
        const at = (shift: number) => network.risk(neurons.with(k, neurons[k] + shift));
        expect(Math.abs(force[k] + 2 * ((at(h) - at(-h)) / (2 * h)))).toBeLessThan(2e-5);
      }
    }
  );

  it("is what SGD follows on average, and its risk is the mean squared error", () => {
    const problem = {activation: ramp, delta: 0.8, dimension: 5};
    const network = new IsotropicNetwork(problem, 6);
    const neurons = new Float64Array(30);
    drawGaussianNeurons(neurons, 5, 0.9, stream(1, "weights"));
    const force = new Float64Array(30);
    network.force(neurons, force);
    const samples = 200000;
    const mean = new Float64Array(30);
    let risk = 0;
    const sgd = new IsotropicSgd(problem, neurons, stream(1, "inputs"));
    for (let n = 0; n < samples; ++n) {
      sgd.neurons.set(neurons);
      sgd.step(0.5);
      risk += sgd.residual ** 2 / samples;
      for (let k = 0; k < 30; ++k) mean[k] += (sgd.neurons[k] - neurons[k]) / samples;
    }
    expect(Math.abs(risk / network.risk(neurons) - 1)).toBeLessThan(0.02);
    mean.forEach((value, k) => {
      expect(Math.abs(value - force[k])).toBeLessThan(0.1);
    });
    expect(Math.max(...force.map(Math.abs))).toBeGreaterThan(0.5);
  });
});

describe("the radial limit", () => {
  const problem = {activation: ramp, delta: 0.8, dimension: 40};
  const start = {scale: 0.8, dimension: 40};

  it("spends its risk at the rate ∫ṙ²", () => {
    const limit = new RadialLimit(problem, start);
    const h = 1e-3;
    const [before, now, after] = [0.5 - h, 0.5, 0.5 + h].map((t) => limit.at(t));
    const slope = (after.potential.risk - before.potential.risk) / (2 * h);
    expect(Math.abs(slope / limit.dissipation(now) + 1)).toBeLessThan(1e-4);
  });

  it("starts at the risk of the Gaussian weights in every way of writing it", () => {
    const limit = new RadialLimit(problem, start);
    const samples = lengthSample(problem);
    const risk = samples.lengths.reduce((sum, l, k) => {
      const f = limit.average(limit.at(0), (r) => limit.profile.value(r * l));
      return sum + samples.weights[k] * (f - samples.labels[k]) ** 2;
    }, 0);
    expect(limit.at(0).potential.risk).toBeCloseTo(risk, 12);
  });

  it("gives any neuron's radius: an ODE of its own agrees", () => {
    const limit = new RadialLimit(problem, start);
    for (const initial of [0.55, 0.8, 1.03]) {
      let r = initial;
      const h = 1 / 256;
      for (let n = 0; n < 256; ++n) {
        const v = (t: number, at: number) => limit.at(t).potential.velocity(at);
        const k1 = v(n * h, r);
        const k2 = v((n + 0.5) * h, r + (h / 2) * k1);
        const k3 = v((n + 0.5) * h, r + (h / 2) * k2);
        r += (h / 6) * (k1 + 2 * k2 + 2 * k3 + v((n + 1) * h, r + h * k3));
      }
      expect(Math.abs(limit.radius(initial, limit.at(1)) - r)).toBeLessThan(1e-6);
    }
    expect(() => limit.radius(1e-3, limit.at(0))).toThrow(/outside the solved range/);
  });

  it("keeps its error in proportion to the tolerance, also when neurons have parted", () => {
    const risk = (tolerance: number) => new RadialLimit(problem, start, {tolerance}).at(7).potential.risk;
    const exact = risk(1e-8);
    for (const tolerance of [1e-4, 1e-6]) expect(Math.abs(risk(tolerance) - exact)).toBeLessThan(30 * tolerance);
  });

  it("carries mass 1 on characteristics in order, on more panels where they part", () => {
    const limit = new RadialLimit(problem, start, {tolerance: 1e-6});
    const [first, last] = [limit.at(0), limit.at(7)];
    expect(last.edges.length).toBeGreaterThan(first.edges.length);
    for (const {weights, radii} of [first, last]) {
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      for (let q = 1; q < radii.length; ++q) expect(radii[q]).toBeGreaterThan(radii[q - 1] - 1e-4);
    }
  });

  it("is what the population flow of many neurons approaches", () => {
    const small = {activation: smooth, delta: 0.5, dimension: 6};
    const [N, h, steps] = [150, 0.02, 10];
    const neurons = new Float64Array(6 * N);
    drawGaussianNeurons(neurons, 6, 0.8, stream(7, "weights"));
    const initial = Float64Array.from({length: N}, (_, i) => Math.hypot(...neurons.subarray(6 * i, 6 * i + 6)));
    const network = new IsotropicNetwork(small, N);
    const force = new Float64Array(6 * N);
    for (let n = 0; n < steps; ++n) {
      network.force(neurons, force);
      const middle = neurons.map((w, k) => w + h * force[k]);
      network.force(middle, force);
      for (let k = 0; k < neurons.length; ++k) neurons[k] += 2 * h * force[k];
    }
    const limit = new RadialLimit(small, {scale: 0.8, dimension: 6});
    const snapshot = limit.at(h * steps);
    const errors = initial.map((r, i) => Math.hypot(...neurons.subarray(6 * i, 6 * i + 6)) - limit.radius(r, snapshot));
    const moved = initial.map((r) => Math.abs(limit.radius(r, snapshot) - r));
    const mean = (values: Float64Array) => values.reduce((sum, v) => sum + Math.abs(v), 0) / N;
    expect(mean(moved)).toBeGreaterThan(0.2);
    expect(mean(errors)).toBeLessThan(0.05);
  });
});

describe("the radial PDE on cells", () => {
  const problem = {activation: ramp, delta: 0.8, dimension: 40};
  const start = {scale: 0.8, dimension: 40};
  const exact = new RadialLimit(problem, start, {tolerance: 1e-11}).at(0.3).potential.risk;
  const solutions = [64, 128, 256].map((cells) => solveRadialVolumes(problem, start, [0.3], {cells, end: 3.2})[0]);

  it("approaches the risk of the characteristics with the second order", () => {
    const errors = solutions.map(({potential}) => Math.abs(potential.risk - exact));
    expect(errors[2]).toBeLessThan(2e-4);
    expect(Math.log2(errors[0] / errors[2]) / 2).toBeGreaterThan(1.4);
  });

  it("keeps the mass, and keeps it positive", () => {
    for (const {weights: masses} of solutions) {
      expect(Math.abs(masses.reduce((sum, mass) => sum + mass, 0) - 1)).toBeLessThan(1e-13);
      expect(Math.min(...masses)).toBeGreaterThanOrEqual(0);
    }
  });

  it("says so when neurons come to the last cell", () => {
    const solve = (end: number) => solveRadialVolumes(problem, start, [0.3], {cells: 64, end});
    expect(() => solve(1.6)).toThrow(/end at radius 1\.6 .* by t = 0\.3; use earlier times or the characteristics/);
    expect(() => solve(3.2)).not.toThrow();
  });
});

describe("the best law", () => {
  it("is no worse than any single radius, and its gap says how much better a law can be", () => {
    for (const delta of [0.1, 0.3, 0.6]) {
      const problem = {activation: ramp, delta, dimension: 40};
      const best = bestRadialLaw(problem);
      const sample = lengthSample(problem);
      const profile = new RadialProfile(ramp, 40);
      expect(best.gap).toBeLessThan(1e-7);
      expect(best.masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 12);
      for (let r = 0.1; r < 6; r += 0.1) {
        const outputs = sample.lengths.map((l) => profile.value(r * l));
        expect(new RadialPotential(profile, sample, outputs).risk).toBeGreaterThan(best.risk - 1e-7);
      }
    }
  });

  it("is where the flow ends up for a small Δ, and below it never", () => {
    const problem = {activation: ramp, delta: 0.3, dimension: 40};
    const limit = new RadialLimit(problem, {scale: 0.8, dimension: 40}, {tolerance: 1e-7});
    const {risk} = bestRadialLaw(problem);
    for (const t of [0.1, 1, 30]) expect(limit.at(t).potential.risk).toBeGreaterThan(risk - 1e-7);
    expect(limit.at(30).potential.risk - risk).toBeLessThan(1e-5);
  });

  it("has no error beyond the threshold in infinite dimension, and some below it", () => {
    const threshold = separationThreshold(ramp);
    for (const [delta, separable] of [
      [threshold - 0.02, false],
      [threshold + 0.02, true],
      [0.8, true]
    ] as const) {
      const {risk} = bestRadialLaw({activation: ramp, delta, dimension: Number.POSITIVE_INFINITY});
      expect(risk < 1e-6).toBe(separable);
    }
  });
});

describe("neurons that are pulled into a kink at 0", () => {
  it("stay there: the network is the constant σ(0) and its risk ½((1−σ(0))² + (1+σ(0))²)", () => {
    const limit = new RadialLimit(
      {activation: findActivation("dip")!, delta: 0.5, dimension: 40},
      {scale: 0.1, dimension: 40},
      {tolerance: 1e-6}
    );
    expect(limit.at(5).potential.risk).toBeCloseTo(7.25, 9);
    expect(limit.average(limit.at(5), (r) => (r === 0 ? 1 : 0))).toBeGreaterThan(0.999);
  });
});
