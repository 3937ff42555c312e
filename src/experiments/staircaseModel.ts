import {real} from "./parameter.js";

/** The dimensions in which the tangent kernel's spectrum is computed. */
export const dimensionRange = {least: 3, most: 1024} as const;

export const threshold = real({
  name: "threshold",
  description: "threshold b of the target max(0, ⟨w*, x⟩ − b)",
  least: -3,
  most: 3,
  default: 0
});

export const ridge = real({
  name: "ridge",
  description: "λ, added to the diagonal of the kernel matrix, which is 1",
  least: 0,
  most: 1000,
  default: 0
});
