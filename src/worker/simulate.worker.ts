import {parseParameters} from "../experiments/parameters.js";
import {experimentsByName} from "./experiments.js";
import {type AnyExperiment, answer, type Port, type RunRequest} from "./protocol.js";

const parse = (experiment: AnyExperiment, input: unknown): unknown =>
  parseParameters(experiment.parameters.schema, input);

self.addEventListener("message", ({data}: MessageEvent<RunRequest>) => {
  void answer(data, experimentsByName, parse, self as unknown as Port);
});
