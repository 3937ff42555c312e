import {JSDOM} from "jsdom";
import {figureCsv, figureSvg} from "../../src/components/figureFiles.js";
import {commandOf} from "../../src/components/figureSpec.js";
import {staticFigure} from "../../src/components/staticFigure.js";
import type {Entry, Format} from "./entry.js";
import type {PageFigures} from "./opening.js";
import {rasterise} from "./raster.js";

/** A figure in all its forms, and what can be said of it by itself. */
export interface Drawing {
  /** As it stands in its page until live code replaces it. */
  readonly html: string;
  readonly files: Readonly<Record<Format, string | Uint8Array>>;
  readonly about: Pick<
    Entry,
    "title" | "caption" | "experiment" | "parameters" | "seed" | "command" | "width" | "height"
  >;
}

/** Draws a figure; its rows come from the store and from the loaders' outputs. */
export async function drawFigure(id: string, make: PageFigures[string]): Promise<Drawing> {
  const spec = await make(id);
  const {title, caption, experiment, parameters} = spec;
  const {document} = new JSDOM("").window;
  const svg = figureSvg(spec, document);
  const [, width, height] = /^<svg\b[^>]*\bviewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!;
  const seed = parameters?.seed === undefined ? undefined : Number(parameters.seed);
  return {
    html: staticFigure(spec, document).outerHTML,
    files: {svg, png: await rasterise(svg), csv: figureCsv(spec)},
    about: {
      title,
      caption,
      experiment,
      parameters,
      seed,
      command: commandOf(spec),
      width: Number(width),
      height: Number(height)
    }
  };
}
