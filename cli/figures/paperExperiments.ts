import {
  collapseOverviewFigure,
  problemGapFigure,
  problemNeuronsFigure,
  problemPathsFigure,
  sampleErrorFigure,
  trainingFigure
} from "../../src/components/figures/problemFigures.js";
import {type VariantRun, variantsFigure} from "../../src/components/figures/variantsFigure.js";
import {problemTraining} from "../../src/experiments/problem.js";
import {problemFlowPaths} from "../../src/experiments/problemFlowPaths.js";
import {collapseReadings, hessianReading, problemGapReading} from "../../src/experiments/problemReadings.js";
import {
  type NeuronPath,
  neuronExtremes,
  neuronRun,
  problemOpening,
  problemsCommand,
  samplesCommand,
  widestPaths
} from "../../src/experiments/problemShown.js";
import {sampleSettings} from "../../src/experiments/problemSweeps.js";
import {allProblemRuns, problemKindOf, problemSettingOf} from "../../src/experiments/problemTable.js";
import {variantOpening, variantRuns, variantSetting} from "../../src/experiments/problemVariants.js";
import {sampleErrors, sampleReading} from "../../src/experiments/sampleReading.js";
import {readOutput} from "../site/loaders.js";
import {type PageFigures, rowsOf} from "./opening.js";

const {problem, dimension, gap, neurons, paths} = problemOpening;
const setting = problemSettingOf(problem, dimension);
const neuronSetting = {problem, dimension, ...neuronRun(problem, dimension)};

async function runs() {
  const [flow, sampled] = await Promise.all(
    ["flow", "sampled"].map((kind) => readOutput(`data/problems/${kind}/${dimension}.csv`).then(String))
  );
  return allProblemRuns({flow: flow!, sampled: sampled!});
}

const followed = (): Promise<NeuronPath[]> => rowsOf(problemFlowPaths, neuronSetting.parameters);

export const paperExperiments: PageFigures = {
  "collapse-overview": async (id) =>
    collapseOverviewFigure(
      collapseReadings(await runs(), (name) => problemKindOf(name).reference),
      {id, dimension, command: problemsCommand(dimension)}
    ),
  "problem-training": async (id) => trainingFigure((await runs()).get(problem) ?? [], {id, ...setting}),
  "problem-gap": async (id) => {
    const rows = (await runs()).get(problem) ?? [];
    const reading = problemGapReading(rows, gap, setting.reference);
    return problemGapFigure(rows, {id, ...setting, gap, ...reading, hessian: hessianReading(rows)});
  },
  "sample-error": async (id) => {
    const rows = sampleErrors(String(await readOutput("data/problems/samples.csv")));
    return sampleErrorFigure(rows, {id, ...sampleSettings, command: samplesCommand, exponents: sampleReading(rows)});
  },
  "problem-neurons": async (id) =>
    problemNeuronsFigure(neuronExtremes(await followed()), {id, ...neuronSetting, gap: neurons}),
  "problem-variants": async (id) => {
    const runs: VariantRun[] = [];
    const asked = variantRuns(variantOpening);
    for (const run of asked) for (const row of await rowsOf(problemTraining, run)) runs.push({...run, ...row});
    return variantsFigure(runs, {id, ...variantSetting(variantOpening.problem), asked});
  },
  "problem-paths": async (id) => {
    const {width, rows, means} = widestPaths(await followed());
    return problemPathsFigure(rows, means, {id, ...neuronSetting, width, quantity: paths});
  }
};
