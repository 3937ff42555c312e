import {approximationGap} from "./approximationGap.js";
import {isotropicGaussians} from "./isotropicGaussians.js";
import {lab} from "./lab.js";
import {lazyOrMeanField} from "./lazyOrMeanField.js";
import {meanFieldPde} from "./meanFieldPde.js";
import {noiseAndFreeEnergy} from "./noiseAndFreeEnergy.js";
import type {PageFigures} from "./opening.js";
import {paperExperiments} from "./paperExperiments.js";
import {polynomialWidth} from "./polynomialWidth.js";
import {propagationOfChaos} from "./propagationOfChaos.js";
import {selfConcordance} from "./selfConcordance.js";
import {singleIndex} from "./singleIndex.js";
import {twoLayerNetworks} from "./twoLayerNetworks.js";
import {uniformInTime} from "./uniformInTime.js";

/** The figures of each page, by the name of their module in this folder; no two have the same id. */
export const pages: Readonly<Record<string, PageFigures>> = {
  twoLayerNetworks,
  lazyOrMeanField,
  meanFieldPde,
  noiseAndFreeEnergy,
  isotropicGaussians,
  propagationOfChaos,
  selfConcordance,
  approximationGap,
  polynomialWidth,
  paperExperiments,
  singleIndex,
  uniformInTime,
  lab
};
