/**
 * The parameters for which the site is computed beforehand: for each loader whose path has parameters in brackets, the
 * values of each, in every combination. Paths are relative to this folder and lack the final `.ts`.
 */
export const grid: Readonly<Record<string, Readonly<Record<string, readonly (string | number)[]>>>> = {};
