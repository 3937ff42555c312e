import {html} from "./dom.js";
import {fix, release} from "./emphasis.js";
import {keyOf} from "./quantityMarks.js";

/**
 * The key of a plot as a row of buttons for the keyboard, each of which keeps its quantity lit. It is one stop of the tab key; the
 * arrow keys lead from one button to the next.
 */
export class KeyButtons {
  readonly element: HTMLElement;
  readonly #plot: HTMLElement;
  #drawn = "";
  /** What a reader has fixed, while it is not drawn. */
  #missing: string | undefined;
  /** The button that had the focus, while it is not there. */
  #focused: string | undefined;

  constructor(plot: HTMLElement, title: string) {
    this.#plot = plot;
    this.element = html(plot.ownerDocument, "div", {
      class: "figure-key",
      role: "toolbar",
      "aria-label": `Highlight in: ${title}`
    });
    this.element.addEventListener("click", ({target}) => this.#press((target as Element).closest("button")));
    this.element.addEventListener("keydown", (event) => this.#move(event));
  }

  /** Follows a plot that has been drawn again. */
  update(): void {
    // A static plot is drawn twice, for two widths.
    const entries = [...keyOf(this.#plot.querySelector(".static-wide") ?? this.#plot)];
    const drawn = JSON.stringify(entries);
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.#keepFixed(entries.map(([name]) => name));
      const buttons = entries.length < 2 ? [] : entries.map((entry, i) => this.#button(entry, i));
      this.#focused = this.#nameInFocus() ?? this.#focused;
      this.element.hidden = buttons.length === 0;
      this.element.replaceChildren(...buttons);
      this.#focusAgain(buttons);
    }
    if (this.#plot.dataset.fixed !== undefined) release(this.#plot.ownerDocument);
  }

  /** What a reader has fixed and a run has not drawn yet is fixed again when it is. */
  #keepFixed(names: readonly string[]): void {
    const {dataset, ownerDocument} = this.#plot;
    const wanted = dataset.fixed ?? this.#missing;
    if (wanted === undefined) return;
    const isThere = names.includes(wanted);
    this.#missing = isThere ? undefined : wanted;
    if (isThere) dataset.fixed = wanted;
    else delete dataset.fixed;
    release(ownerDocument);
  }

  #nameInFocus(): string | undefined {
    const {activeElement} = this.element.ownerDocument;
    return this.element.contains(activeElement) ? (activeElement as HTMLElement).dataset.name : undefined;
  }

  #focusAgain(buttons: readonly HTMLElement[]): void {
    const {activeElement, body} = this.element.ownerDocument;
    if (this.#focused === undefined) return;
    const button = buttons.find(({dataset}) => dataset.name === this.#focused);
    if (activeElement === body && button) this.#lead(button);
    // A reader who has gone elsewhere meanwhile stays there.
    if (activeElement !== body || button) this.#focused = undefined;
  }

  #button([name, words]: [string, string], index: number): HTMLButtonElement {
    return html(
      this.#plot.ownerDocument,
      "button",
      {
        type: "button",
        class: `q-${name}`,
        "data-name": name,
        "aria-pressed": String(this.#plot.dataset.fixed === name),
        tabindex: index === 0 ? 0 : -1
      },
      words
    );
  }

  #press(button: HTMLButtonElement | null): void {
    if (!button) return;
    const isPressed = button.getAttribute("aria-pressed") === "true";
    for (const one of this.element.children) one.setAttribute("aria-pressed", String(one === button && !isPressed));
    this.#missing = undefined;
    fix(this.#plot, isPressed ? undefined : button.dataset.name);
  }

  #move(event: KeyboardEvent): void {
    const step = {ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1}[event.key];
    const buttons = [...this.element.children] as HTMLElement[];
    const at = buttons.indexOf(event.target as HTMLElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    this.#lead(buttons[(at + step + buttons.length) % buttons.length]!);
  }

  #lead(next: HTMLElement): void {
    for (const one of this.element.children) (one as HTMLElement).tabIndex = one === next ? 0 : -1;
    next.focus({preventScroll: true});
  }
}
