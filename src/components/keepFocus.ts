/** Something that may be scrolled by itself, and that a page keeps while its content changes. */
const scrolling = "details[open] :is(.figure-table, pre)";

/** What tells the elements of a tree that stand in the same place of another one of its kind. */
const kindOf = (element: Element) =>
  [element.tagName, element.className, element.closest("details")?.className].join(" ");

function sameKind(root: Element, element: Element): HTMLElement[] {
  const kind = kindOf(element);
  return [...root.querySelectorAll<HTMLElement>(element.tagName)].filter((one) => kindOf(one) === kind);
}

/** What has the focus in an element, and finds what takes its place there, or in another element of the same build. */
function focusIn(element: Element): ((root: Element) => HTMLElement | undefined) | undefined {
  const {activeElement} = element.ownerDocument;
  if (!activeElement || !element.contains(activeElement)) return undefined;
  const place = sameKind(element, activeElement).indexOf(activeElement as HTMLElement);
  return (root) =>
    root.contains(activeElement) ? (activeElement as HTMLElement) : sameKind(root, activeElement)[place];
}

/** Makes a change that may replace what has the focus in an element: what takes its place gets it. */
export function keepFocusIn(element: Element, change: () => void): void {
  const find = focusIn(element);
  change();
  if (find && !element.contains(element.ownerDocument.activeElement)) find(element)?.focus({preventScroll: true});
}

/**
 * To be called before a cell displays `next` in the place of `standing`, which may be the same element. Framework takes out of the page what it
 * has displayed before, by which what has the focus in there loses it and a table its scroll position; `next` has both once it stands there.
 */
export function keepPlace(standing: Element, next: Element): void {
  const find = focusIn(standing);
  const scrolled =
    standing === next
      ? [...next.querySelectorAll(scrolling)].flatMap((one) => {
          const {scrollLeft: left, scrollTop: top} = one;
          return left > 0 || top > 0 ? [{one, left, top}] : [];
        })
      : [];
  if (!find && scrolled.length === 0) return;
  const {ownerDocument: document} = next;
  queueMicrotask(() => {
    if (find && document.activeElement === document.body) focusAt(find(next));
    for (const {one, left, top} of scrolled) one.scrollTo({left, top, behavior: "instant"});
  });
}

/** Of a button that cannot be pressed now, the one beside it that can gets the focus. */
function focusAt(found: HTMLElement | undefined): void {
  const isUsable = (one: HTMLElement) => !one.hidden && !(one as HTMLButtonElement).disabled;
  const usable =
    found && !isUsable(found) ? [...found.parentElement!.querySelectorAll("button")].find(isUsable) : found;
  usable?.focus({preventScroll: true});
}

/** Makes a change that hides or disables buttons: if one of them has the focus, `next`, which comes in their place, gets it. */
export function passFocus(buttons: readonly HTMLElement[], next: HTMLElement, change: () => void): void {
  const hasFocus = buttons.some((button) => button === button.ownerDocument.activeElement);
  change();
  if (hasFocus) next.focus({preventScroll: true});
}
