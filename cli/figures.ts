import {JSDOM} from "jsdom";
import {staticFigure} from "../src/components/figure.js";
import {approximationGap} from "./figures/approximationGap.js";
import {isotropicGaussians} from "./figures/isotropicGaussians.js";
import {lazyOrMeanField} from "./figures/lazyOrMeanField.js";
import {meanFieldPde} from "./figures/meanFieldPde.js";
import {noiseAndFreeEnergy} from "./figures/noiseAndFreeEnergy.js";
import type {PageFigures} from "./figures/opening.js";
import {propagationOfChaos} from "./figures/propagationOfChaos.js";
import {selfConcordance} from "./figures/selfConcordance.js";
import {singleIndex} from "./figures/singleIndex.js";
import {twoLayerNetworks} from "./figures/twoLayerNetworks.js";
import {uniformInTime} from "./figures/uniformInTime.js";

/** The figures of each page, page after page; no two have the same id. */
export const pages: readonly PageFigures[] = [
  twoLayerNetworks,
  lazyOrMeanField,
  meanFieldPde,
  noiseAndFreeEnergy,
  isotropicGaussians,
  propagationOfChaos,
  selfConcordance,
  approximationGap,
  singleIndex,
  uniformInTime
];

/** The static form of each figure: its HTML as it stands in the page until live code replaces it, by the figure's id. */
export const figures: Readonly<Record<string, () => Promise<string>>> = Object.fromEntries(
  pages.flatMap((specs) =>
    Object.entries(specs).map(([id, spec]) => [
      id,
      async () => staticFigure(await spec(id), new JSDOM("").window.document).outerHTML
    ])
  )
);
