import {type LinksName, linkParameters} from "./singleIndexLinks.js";

/** The runs behind the pages on single-index models that are computed when the site is built. */

const powersOfTwo = (from: number, to: number): number[] =>
  Array.from({length: Math.round(Math.log2(to / from)) + 1}, (_, i) => from * 2 ** i);

/** Dimensions in which the escape time is computed, as far as cost allows: it grows like d^{(k−2)/2} itself. */
const escapeDimensions = {
  h2: powersOfTwo(8, 1024),
  mixed: powersOfTwo(8, 1024),
  h3: powersOfTwo(8, 1024),
  h4: powersOfTwo(8, 1024),
  h6: powersOfTwo(8, 64)
} as const;

export const escapeRuns = (Object.keys(escapeDimensions) as (keyof typeof escapeDimensions)[]).map((links) => ({
  ...linkParameters(links),
  dimensions: escapeDimensions[links].join(","),
  level: 0.5,
  tolerance: 1e-6
}));

/** 0, then four times an octave from 1/8 to at most `last`, in four significant digits. */
function octaves(last: number): string {
  const count = Math.floor(4 * Math.log2(8 * last));
  const times = Array.from({length: count + 1}, (_, i) => Number((2 ** (i / 4) / 8).toPrecision(4)));
  return ["0", ...times].join(",");
}

/** Where the tails are drawn: links, dimension, last time, tolerance. */
const tails: readonly (readonly [LinksName, number, number, number])[] = [
  ["h2", 32, 1024, 1e-7],
  ["h3", 8, 64, 1e-6],
  ["h3", 32, 64, 1e-6],
  ["h4", 8, 16384, 1e-7],
  ["h4", 32, 1024, 1e-7],
  ["h4", 256, 512, 1e-6],
  ["h6", 8, 1024, 1e-7],
  ["h6", 16, 128, 1e-6],
  ["mixed", 32, 1024, 1e-7],
  ["h2_small", 32, 16, 1e-7],
  ["h4_small", 32, 512, 1e-7],
  ["h4_large", 32, 64, 1e-5]
];

export const tailRuns = tails.map(([links, dimension, last, tolerance]) => ({
  links,
  ...linkParameters(links),
  dimension,
  times: octaves(last),
  tolerance
}));

/** Where ∫√(R − least risk) is taken to its end: links, its dimensions, and a time that is late enough in each. */
const learned: readonly (readonly [LinksName, readonly number[], (dimension: number) => number])[] = [
  ["h2_small", powersOfTwo(8, 1024), () => 16],
  ["h4_small", powersOfTwo(8, 128), (dimension) => 8 * dimension]
];

export const learnedRuns = learned.flatMap(([links, dimensions, last]) =>
  dimensions.map((dimension) => ({
    ...linkParameters(links),
    dimension,
    times: String(last(dimension)),
    tolerance: 1e-7
  }))
);

/** Links whose ∫√L is drawn over time, all in one dimension. */
export const integralLinks = ["h2_small", "h4_small", "h2", "mixed", "h4", "h4_large", "h3"] as const;
export const integralDimension = 32;

/** Times of a reader's own ∫√L. */
export const integralTimes = octaves(64);

/** Finite networks over long times: the dimension of each link. */
export const longGaps = {h4: 8, h2_small: 16} as const;

export const longGapWidths: readonly number[] = [16, 32, 64, 128];

export const longGapTimes = octaves(64);
export const longGapSeeds = 3;

/** From this time on the risk of the wide network is in its tail. */
export const lateSince = 8;

export const longGapRuns = (Object.keys(longGaps) as (keyof typeof longGaps)[]).flatMap((links) =>
  longGapWidths.map((width) => ({
    links,
    ...linkParameters(links),
    dimension: longGaps[links],
    width,
    seeds: longGapSeeds,
    times: longGapTimes,
    include: "none"
  }))
);

/** The links whose tails are drawn by dimension, with the degree of each. */
export const tailLinks = {h4: 4, h6: 6, h3: 3, h2: 2} as const;

/** The command lines that make the precomputed tails of these links. */
export function tailInputs(...names: readonly LinksName[]): Readonly<Record<string, string | number>>[] {
  return tailRuns.filter(({links}) => names.includes(links)).map(({links: _, ...run}) => run);
}

/** Under-, well- and over-specified targets that are compared, all in one dimension. */
export const criticalLinks = ["h4_small", "h4", "h4_large"] as const;
export const criticalDimension = 32;

/** The times and the c with which the page runs He3's tail itself. */
export const halvesTimes = octaves(64);
export const halvesNear = 0.1;
