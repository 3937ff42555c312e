import {writeJson} from "../../store/load.js";
import {propagatorLevels} from "../experiments/propagatorLevels.js";
import {levelRuns} from "../experiments/published.js";

await writeJson(propagatorLevels, ...levelRuns);
