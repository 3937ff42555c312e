import {
  excessFigure,
  freeEnergyFigure,
  gibbsFigure,
  noiselessFigure,
  noisyDensityFigure
} from "../../src/components/figures/noiseFigures.js";
import {centresOf} from "../../src/experiments/bump.js";
import {freeEnergy} from "../../src/experiments/freeEnergy.js";
import {gibbs} from "../../src/experiments/gibbs.js";
import {langevin} from "../../src/experiments/langevin.js";
import {noiseless} from "../../src/experiments/noiseless.js";
import {noisyDensity} from "../../src/experiments/noisyDensity.js";
import {noisy} from "../../src/experiments/shown.js";
import {type PageFigures, rowsOf} from "./opening.js";

const setting = {teacher: "two", inverseTemperature: 100, ridge: 0.02};
const time = 2;
const energyParameters = {...setting, times: noisy.energyTimes.join(",")};

export const noiseAndFreeEnergy: PageFigures = {
  "noisy-density": async (id) => {
    const parameters = {...setting, times: String(time)};
    const network = await rowsOf(langevin, {...parameters, width: 1000, step: noisy.step, seed: 1});
    return noisyDensityFigure(await rowsOf(noisyDensity, parameters), network, {
      id,
      time,
      noise: "matched",
      centres: centresOf(setting.teacher),
      parameters
    });
  },
  "free-energy": async (id) =>
    freeEnergyFigure(await rowsOf(freeEnergy, energyParameters), {id, time, parameters: energyParameters}),
  excess: async (id) =>
    excessFigure(await rowsOf(freeEnergy, energyParameters), {id, time, parameters: energyParameters}),
  temperature: async (id) => {
    const {teacher, ridge} = setting;
    const parameters = {teacher, inverseTemperatures: noisy.gibbsTemperatures.join(","), ridge};
    return gibbsFigure(await rowsOf(gibbs, parameters), {id, parameters});
  },
  gathering: async (id) => {
    const parameters = {
      teacher: "one",
      size: 1.5,
      ridge: 0,
      width: noisy.gatheringWidth,
      times: noisy.gatheringTimes.join(","),
      seed: 1
    };
    return noiselessFigure(await rowsOf(noiseless, parameters), {id, size: 1.5, parameters});
  }
};
