import {JSDOM} from "jsdom";
import {staticFigure} from "../src/components/figure.js";
import {approximationGap} from "./figures/approximationGap.js";
import {isotropicGaussians} from "./figures/isotropicGaussians.js";
import {meanFieldPde} from "./figures/meanFieldPde.js";
import type {PageFigures} from "./figures/opening.js";
import {propagationOfChaos} from "./figures/propagationOfChaos.js";
import {selfConcordance} from "./figures/selfConcordance.js";

const specs: PageFigures = {
  ...meanFieldPde,
  ...isotropicGaussians,
  ...propagationOfChaos,
  ...selfConcordance,
  ...approximationGap
};

/** The static form of each figure: its HTML as it stands in the page until live code replaces it, by the figure's id. */
export const figures: Readonly<Record<string, () => Promise<string>>> = Object.fromEntries(
  Object.entries(specs).map(([id, spec]) => [
    id,
    async () => staticFigure(await spec(id), new JSDOM("").window.document).outerHTML
  ])
);
