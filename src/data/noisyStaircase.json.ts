import {writeJson} from "../../store/load.js";
import {noisyRun} from "../experiments/published.js";
import {staircase} from "../experiments/staircase.js";

await writeJson(staircase, noisyRun);
