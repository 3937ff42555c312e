import {writeJson} from "../../store/load.js";
import {propagator} from "../experiments/propagator.js";
import {stretchingTimes} from "../experiments/published.js";

const runs = stretchingTimes.map((time) => ({problem: "He4", dimensions: "8,16,32,64,128", time}));
await writeJson(propagator, ...runs);
