import {pathParameters, writeArrow} from "../../../../store/load.js";
import {gap} from "../../../experiments/gap.js";
import {published} from "../../../experiments/published.js";

const {widths, linearWidths, seeds, times} = published;
const runs = widths.map((width) => ({
  ...pathParameters(),
  width,
  times,
  seeds,
  include: linearWidths.includes(width as 128) ? "linear,bounds,prediction" : "bounds,prediction"
}));
await writeArrow(gap, ...runs);
