import {writeArrow} from "../../store/load.js";
import {chaosScaling} from "../experiments/chaosScaling.js";

await writeArrow(chaosScaling, {});
