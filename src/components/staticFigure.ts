import {narrowWidth} from "./chart.js";
import {dataTable} from "./dataTable.js";
import {html} from "./dom.js";
import {frame} from "./figureFrame.js";
import {descriptionOf, type FigureSpec} from "./figureSpec.js";

/** The widths of the two static drawings, in px, of which the stylesheet shows one. */
const staticWidths = [720, 360] as const;

/** How many rows a static figure lists, which every page carries for each: its text comes later for it. */
const staticRows = 12;

/**
 * A figure for a page without JavaScript: drawn for wide and for narrow screens, of which the stylesheet shows
 * one. Its buttons are left out, since nothing would answer them.
 */
export function staticFigure(spec: FigureSpec, document: Document): HTMLElement {
  const parts = frame(spec, document);
  parts.plot.append(
    ...staticWidths.map((width) => {
      const className = width < narrowWidth ? "static-narrow" : "static-wide";
      const drawing = spec.draw({
        width,
        document,
        id: `${spec.id}-${width}`,
        description: descriptionOf(spec, document)
      });
      return html(document, "div", {class: className}, drawing);
    })
  );
  parts.data.append(dataTable(spec, document, staticRows));
  return parts.element;
}

/**
 * Whether the static figure says what the live one does, whose inputs are those that it was drawn with; and its drawing has no part that takes
 * the focus, which only a live one answers.
 */
export function saysTheSame(standing: HTMLElement, live: HTMLElement): boolean {
  const said = [".figure-title", ".figure-caption", ".figure-notes"];
  return (
    !standing.querySelector(".figure-plot [tabindex]") &&
    said.every((part) => standing.querySelector(part)?.innerHTML === live.querySelector(part)?.innerHTML)
  );
}

/** Whether words in the static drawing that is shown are about as large as in one of `width` px. */
export function isStaticWidth(width: number): boolean {
  const ratio = width / staticWidths[width < narrowWidth ? 1 : 0];
  return ratio > 0.85 && ratio < 1.25;
}
