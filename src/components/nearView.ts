/** How far from what is seen an element may be and still be near: as much as is seen, above and below. */
const margin = "100% 0%";

/** What is to be shown at once when the page is printed, where everything is seen. */
const shown = new WeakMap<Element, () => void>();

/**
 * Says of an element whether it is near what is seen: `change` hears each change, and is first called once the element is in the page.
 * A page that is printed shows everything. Without IntersectionObserver everything is near, from the start.
 */
export function watchNearView(element: HTMLElement, change: (isNear: boolean) => void): void {
  if (typeof IntersectionObserver === "undefined") {
    change(true);
    return;
  }
  new IntersectionObserver((entries) => change(entries.at(-1)!.isIntersecting), {rootMargin: margin}).observe(element);
  shown.set(element, () => change(true));
}

if (typeof addEventListener === "function")
  addEventListener("beforeprint", () => {
    for (const element of document.querySelectorAll("figure")) shown.get(element)?.();
  });
