import {writeArrowWith} from "../../../store/load.js";
import {combinationsOf} from "../../experiments/sweep.js";
import {sweeps} from "../../experiments/sweeps.js";
import {widthRun} from "../../experiments/widthRun.js";

const parts = sweeps.small.parts.filter(({experiment}) => experiment === widthRun.name);
await writeArrowWith(
  ["problem", "dimension", "width", "seed"],
  widthRun,
  ...parts.flatMap((part) => combinationsOf(part).kept)
);
