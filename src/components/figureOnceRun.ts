import {figure} from "./figure.js";
import type {FigureSpec} from "./figureSpec.js";

/** The figures that have been taken away, by their ids, to come back as they were: with what is open, and the hash of their code. */
const taken = new Map<string, HTMLElement>();

/**
 * The figure `id` of a run that a reader starts, for a cell to display. While there are no rows for these inputs, what the page was built with
 * stands there, and nothing once another run has been shown, which would contradict the inputs.
 */
export function figureOnceRun<Row>(
  id: string,
  rows: readonly Row[],
  specOf: (rows: readonly Row[]) => FigureSpec
): HTMLElement {
  const place = document.getElementById(`figure-${id}`);
  const standing = document.getElementById(id);
  if (rows.length > 0) {
    const gone = taken.get(id);
    if (gone && !standing) place?.append(gone);
    return figure(specOf(rows));
  }
  const still = place?.querySelector<HTMLElement>(".static-figure");
  if (still) return still;
  if (standing) taken.set(id, standing);
  const nothing = document.createElement("observablehq-loading");
  nothing.className = "static-figure";
  return nothing;
}
