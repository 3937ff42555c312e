import {problemSettings, problemSweepName} from "../experiments/problemSweeps.js";
import {published, staircaseDimensions, staircaseParts} from "../experiments/published.js";

/** For each loader with parameters in its path, the values of each; the loader's path lacks `src/data/` and `.ts`. */
export type Grid = Readonly<Record<string, Readonly<Record<string, readonly (string | number)[]>>>>;

/** The parameters for which the site is computed beforehand, in every combination. */
export const grid: Grid = {
  "gap/[problem]/[dimension].arrow": {problem: published.problems, dimension: published.dimensions},
  "staircase/[dimension]/[part].json": {dimension: staircaseDimensions, part: staircaseParts},
  "sgd/[along].arrow": {along: ["width", "step"]},
  "problems/[kind]/[dimension].csv": {kind: ["flow", "sampled"], dimension: problemSettings.dimensions}
};

/** For each loader that reads files of the repository, their paths below its root. */
export const sources: Readonly<Record<string, readonly string[]>> = {
  "width/published.csv": ["src/published/width.csv", "src/published/width.manifest.json"],
  "problems/samples.csv": ["src/published/samples.csv", "src/published/samples.manifest.json"],
  "problems/[kind]/[dimension].csv": problemSettings.dimensions.flatMap((dimension) =>
    (["flow", "sampled"] as const).flatMap((kind) =>
      ["csv", "manifest.json"].map((ending) => `src/published/${problemSweepName(kind, dimension)}.${ending}`)
    )
  )
};
