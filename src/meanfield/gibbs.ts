import {dot} from "./dot.js";
import {relativeEntropy} from "./freeEnergy.js";
import type {GridPotential} from "./gridPotential.js";
import {massesOf} from "./weightGrid.js";

/** The minimiser of the free energy on a grid. */
export interface GibbsLaw {
  readonly masses: Float64Array;
  /** Ψ_λ(·; ρ_*) at the midpoints. */
  readonly potential: Float64Array;
  /** A proved bound on F(ρ_*) minus the minimum over all laws on the grid: β⁻¹ KL(ρ | e^{−βΨ(ρ)}/Z). */
  readonly excess: number;
  readonly iterations: number;
}

const mostIterations = 60;

/**
 * The law with ρ_* ∝ e^{−βΨ_λ(·; ρ_*)} on the grid, by Newton's method. The unknown is a signed measure ν; its law is
 * ρ(ν) ∝ exp(−β(V_λ + Uν)), and the dual of min F is to maximise the concave function
 * D(ν) = −½⟨ν, Uν⟩ − β⁻¹ log Σ exp(−β(V_λ + Uν)). Its gradient is U(ρ(ν) − ν), and Newton's step solves
 * (I + β C U) δ = ρ(ν) − ν with C = diag ρ − ρρᵀ, an operator that is symmetric and ≥ I in the inner product ⟨·, U·⟩:
 * conjugate gradients. Steps are halved until D has grown enough.
 * Throws when the bound on the excess does not come below `tolerance`.
 */
export function gibbsLaw(field: GridPotential, inverseTemperature: number, tolerance = 1e-12): GibbsLaw {
  const beta = inverseTemperature;
  const n = field.external.length;
  const lawOf = (response: Float64Array) => massesOf(response.map((value, i) => -beta * (field.external[i] + value)));
  const dual = (nu: Float64Array, response: Float64Array): number => {
    const exponents = response.map((value, i) => -beta * (field.external[i] + value));
    const most = exponents.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const sum = exponents.reduce((total, exponent) => total + Math.exp(exponent - most), 0);
    return -dot(nu, 0, response, 0, n) / 2 - (most + Math.log(sum)) / beta;
  };
  let nu = lawOf(new Float64Array(n));
  let response = field.interaction(nu);
  for (let iterations = 0; ; ++iterations) {
    const masses = lawOf(response);
    const potential = field.potential(masses);
    const excess =
      relativeEntropy(
        masses,
        potential.map((value) => -beta * value)
      ) / beta;
    if (excess <= tolerance) return {masses, potential, excess, iterations};
    if (iterations >= mostIterations)
      throw new Error(`the Gibbs law is still ${excess} above the least free energy after ${iterations} Newton steps`);
    const residual = masses.map((mass, i) => mass - nu[i]);
    const {direction, image} = newtonStep(field, beta, masses, residual);
    const now = dual(nu, response);
    const slope = dot(image, 0, residual, 0, n);
    for (let length = 1; ; length /= 2) {
      const trial = nu.map((value, i) => value + length * direction[i]);
      const moved = response.map((value, i) => value + length * image[i]);
      if (dual(trial, moved) >= now + 1e-4 * length * slope - 1e-15 || length < 1e-6) {
        [nu, response] = [trial, moved];
        break;
      }
    }
  }
}

/** δ with (I + β C U) δ = residual, and Uδ: conjugate gradients in ⟨·, U·⟩. */
function newtonStep(
  field: GridPotential,
  beta: number,
  masses: Float64Array,
  residual: Float64Array
): {direction: Float64Array; image: Float64Array} {
  const n = masses.length;
  const direction = new Float64Array(n);
  const image = new Float64Array(n);
  const left = Float64Array.from(residual);
  let leftImage = field.interaction(left);
  const search = Float64Array.from(left);
  const searchImage = Float64Array.from(leftImage);
  let square = dot(left, 0, leftImage, 0, n);
  const goal = 1e-16 * square;
  const applied = new Float64Array(n);
  for (let k = 0; k < 200 && square > goal && square > 0; ++k) {
    const mean = dot(masses, 0, searchImage, 0, n);
    for (let i = 0; i < n; ++i) applied[i] = search[i] + beta * masses[i] * (searchImage[i] - mean);
    const length = square / dot(applied, 0, searchImage, 0, n);
    for (let i = 0; i < n; ++i) {
      direction[i] += length * search[i];
      image[i] += length * searchImage[i];
      left[i] -= length * applied[i];
    }
    leftImage = field.interaction(left, leftImage);
    const next = dot(left, 0, leftImage, 0, n);
    const ratio = next / square;
    square = next;
    for (let i = 0; i < n; ++i) {
      search[i] = left[i] + ratio * search[i];
      searchImage[i] = leftImage[i] + ratio * searchImage[i];
    }
  }
  return {direction, image};
}
