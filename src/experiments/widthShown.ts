import type {GapQuantity} from "./widthFits.js";

/** What the inputs of the page on the width offer. */
export const widthShown = {
  /** Sweeps whose tables can be shown. */
  sweeps: ["published", "small"],
  problems: ["He4", "He3", "He6", "He4_misspecified"],
  /** δ. */
  levels: ["0.8", "0.5", "0.3"],
  /** ε. */
  gaps: [0.005, 0.01, 0.02, 0.05, 0.1],
  /** The dimension of the statement, where no network is run. */
  statedAt: 1000,
  own: {dimensions: [8, 12, 16, 24, 32, 48, 64], widths: [64, 128, 256, 512]},
  neurons: {dimensions: [4, 8, 16, 32, 64], widths: [256, 512, 1024, 2048], times: [0.5, 1, 2, 4, 8, 16]}
} as const;

/** Where the page opens. */
export const widthOpening = {
  sweep: "published",
  problem: "He4",
  level: "0.5",
  gap: 0.02,
  own: {dimension: 16, width: 256, seed: 1},
  neurons: {dimension: 16, width: 512, time: 4, seed: 1}
} as const;

/** The networks whose neurons are compared: three widths, the largest last, several networks of the narrower ones. */
export function comparedNetworks(largest: number, seed: number): {width: number; seed: number}[] {
  const counts = [8, 4, 1];
  return counts.flatMap((count, i) =>
    Array.from({length: count}, (_, n) => ({width: largest / 4 ** (counts.length - 1 - i), seed: seed + n}))
  );
}

/** The squared gaps between which the reader chooses. */
export const gapQuantityNames = [
  "meanGap",
  "finalMeanGap",
  "functionGap",
  "finalFunctionGap",
  "rmsGap",
  "maxGap"
] as const satisfies readonly GapQuantity[];
