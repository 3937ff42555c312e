import {writeJson} from "../../store/load.js";
import {isotropicShown} from "../experiments/isotropicShown.js";
import {radialTransition} from "../experiments/radialTransition.js";

const {deltas, dimension, transitionTimes, transitionTolerance: tolerance} = isotropicShown;
const shared = {deltas: deltas.join(","), dimension, times: transitionTimes.join(","), tolerance};
await writeJson(radialTransition, {...shared, interaction: "finite"}, {...shared, interaction: "infinite"});
