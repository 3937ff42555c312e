import {writeArrow} from "../../store/load.js";
import {gap} from "../experiments/gap.js";
import {longGapRuns} from "../experiments/singleIndexRuns.js";

await writeArrow(gap, ...longGapRuns.map(({links: _, ...run}) => run));
