import {expect, it} from "vitest";
import {limitDistance} from "../../src/meanfield/limitDistance.js";
import {populationGaps} from "../../src/meanfield/populationGap.js";
import {PopulationFlow} from "../../src/meanfield/populationNetwork.js";
import {populationProblem} from "../../src/meanfield/populationProblem.js";
import {initialNeurons} from "../../src/meanfield/random.js";
import {findTrainingProblem} from "../../src/meanfield/trainingProblems.js";

it.each(["He4", "Man_2"])("is that of the flow beside the limit for %s, at any time", (name) => {
  const training = findTrainingProblem(name)!;
  const dimension = 6;
  const neurons = initialNeurons(dimension, 32, 5);
  const flow = new PopulationFlow(populationProblem(training), dimension, neurons);
  for (const step of populationGaps(training, dimension, [neurons], [0, 0.5])) {
    if (typeof step === "number") continue;
    const [frame] = step;
    while (flow.time < frame.time) flow.advance(frame.time);
    expect(limitDistance(training, dimension, flow.neurons, frame.time)).toBeCloseTo(frame.functionGap, 7);
  }
});
