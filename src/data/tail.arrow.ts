import {writeArrow} from "../../store/load.js";
import {tailRuns} from "../experiments/singleIndexRuns.js";
import {tail} from "../experiments/tail.js";

await writeArrow(tail, ...tailRuns.map(({links: _, ...run}) => run));
