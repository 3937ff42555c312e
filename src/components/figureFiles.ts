import {csv} from "./csv.js";
import {columnNames, descriptionOf, type FigureSpec} from "./figureSpec.js";
import {standaloneSvg} from "./standaloneSvg.js";

/** The width in px at which a figure is drawn for a file. */
export const fileWidth = 720;

/** The drawing as an SVG file, drawn in `document`. */
export function figureSvg(spec: FigureSpec, document: Document): string {
  const drawing = spec.draw({
    width: fileWidth,
    document,
    id: spec.id,
    description: descriptionOf(spec, document)
  });
  return standaloneSvg((drawing.closest("svg") ?? drawing.querySelector("svg"))!);
}

/** All rows as a CSV file. */
export function figureCsv(spec: FigureSpec): string {
  return csv(spec.rows, columnNames(spec));
}
