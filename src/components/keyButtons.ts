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
      const {fixed} = this.#plot.dataset;
      if (!entries.some(([name]) => name === fixed)) delete this.#plot.dataset.fixed;
      const buttons = entries.length < 2 ? [] : entries.map((entry, i) => this.#button(entry, i));
      this.element.hidden = buttons.length === 0;
      this.element.replaceChildren(...buttons);
    }
    if (this.#plot.dataset.fixed !== undefined) release(this.#plot.ownerDocument);
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
    fix(this.#plot, isPressed ? undefined : button.dataset.name);
  }

  #move(event: KeyboardEvent): void {
    const step = {ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1}[event.key];
    const buttons = [...this.element.children] as HTMLElement[];
    const at = buttons.indexOf(event.target as HTMLElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = buttons[(at + step + buttons.length) % buttons.length]!;
    for (const one of buttons) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  }
}
