import {published, staircaseDimensions, staircaseParts} from "../experiments/published.js";

/** For each loader with parameters in its path, the values of each; the loader's path lacks `src/data/` and `.ts`. */
export type Grid = Readonly<Record<string, Readonly<Record<string, readonly (string | number)[]>>>>;

/** The parameters for which the site is computed beforehand, in every combination. */
export const grid: Grid = {
  "gap/[problem]/[dimension].arrow": {problem: published.problems, dimension: published.dimensions},
  "staircase/[dimension]/[part].json": {dimension: staircaseDimensions, part: staircaseParts},
  "sgd/[along].arrow": {along: ["width", "step"]}
};

/** For each loader that reads files of the repository, their paths below its root. */
export const sources: Readonly<Record<string, readonly string[]>> = {
  "width/published.csv": ["src/published/width.csv", "src/published/width.manifest.json"],
  "problems/samples.csv": ["src/published/samples.csv", "src/published/samples.manifest.json"],
  "problems/flow.csv": ["src/published/problems.csv", "src/published/problems.manifest.json"],
  "problems/sampled.csv": ["src/published/problems-sampled.csv", "src/published/problems-sampled.manifest.json"]
};
