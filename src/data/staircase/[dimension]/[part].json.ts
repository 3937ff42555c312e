import {pathParameters, writeJson} from "../../../../store/load.js";
import {staircaseRun} from "../../../experiments/published.js";
import {staircase} from "../../../experiments/staircase.js";

const {dimension, part} = pathParameters();
await writeJson(staircase, staircaseRun(Number(dimension), part === "few" ? "few" : "many"));
