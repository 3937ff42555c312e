export interface EmbedOptions {
  /** The colours: those that the reader's system prefers ("auto", the default), or one of the two. */
  readonly theme?: "auto" | "light" | "dark";
}

/** Where the site is: this module is served from its root, or from the folder of modules there. */
const site = new URL(import.meta.url.replace(/(?:_import\/(?:bundle\/)?)?[^/]*$/, ""));

/**
 * A figure of this site as it stands when its page is opened, for a page of any other site: drawing, caption, provenance,
 * files, data and a link to where it comes from, in a shadow tree, so that neither page's styles reach the other. Rejects
 * with an Error if there is no such figure or it cannot be fetched; the site's host must allow other origins to read (CORS).
 */
export async function figure(id: string, {theme = "auto"}: EmbedOptions = {}): Promise<HTMLElement> {
  const address = new URL(`embed/${encodeURIComponent(id)}.html`, site);
  const response = await fetch(address).catch((error: Error) => {
    throw new Error(`the figure ${id} cannot be fetched from ${address}: ${error.message}`);
  });
  if (!response.ok) throw new Error(`there is no figure ${id} at ${address} (${response.status})`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const embedded = page.querySelector<HTMLElement>(".polywidth")!;
  if (theme !== "auto") embedded.dataset.theme = theme;
  for (const link of embedded.querySelectorAll<HTMLAnchorElement>("a[href]"))
    link.href = new URL(link.getAttribute("href")!, address).href;
  const element = document.createElement("div");
  element.attachShadow({mode: "open"}).append(page.querySelector("style")!, embedded);
  return element;
}
