import {quantityOf} from "./quantityMarks.js";

/** How far from a line a pointer may be and still mean it, in px: itself first, then around. */
const around = [
  [0, 0],
  [0, -4],
  [0, 4],
  [-4, 0],
  [4, 0]
] as const;

/** Lets a symbol, a word of a caption, a curve or an entry of a key that is pointed at light up the others of its quantity. */
export function installEmphasis(document: Document): void {
  let shown: string | undefined;
  const point = (event: PointerEvent) => {
    const [quantity, plot] = pointedAt(event);
    const key = quantity && `${quantity} ${plot?.closest("figure")?.id}`;
    if (key === shown) return;
    shown = key;
    if (quantity === undefined) release(document);
    else emphasise(document, quantity, plot);
  };
  // A finger does not hover: what it has touched stays lit until it touches something else.
  document.addEventListener("pointermove", (event) => event.pointerType !== "touch" && point(event));
  document.addEventListener("pointerdown", point);
}

/** The quantity below the pointer, and the plot if it is there. */
function pointedAt({target, clientX, clientY}: PointerEvent): [string | undefined, Element | undefined] {
  const plot = (target as Element).closest?.(".figure-plot") ?? undefined;
  if (!plot) return [quantityOf(target as Element), undefined];
  for (const [dx, dy] of around) {
    const element = plot.ownerDocument.elementFromPoint(clientX + dx, clientY + dy);
    const quantity = element && plot.contains(element) ? quantityOf(element) : undefined;
    if (quantity !== undefined) return [quantity, plot];
  }
  return [undefined, plot];
}

/**
 * Lights up a quantity in all plots that draw it, where the other quantities step back, and in formulas and captions. The
 * steps of an ordered scale mean something else in each figure, so they light up only in the plot that is given.
 */
export function emphasise(document: Document, quantity: string, plot?: Element): void {
  release(document);
  const plots = quantity.startsWith("step-") ? [plot] : document.querySelectorAll(".figure-plot");
  for (const one of plots) if (one) light(one, quantity);
  for (const word of document.querySelectorAll(`.q-${quantity}`)) word.classList.add("lit");
}

/** Leaves only what the readers have fixed by the buttons of a key. */
export function release(document: Document): void {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const svg of document.querySelectorAll("svg[data-lit]")) svg.removeAttribute("data-lit");
  for (const plot of document.querySelectorAll<HTMLElement>(".figure-plot[data-fixed]")) {
    light(plot, plot.dataset.fixed!);
    for (const word of document.querySelectorAll(`.q-${plot.dataset.fixed}`)) word.classList.add("lit");
  }
}

/** Fixes a quantity of a plot, or none: it stays lit when nothing is pointed at, and when the plot is drawn again. */
export function fix(plot: HTMLElement, quantity: string | undefined): void {
  if (quantity === undefined) delete plot.dataset.fixed;
  else plot.dataset.fixed = quantity;
  release(plot.ownerDocument);
}

function light(plot: Element, quantity: string): void {
  for (const svg of plot.querySelectorAll("svg.chart")) {
    const marks = svg.querySelectorAll(`[data-quantity="${quantity}"]`);
    if (marks.length > 0) svg.setAttribute("data-lit", quantity);
    for (const mark of marks) mark.classList.add("lit");
  }
}
