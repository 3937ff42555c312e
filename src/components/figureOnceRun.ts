import {figure} from "./figure.js";
import type {FigureSpec} from "./figureSpec.js";

/**
 * The figure `id` of a run that a reader starts, for a cell to display. While there are no rows for these inputs, what the page was built with
 * stands there, and nothing once another run has been shown, which would contradict the inputs.
 */
export function figureOnceRun<Row>(
  id: string,
  rows: readonly Row[],
  specOf: (rows: readonly Row[]) => FigureSpec
): HTMLElement {
  if (rows.length > 0) return figure(specOf(rows));
  const built = document.querySelector<HTMLElement>(`#figure-${id} .static-figure`);
  if (built) return built;
  const nothing = document.createElement("observablehq-loading");
  nothing.className = "static-figure";
  return nothing;
}
