import {atomPathsFigure, atomsFigure, stepNoiseFigure} from "../../src/components/figures/atomsFigures.js";
import {activationsFigure, interactionsFigure, riskTermsFigure} from "../../src/components/figures/networkFigures.js";
import {activations} from "../../src/experiments/activations.js";
import {atomPaths} from "../../src/experiments/atomPaths.js";
import {atoms} from "../../src/experiments/atoms.js";
import {riskTerms} from "../../src/experiments/riskTerms.js";
import {stepNoise} from "../../src/experiments/stepNoise.js";
import {toy} from "../../src/experiments/toySettings.js";
import {type PageFigures, rowsOf} from "./opening.js";

const {teacher} = toy;
const start = {atoms: toy.atoms.join(","), seed: toy.seed};

export const twoLayerNetworks: PageFigures = {
  atoms: async (id) => {
    const {stage, arrows, draw, stepSize} = toy;
    const parameters = {...start, stepSize, draw};
    return atomsFigure(await rowsOf(atoms, parameters), {id, teacher, stage, arrows, draw, stepSize, parameters});
  },
  activations: async (id) => activationsFigure(await rowsOf(activations, {}), {id, parameters: {}}),
  interactions: async (id) => interactionsFigure(await rowsOf(activations, {}), {id, parameters: {}}),
  "risk-terms": async (id) => riskTermsFigure(await rowsOf(riskTerms, toy.network), {id, parameters: toy.network}),
  "atom-paths": async (id) => {
    const parameters = {...start, stepSizes: String(toy.pathStep), time: toy.pathTime};
    const setting = {teacher, stepSize: toy.pathStep, time: toy.pathTime, parameters};
    return atomPathsFigure(await rowsOf(atomPaths, parameters), {id, ...setting});
  },
  "step-noise": async (id) => {
    const {time, runs, fitBelow} = toy.noise;
    const parameters = {...start, ...toy.noise, stepSizes: toy.noise.stepSizes.join(",")};
    return stepNoiseFigure(await rowsOf(stepNoise, parameters), {id, time, runs, fitBelow, parameters});
  }
};
