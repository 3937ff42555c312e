import {writeArrow} from "../../store/load.js";
import {lazy} from "../experiments/lazy.js";
import {lazyModels, lazySweep} from "../experiments/published.js";

await writeArrow(lazy, ...Object.values(lazyModels).map((model) => ({...model, ...lazySweep})));
