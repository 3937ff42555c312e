const colour = /^var\(--pw-([\w-]+?)(?:-text)?,/;

/** Words that name a mark's quantity in a caption or a formula have this class and "q-NAME". */
const wordClass = /^q-(.+)$/;

/** Marks that lie under everything else: nobody who moves across them means them. */
const underlying = ["area", "rect", "bar", "cell", "tip"];

/**
 * Gives every mark of a chart, and every entry of its key, the name of the quantity whose colour it has: `data-quantity` is that of
 * its CSS variable, "mean-field" for `--pw-mean-field`.
 */
export function markQuantities(svg: SVGSVGElement): void {
  for (const element of svg.querySelectorAll("[stroke], [fill]")) {
    const name = ["stroke", "fill"].map((paint) => colour.exec(element.getAttribute(paint) ?? "")?.[1]).find(Boolean);
    if (name) element.setAttribute("data-quantity", name);
  }
}

/** The quantity of a mark, or of a word or symbol, that an element is or lies in. */
export function quantityOf(element: Element): string | undefined {
  const named = element.closest("[data-quantity], .q");
  if (!named) return undefined;
  const mark = named.getAttribute("data-quantity");
  if (mark === null) return [...named.classList].map((name) => wordClass.exec(name)?.[1]).find(Boolean);
  const kind = named.closest("[data-mark]")?.getAttribute("data-mark") ?? "";
  return underlying.includes(kind) ? undefined : mark;
}

/** The quantities in the key of a chart, or at the ends of its lines, with their words. */
export function keyOf(svg: Element): Map<string, string> {
  const entries = new Map<string, string>();
  for (const text of svg.querySelectorAll(".key > text[data-quantity], .end-labels > text[data-quantity]")) {
    const name = text.getAttribute("data-quantity")!;
    const words = entries.get(name);
    entries.set(name, words === undefined ? text.textContent : `${words}, ${text.textContent}`);
  }
  return entries;
}
