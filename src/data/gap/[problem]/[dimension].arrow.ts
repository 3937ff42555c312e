import {pathParameters, writeArrow} from "../../../../store/load.js";
import {gap} from "../../../experiments/gap.js";

const times = Array.from({length: 33}, (_, i) => i / 4);
const widths = [64, 128];
await writeArrow(gap, ...widths.map((width) => ({...pathParameters(), width, times, seeds: 3})));
