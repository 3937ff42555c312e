import {enlarged} from "../meanfield/bumpProblems.js";
import {noiselessFlow, potentialGradient} from "../meanfield/noiselessFlow.js";
import {initialBumps} from "../meanfield/noisySgd.js";
import {restPoint} from "../meanfield/restPoint.js";
import {oneTeacher, problemOfTeacher} from "./bump.js";
import {seed, times, width} from "./common.js";
import type {Experiment} from "./experiment.js";
import {real} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface NoiselessParameters {
  readonly teacher: string;
  readonly size: number;
  readonly ridge: number;
  readonly width: number;
  readonly radius: number;
  readonly times: readonly number[];
  readonly seed: number;
}

export interface NoiselessRow {
  readonly time: number;
  readonly distance: number;
  readonly spread: number;
  readonly offset: number;
  readonly force: number;
  readonly rate: number;
  readonly meanRate: number;
}

const parameters = parameterSet(
  {
    teacher: oneTeacher,
    size: real({
      name: "size",
      description: "what the teacher's weights are multiplied by",
      least: 0.1,
      most: 10,
      default: 1.5
    }),
    ridge: real({name: "ridge", description: "ridge λ, the weight of |θ|²/2", least: 0, most: 10, default: 0}),
    width,
    radius: real({
      name: "radius",
      description: "standard deviation of the first neurons about the rest point, in every coordinate",
      least: 0,
      most: 1,
      default: 0.1
    }),
    times,
    seed
  },
  (values): NoiselessParameters => values,
  (values) => values
);

/** Training without noise near a point where all neurons may coincide: one row a time. */
export const noiseless: Experiment<NoiselessParameters, NoiselessRow> = {
  name: "noiseless",
  shows:
    "how fast neurons that start near a common rest point gather there without noise, beside the rate that the Hessian predicts",
  parameters,
  columns: {
    time: "t, as asked for",
    distance: "root mean square distance of the neurons from the rest point θ_*: the Wasserstein-2 distance to δ_θ*",
    spread: "root mean square distance from the neurons' mean",
    offset: "distance of the mean from θ_*",
    force: "root mean square of |∇Ψ_λ| over the neurons; 0 at every fixed point",
    rate: "2 λ_min of the Hessian ∇²Ψ_λ(θ_*; δ_θ*), the rate predicted for the spread",
    meanRate: "the same with ∇₁∇₂U(θ_*, θ_*) added, the rate predicted for the mean on its own"
  },
  async *run({teacher, size, ridge, width, radius, times, seed}) {
    const problem = enlarged(problemOfTeacher(teacher), size);
    const {dimension} = problem;
    const heaviest = problem.teacher.reduce((best, bump) => (bump.weight > best.weight ? bump : best));
    const rest = restPoint(problem, ridge, heaviest.centre);
    const near = {...problem, initialMean: rest.position, initialDeviation: radius};
    const flow = noiselessFlow(problem, ridge, initialBumps(near, width, seed));
    for (const [n, time] of times.entries()) {
      while (flow.time < time) {
        flow.advance(time);
        yield {progress: n / times.length, rows: []};
      }
      const gradient = potentialGradient(problem, ridge, flow.state);
      let [spread, offset, force] = [0, 0, 0];
      for (let c = 0; c < dimension; ++c) {
        const coordinate = flow.state.subarray(c * width, (c + 1) * width);
        const mean = coordinate.reduce((a, b) => a + b, 0) / width;
        spread += coordinate.reduce((sum, s) => sum + (s - mean) ** 2, 0) / width;
        offset += (mean - rest.position[c]) ** 2;
        force += gradient.subarray(c * width, (c + 1) * width).reduce((sum, g) => sum + g * g, 0) / width;
      }
      yield {
        progress: (n + 1) / times.length,
        rows: [
          {
            time,
            distance: Math.sqrt(spread + offset),
            spread: Math.sqrt(spread),
            offset: Math.sqrt(offset),
            force: Math.sqrt(force),
            rate: 2 * rest.curvatures[0],
            meanRate: 2 * rest.meanCurvatures[0]
          }
        ]
      };
    }
  }
};
