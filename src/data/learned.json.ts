import {writeJson} from "../../store/load.js";
import {learnedRuns} from "../experiments/singleIndexRuns.js";
import {tail} from "../experiments/tail.js";

await writeJson(tail, ...learnedRuns);
