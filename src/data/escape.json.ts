import {writeJson} from "../../store/load.js";
import {escapeTimes} from "../experiments/escape.js";
import {escapeRuns} from "../experiments/singleIndexRuns.js";

await writeJson(escapeTimes, ...escapeRuns);
