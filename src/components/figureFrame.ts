import {aspects as defaultAspects} from "./chart.js";
import {html} from "./dom.js";
import {commandOf, type FigureSpec, provenanceOf} from "./figureSpec.js";
import {keepFocusIn} from "./keepFocus.js";

/** The parts of a figure, which its drawing, its table and its buttons are put into. */
export interface Frame {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  readonly plot: HTMLElement;
  readonly caption: HTMLElement;
  readonly notes: HTMLElement;
  readonly provenance: HTMLElement;
  readonly tools: HTMLElement;
  readonly command: HTMLElement;
  readonly data: HTMLDetailsElement;
  readonly status: HTMLElement;
}

/** A figure with its words, and places for the rest. */
export function frame(spec: FigureSpec, document: Document): Frame {
  const element = html(document, "figure");
  const title = html(document, "p", {class: "figure-title", id: `${spec.id}-title`});
  const plot = html(document, "div", {class: "figure-plot"});
  const caption = html(document, "div", {class: "figure-caption"});
  const notes = html(document, "div", {class: "figure-notes"});
  const provenance = html(document, "p", {class: "figure-provenance"});
  const command = html(document, "code");
  const data = html(document, "details", {class: "figure-data"}, html(document, "summary", {}, "Data"));
  const reproduce = html(
    document,
    "details",
    {class: "figure-reproduce"},
    html(document, "summary", {}, "Reproduce"),
    html(document, "pre", {tabindex: 0}, command)
  );
  const tools = html(document, "div", {class: "figure-tools"}, reproduce, data);
  const status = html(document, "p", {class: "visually-hidden", role: "status"});
  element.id = spec.id;
  element.className = "figure";
  element.setAttribute("aria-labelledby", title.id);
  // A caption is the last or the first part of a figure, by the rules of HTML.
  element.replaceChildren(title, plot, status, html(document, "figcaption", {}, caption, notes, provenance, tools));
  const parts = {element, title, plot, caption, notes, provenance, tools, command, data, status};
  fill(parts, spec);
  return parts;
}

/** Says what `spec` says now. */
export function fill({title, plot, caption, notes, provenance, command, tools}: Frame, spec: FigureSpec): void {
  const {wide, narrow} = spec.aspects ?? defaultAspects;
  plot.style.setProperty("--plot-wide", String(wide));
  plot.style.setProperty("--plot-narrow", String(narrow));
  title.textContent = spec.title;
  fillWords(caption, spec.caption);
  fillWords(notes, spec.notes ?? "");
  notes.hidden = spec.notes === undefined;
  provenance.textContent = provenanceOf(spec);
  provenance.hidden = provenance.textContent === "";
  command.textContent = commandOf(spec) ?? "";
  tools.querySelector<HTMLElement>(".figure-reproduce")!.hidden = command.textContent === "";
}

/** Words as HTML; a number stays on one line with its percent sign and its power of ten. */
function fillWords(element: HTMLElement, words: string): void {
  const kept = words.replaceAll(/(\d) %/g, "$1&nbsp;%").replaceAll(/(\d) × (?=10)/g, "$1&nbsp;×&nbsp;");
  if (element.innerHTML === kept) return;
  keepFocusIn(element, () => {
    element.innerHTML = kept;
  });
}
