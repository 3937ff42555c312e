/**
 * Lets the keyboard reach the display equations that are wider than their column, and only those: such a one is a stop of the tab
 * key, with a name, and the arrow keys scroll it. The style sheet shades it where it is cut.
 */
export function installWideFormulas(document: Document): void {
  const observer = new ResizeObserver((entries) => {
    for (const display of new Set(entries.map(({target}) => target.closest<HTMLElement>(".katex-display"))))
      if (display) markWide(display);
  });
  for (const display of document.querySelectorAll(".katex-display")) {
    // The column changes with the window, the equation with its fonts.
    observer.observe(display);
    if (display.firstElementChild) observer.observe(display.firstElementChild);
  }
}

/** Names a display equation and makes it a stop of the tab key where it is cut; undoes it where it is not. */
export function markWide(display: HTMLElement): void {
  if (display.scrollWidth > display.clientWidth) {
    const number = /^eq-(.+)$/.exec(display.closest("[id]")?.id ?? "")?.[1];
    display.tabIndex = 0;
    display.setAttribute("role", "group");
    display.setAttribute("aria-label", `Equation${number ? ` (${number})` : ""}, scrolls sideways`);
  } else unmarkWide(display);
}

/** Takes away what `markWide` has set. */
export function unmarkWide(display: HTMLElement): void {
  for (const name of ["tabindex", "role", "aria-label"]) display.removeAttribute(name);
}
