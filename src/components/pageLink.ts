const asked = "polywidth:link";

/** The address of the page with all that its inputs say now, leading to the element of this id. */
export function pageLink(anchor: string, window: Window = globalThis.window): string {
  const {location} = window;
  const detail = {query: location.search};
  window.dispatchEvent(new CustomEvent(asked, {detail}));
  return `${location.origin}${location.pathname}${detail.query}#${anchor}`;
}

/** Whenever a link of the page is wanted, it gets the query that `write` returns. */
export function answerPageLink(write: () => string, window: Window): void {
  window.addEventListener(asked, (event) => {
    (event as CustomEvent<{query: string}>).detail.query = write();
  });
}
