import {writeArrow} from "../../store/load.js";
import {publishedSgd} from "../experiments/isotropicShown.js";
import {radialSgd} from "../experiments/radialSgd.js";

await writeArrow(radialSgd, publishedSgd);
