/** How far from what is seen an element may be and still be near: as much as is seen, above and below. */
const margin = "100% 0%";

/** What follows the printing of a page, where everything is seen. */
const printed = new WeakMap<Element, (isPrinted: boolean) => void>();

/**
 * Says of an element whether it is near what is seen: `change` hears each change, and is first called once the element is in the page.
 * A page that is printed shows everything until it has been. Without IntersectionObserver everything is near, from the start.
 */
export function watchNearView(element: HTMLElement, change: (isNear: boolean) => void): void {
  if (typeof IntersectionObserver === "undefined") {
    change(true);
    return;
  }
  let isNear = false;
  const observe = (entries: readonly IntersectionObserverEntry[]) => {
    isNear = entries.at(-1)!.isIntersecting;
    change(isNear);
  };
  new IntersectionObserver(observe, {rootMargin: margin}).observe(element);
  printed.set(element, (isPrinted) => change(isPrinted || isNear));
}

if (typeof addEventListener === "function")
  for (const type of ["beforeprint", "afterprint"])
    addEventListener(type, () => {
      for (const element of document.querySelectorAll("figure")) printed.get(element)?.(type === "beforeprint");
    });
