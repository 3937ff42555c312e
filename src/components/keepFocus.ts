/**
 * To be called on an element of the page that a cell is about to display again. Framework takes it out of the page for that, by which what has
 * the focus in it loses it; it gets it back once the element stands there again.
 */
export function keepFocus(element: HTMLElement): void {
  const {ownerDocument: document} = element;
  const focused = document.activeElement as HTMLElement | null;
  if (!focused || !element.contains(focused)) return;
  queueMicrotask(() => {
    if (document.activeElement === document.body) focused.focus({preventScroll: true});
  });
}
