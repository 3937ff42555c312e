import type {PageFigures} from "./opening.js";
import {pages} from "./pages.js";

export {drawFigure} from "./draw.js";

/** The figures that are drawn: by id, the module that makes it and how. */
export const drawings: ReadonlyMap<string, {readonly module: string; readonly make: PageFigures[string]}> = new Map(
  Object.entries(pages).flatMap(([module, specs]) => Object.entries(specs).map(([id, make]) => [id, {module, make}]))
);
