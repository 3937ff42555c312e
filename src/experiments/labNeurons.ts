import type {Experiment} from "./experiment.js";
import {labCost} from "./labCost.js";
import {type LabFrame, type LabParameters, labParameters, labSteps} from "./labRun.js";

export interface LabNeuronsRow {
  readonly time: number;
  readonly neuron: number;
  readonly alignment: number;
  readonly across: number;
  readonly alignmentRate: number;
  readonly parallel: number;
}

/** The neurons of a frame as rows. */
export function neuronRows({time, alignment, across, alignmentRate, parallel}: LabFrame): LabNeuronsRow[] {
  return Array.from(alignment, (own, neuron) => ({
    time,
    neuron,
    alignment: own,
    across: across[neuron],
    alignmentRate: alignmentRate[neuron],
    parallel: parallel[neuron]
  }));
}

/** Where the neurons of the experiment `lab` are: one row for each time and neuron. */
export const labNeurons: Experiment<LabParameters, LabNeuronsRow> = {
  name: "lab-neurons",
  shows: "every neuron of a finite network in a plane through the teacher, with the field and the Hessian where it is",
  parameters: labParameters,
  columns: {
    time: "t, as asked for",
    neuron: "i, from 0",
    alignment: "α = ⟨ŵ_i, w*⟩",
    across: "⟨ŵ_i, e_2⟩, e_2 a direction orthogonal to w*",
    alignmentRate: "α̇ of the mean field at this alignment",
    parallel: "λ_∥, the eigenvalue of the mean field's local Hessian along the direction to the teacher"
  },
  cost: (parameters) => labCost(parameters).run,
  async *run(parameters) {
    const {times} = parameters;
    let done = 0;
    for (const step of labSteps(parameters))
      if ("frame" in step) yield {progress: ++done / times.length, rows: neuronRows(step.frame)};
  }
};
