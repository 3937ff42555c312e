/** The problems whose training the authors vary by noise and by a path norm. */
export const variantProblems = ["XOR_4", "Hop_1_3"] as const;

/** τ of Langevin noise and λ of the path norm that the page offers. */
export const temperatures = ["0.0001", "0.001", "0.01"] as const;
export const pathNorms = ["0.01", "0.1", "0.5"] as const;

/** Where the page opens. */
export const variantOpening = {problem: "XOR_4", temperature: "0.001", pathNorm: "0.01"} as const;

export interface VariantChoice {
  readonly problem: string;
  readonly temperature: string;
  readonly pathNorm: string;
}

const last = 100;

/** What all of the runs share. */
export function variantSetting(problem: string) {
  return {
    problem,
    dimension: 16,
    width: 128,
    referenceWidth: 512,
    times: Array.from({length: 21}, (_, k) => (k * last) / 20).join(","),
    step: 0.25,
    samples: 8192,
    batch: 512,
    seed: 1
  } as const;
}

/** The parameters of three runs: as it is, with noise, with a path norm. */
export function variantRuns({problem, temperature, pathNorm}: VariantChoice) {
  const setting = variantSetting(problem);
  return [
    {...setting, temperature: "0", pathNorm: "0"},
    {...setting, temperature, pathNorm: "0"},
    {...setting, temperature: "0", pathNorm}
  ];
}
