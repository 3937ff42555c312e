import {
  collapseOverviewFigure,
  problemGapFigure,
  problemNeuronsFigure,
  problemPathsFigure,
  sampleErrorFigure,
  trainingFigure
} from "../../src/components/figures/problemFigures.js";
import {problemFlowPaths} from "../../src/experiments/problemFlowPaths.js";
import {collapseReadings, hessianReading, problemGapReading} from "../../src/experiments/problemReadings.js";
import {
  type NeuronPath,
  neuronExtremes,
  neuronRun,
  neuronWidths,
  problemOpening,
  problemsCommand,
  samplesCommand,
  widestPaths
} from "../../src/experiments/problemShown.js";
import {problemSettings, sampleSettings} from "../../src/experiments/problemSweeps.js";
import {allProblemRuns, problemKindOf, problemParameters} from "../../src/experiments/problemTable.js";
import {sampleErrors, sampleReading} from "../../src/experiments/sampleReading.js";
import {readOutput} from "../site/loaders.js";
import {type PageFigures, rowsOf} from "./opening.js";

const {problem, gap, neurons, paths} = problemOpening;
const {dimension} = problemSettings;
const kind = problemKindOf(problem);
const setting = {
  problem,
  dimension,
  parameters: problemParameters(problem),
  command: `npm run sweep -- ${kind.sweep}`,
  ...kind
};
const {name: _, parameters, ...compared} = neuronRun(problem);
const neuronSetting = {problem, dimension, parameters, ...compared};

async function runs() {
  const [flow, sampled] = await Promise.all(
    ["flow", "sampled"].map((name) => readOutput(`data/problems/${name}.csv`).then(String))
  );
  return allProblemRuns({flow: flow!, sampled: sampled!});
}

async function followed(): Promise<NeuronPath[]> {
  const all: NeuronPath[] = [];
  for (const width of neuronWidths)
    for (const row of await rowsOf(problemFlowPaths, {...parameters, width})) all.push({...row, width});
  return all;
}

export const paperExperiments: PageFigures = {
  "collapse-overview": async (id) =>
    collapseOverviewFigure(
      collapseReadings(await runs(), (name) => problemKindOf(name).reference),
      {id, dimension, command: problemsCommand}
    ),
  "problem-training": async (id) => trainingFigure((await runs()).get(problem) ?? [], {id, ...setting}),
  "problem-gap": async (id) => {
    const rows = (await runs()).get(problem) ?? [];
    const reading = problemGapReading(rows, gap, kind.reference);
    return problemGapFigure(rows, {id, ...setting, gap, ...reading, hessian: hessianReading(rows)});
  },
  "sample-error": async (id) => {
    const rows = sampleErrors(String(await readOutput("data/problems/samples.csv")));
    return sampleErrorFigure(rows, {id, ...sampleSettings, command: samplesCommand, exponents: sampleReading(rows)});
  },
  "problem-neurons": async (id) =>
    problemNeuronsFigure(neuronExtremes(await followed()), {id, ...neuronSetting, gap: neurons}),
  "problem-paths": async (id) => {
    const {width, rows, means} = widestPaths(await followed());
    return problemPathsFigure(rows, means, {id, ...neuronSetting, width, quantity: paths});
  }
};
