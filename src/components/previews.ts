import {html} from "./dom.js";
import {unmarkWide} from "./wideFormulas.js";

/** How long the pointer rests on a link before its preview opens, and may be away from both before it closes, in ms. */
const [openAfter, closeAfter] = [120, 250];

/** Least distance of a preview from its link and from the edge of the window, in px. */
const gap = 8;

/** Shows what a citation, an equation's or a figure's number refers to beside it: on hover, on focus, and at the first tap. */
export function installPreviews(document: Document): void {
  const preview = new Preview(document);
  let touched = false;
  const linkOf = (event: Event) => (event.target as Element).closest?.<HTMLAnchorElement>("a.ref") ?? undefined;
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkOf(event);
    if (link) preview.openSoon(link);
    else if (preview.contains(event.target as Node)) preview.stay();
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && (linkOf(event) || preview.contains(event.target as Node))) preview.closeSoon();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link?.matches(":focus-visible")) preview.open(link);
  });
  document.addEventListener("focusout", (event) => {
    if (linkOf(event)) preview.close();
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (touched && !linkOf(event) && !preview.contains(event.target as Node)) preview.close();
  });
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || !touched || preview.link === link) return;
    if (preview.open(link)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") preview.close();
  });
}

/** The one preview of a page. */
class Preview {
  readonly #document: Document;
  readonly #box: HTMLElement;
  /** Keeps the box beside its link, which moves when something above it that has come near is laid out. */
  readonly #follow =
    typeof ResizeObserver === "undefined"
      ? undefined
      : new ResizeObserver(() => {
          if (this.#link) place(this.#box, this.#link);
        });
  #link: HTMLAnchorElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(document: Document) {
    this.#document = document;
    this.#box = html(document, "div", {class: "preview", id: "preview", role: "tooltip", hidden: true});
  }

  /** The link whose preview is open. */
  get link(): HTMLAnchorElement | undefined {
    return this.#link;
  }

  contains(node: Node): boolean {
    return this.#link !== undefined && this.#box.contains(node);
  }

  openSoon(link: HTMLAnchorElement): void {
    this.stay();
    if (link !== this.#link) this.#timer = setTimeout(() => this.open(link), openAfter);
  }

  closeSoon(): void {
    this.stay();
    this.#timer = setTimeout(() => {
      if (this.#link?.matches(":focus-visible") !== true) this.close();
    }, closeAfter);
  }

  /** Neither opens nor closes after all. */
  stay(): void {
    clearTimeout(this.#timer);
  }

  /** Opens the preview of a link, in place of another. False where there is nothing to show. */
  open(link: HTMLAnchorElement): boolean {
    this.close();
    const content = contentOf(link, this.#document);
    if (content.length === 0) return false;
    this.#box.replaceChildren(...content);
    this.#box.className = `preview ${[...link.classList].find((name) => name.startsWith("ref-"))}`;
    this.#box.hidden = false;
    if (!this.#box.isConnected) (this.#document.querySelector("main") ?? this.#document.body).append(this.#box);
    link.setAttribute("aria-describedby", this.#box.id);
    this.#link = link;
    fitEquation(this.#box);
    place(this.#box, link);
    this.#follow?.observe(this.#box.parentElement!);
    return true;
  }

  close(): void {
    this.stay();
    this.#link?.removeAttribute("aria-describedby");
    this.#link = undefined;
    this.#follow?.disconnect();
    this.#box.hidden = true;
  }
}

/** What a link refers to: of another page as the build has left it here, of this page as it stands there now. */
function contentOf(link: HTMLAnchorElement, document: Document): Node[] {
  const href = link.getAttribute("href")!;
  const template = document.querySelector<HTMLTemplateElement>(`template[data-preview="${CSS.escape(href)}"]`);
  if (template) return [document.importNode(template.content, true)];
  const target = href.startsWith("#") ? document.getElementById(href.slice(1)) : null;
  if (!target) return [];
  const parts = target.classList.contains("figure")
    ? [".figure-title", "svg.chart", ".figure-caption"].map((selector) => shownIn(target, selector))
    : [target];
  return parts.some((part) => part === undefined)
    ? []
    : parts.map((part) => withoutIds(part!.cloneNode(true) as Element));
}

/** The first of these elements that the style sheet shows: a static figure is drawn twice. */
function shownIn(target: Element, selector: string): Element | undefined {
  return [...target.querySelectorAll(selector)].find((element) => element.getClientRects().length > 0);
}

function withoutIds(element: Element): Element {
  for (const one of [element, ...element.querySelectorAll("[id]")]) one.removeAttribute("id");
  return element;
}

/** An equation that is too wide becomes smaller, since nobody could scroll it here with the keyboard. */
function fitEquation(box: HTMLElement): void {
  const display = box.querySelector<HTMLElement>(".katex-display");
  if (!display) return;
  unmarkWide(display);
  if (display.scrollWidth <= display.clientWidth) return;
  display.style.fontSize = `${Math.floor((95 * display.clientWidth) / display.scrollWidth)}%`;
}

/** Puts the box where there is more room, below the link or above it, inside the window, which cuts what is too long. */
function place(box: HTMLElement, link: HTMLElement): void {
  const view = box.ownerDocument.documentElement;
  box.style.left = "0";
  box.style.top = "0";
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const [above, below] = [at.top - 2 * gap, view.clientHeight - at.bottom - 2 * gap];
  box.style.maxHeight = `${Math.max(above, below)}px`;
  const start = box.getBoundingClientRect();
  const left = Math.max(gap, Math.min(at.left, view.clientWidth - start.width - gap));
  const top = start.height <= below || below >= above ? at.bottom + gap : at.top - gap - start.height;
  box.style.left = `${left - start.left}px`;
  box.style.top = `${top - start.top}px`;
}
