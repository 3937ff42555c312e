import {parseParameters} from "../experiments/parameters.js";
import {experiments} from "../experiments/registry.js";
import {answer, type Port, type RunRequest} from "./protocol.js";

const parse = (experiment: (typeof experiments)[number], input: unknown): unknown =>
  parseParameters(experiment.parameters.schema, input);

self.addEventListener("message", ({data}: MessageEvent<RunRequest>) => {
  void answer(data, experiments, parse, self as unknown as Port);
});
