import {arcsineKernel, erfActivation} from "./arcsineKernel.js";
import {hermiteSeries} from "./hermite.js";

/** An activation whose averages over pairs of neurons have a closed form. */
export interface InteractionKernel {
  readonly name: string;
  /** σ(z). */
  sigma(z: number): number;
  /**
   * E σ(⟨w,x⟩) σ(⟨v,x⟩) for x ~ N(0, I_d), from ww = |w|², wv = ⟨w,v⟩ and vv = |v|². The Hermite kernels hold for unit
   * vectors only.
   */
  value(ww: number, wv: number, vv: number): number;
}

/** ReLU: (|w||v|/2π) (sin φ + (π − φ) cos φ) with the angle φ between w and v (Cho and Saul 2009). */
const relu: InteractionKernel = {
  name: "relu",
  sigma: (z) => Math.max(0, z),
  value(ww, wv, vv) {
    const lengths = Math.sqrt(ww * vv);
    if (lengths === 0) return 0;
    const cosine = Math.min(1, Math.max(-1, wv / lengths));
    return (lengths * (Math.sqrt(1 - cosine * cosine) + (Math.PI - Math.acos(cosine)) * cosine)) / (2 * Math.PI);
  }
};

const erf: InteractionKernel = {name: "erf", sigma: erfActivation, value: arcsineKernel};

/** The normalised Hermite polynomial h_k: ⟨w,v⟩^k. */
function hermite(degree: number): InteractionKernel {
  const coefficients = Array.from({length: degree + 1}, (_, k) => (k === degree ? 1 : 0));
  return {
    name: `hermite${degree}`,
    sigma: (z) => hermiteSeries(coefficients, z),
    value: (_ww, wv) => wv ** degree
  };
}

export const interactionKernels = {
  relu,
  erf,
  hermite2: hermite(2),
  hermite3: hermite(3),
  hermite4: hermite(4)
} as const;

export type KernelName = keyof typeof interactionKernels;

export const kernelNames = Object.keys(interactionKernels) as KernelName[];
