import {writeArrowWith} from "../../../store/load.js";
import {combinationsOf} from "../../experiments/sweep.js";
import {sweeps} from "../../experiments/sweeps.js";
import {widthLaw} from "../../experiments/widthLaw.js";

const parts = sweeps.small.parts.filter(({experiment}) => experiment === widthLaw.name);
await writeArrowWith(["problem"], widthLaw, ...parts.flatMap((part) => combinationsOf(part).kept));
