import {aspects as defaultAspects, heightOf} from "./chart.js";
import {fileName} from "./command.js";
import {copyButton} from "./copyButton.js";
import {dataTable} from "./dataTable.js";
import {html} from "./dom.js";
import {embedCode} from "./embedCode.js";
import {figureCsv, fileWidth} from "./figureFiles.js";
import {type Frame, fill, frame} from "./figureFrame.js";
import {commandOf, descriptionOf, type FigureSpec} from "./figureSpec.js";
import {keepPlace} from "./keepFocus.js";
import {KeyButtons} from "./keyButtons.js";
import {watchNearView} from "./nearView.js";
import {pageLink} from "./pageLink.js";
import {standaloneSvg} from "./standaloneSvg.js";
import {isStaticWidth, saysTheSame} from "./staticFigure.js";
import {pngOf} from "./svgPicture.js";
import {isAsBuilt} from "./whenNear.js";

export type {FigureSpec} from "./figureSpec.js";

const liveFigures = new WeakMap<Element, LiveFigure>();

/**
 * The live figure, for a cell to display. A cell that runs again gets the figure that it displayed before, updated in
 * place, so that open details and the focus stay. A static figure of the same id is left to Framework to remove; the live one
 * has the hash of its code, and its drawing until a reader comes near; where the two say the same, until a reader points at it.
 */
export function figure(spec: FigureSpec): HTMLElement {
  const standing = document.getElementById(spec.id);
  const live = standing && liveFigures.get(standing);
  const next = live ?? new LiveFigure(spec, standing);
  if (live) live.update(spec);
  if (standing) keepPlace(standing, next.element);
  return next.element;
}

/** How long the numbers have to rest before they are read out, in ms. */
const announceAfter = 800;

class LiveFigure {
  readonly element: HTMLElement;
  #spec: FigureSpec;
  readonly #parts: Frame;
  /** Hash of the code behind the site's figures of this id. */
  readonly #code: string | undefined;
  readonly #key: KeyButtons;
  /** Of the plot, in px; 0 where it is not known. */
  #width = 0;
  #isNear = false;
  #announcement: ReturnType<typeof setTimeout> | undefined;

  constructor(spec: FigureSpec, standing: HTMLElement | null) {
    this.#code = standing?.dataset.code;
    this.#spec = {code: this.#code, ...spec};
    this.#parts = frame(this.#spec, document);
    this.element = this.#parts.element;
    this.#key = new KeyButtons(this.#parts.plot, spec.title);
    this.#parts.plot.before(this.#key.element);
    const drawing = [...(standing?.querySelector(".figure-plot")?.childNodes ?? [])];
    this.#isStanding = standing !== null && drawing.length > 0 && isAsBuilt() && saysTheSame(standing, this.element);
    this.#parts.plot.append(...drawing);
    this.#isStale = !this.#isStanding;
    if (drawing.length === 0) this.#draw();
    else this.#key.update();
    this.#addTools();
    for (const open of standing?.querySelectorAll("details[open]") ?? [])
      this.element.querySelector(`details[class="${open.className}"]`)?.toggleAttribute("open", true);
    this.#fillData();
    this.#watchReader();
    liveFigures.set(this.element, this);
    this.#watchWidth();
    watchNearView(this.element, (isNear) => {
      this.#isNear = isNear;
      if (isNear && this.#isStale) this.#draw();
    });
  }

  update(spec: FigureSpec): void {
    this.#spec = {code: this.#code, ...spec};
    this.#redraw();
    fill(this.#parts, this.#spec);
    this.#fillData();
    clearTimeout(this.#announcement);
    this.#announcement = setTimeout(() => {
      this.#parts.status.textContent = descriptionOf(this.#spec, document);
    }, announceAfter);
  }

  /** A drawing that has changed itself stays where it is, and whatever the reader is dragging in it stays in hand. */
  #draw(): void {
    const {plot} = this.#parts;
    const {id} = this.#spec;
    const width = this.#width || plot.clientWidth || undefined;
    const drawing = this.#spec.draw({width, id, description: descriptionOf(this.#spec, document)});
    if (drawing.parentNode !== plot) plot.replaceChildren(drawing);
    this.#isStale = false;
    this.#isStanding = false;
    this.#key.update();
  }

  /** Whether the plot shows the static drawing, which is as good as one of `#spec` until a reader points at it. */
  get #isStanding(): boolean {
    return this.element.hasAttribute("data-standing");
  }

  set #isStanding(isStanding: boolean) {
    this.element.toggleAttribute("data-standing", isStanding);
  }

  /** Whether the plot shows something else than `#spec` at `#width`; the element says so, too. */
  get #isStale(): boolean {
    return this.element.hasAttribute("data-stale");
  }

  set #isStale(isStale: boolean) {
    this.element.toggleAttribute("data-stale", isStale);
  }

  /** What nobody sees is drawn when somebody comes near: a page has many figures, and a slider may change all of them. */
  #redraw(): void {
    this.#isStale = true;
    if (this.#isNear) this.#draw();
  }

  #watchWidth(): void {
    if (typeof ResizeObserver === "undefined") return;
    new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width === 0 || width === this.#width) return;
      this.#width = width;
      if (!this.#isStanding || !isStaticWidth(width)) this.#redraw();
    }).observe(this.#parts.plot);
  }

  /** A drawing answers the pointer, and a finger's first touch is not lost on the one that it replaces. */
  #watchReader(): void {
    const {plot} = this.#parts;
    const liven = (event: Event) => {
      const isTouch = (event as PointerEvent).pointerType === "touch";
      if (!this.#isStanding || (isTouch && event.type === "pointerenter")) return;
      this.#draw();
      if (isTouch) plot.querySelector("svg")?.dispatchEvent(new PointerEvent(event.type, event));
    };
    for (const type of ["pointerenter", "pointerdown", "focusin"]) plot.addEventListener(type, liven);
  }

  #addTools(): void {
    const {tools, data} = this.#parts;
    const button = (label: string, name: string, act: () => void) => {
      const element = html(document, "button", {type: "button", "aria-label": name}, label);
      element.addEventListener("click", act);
      return element;
    };
    tools.prepend(
      button("SVG", `Save "${this.#spec.title}" as SVG`, () => this.#saveSvg()),
      button("PNG", `Save "${this.#spec.title}" as PNG`, () => void this.#savePng()),
      button("CSV", `Save the data of "${this.#spec.title}" as CSV`, () => this.#saveCsv()),
      copyButton({
        label: "Link",
        name: `Copy a link to "${this.#spec.title}" with all inputs of the page`,
        text: () => pageLink(this.element.closest(`[id="figure-${this.#spec.id}"]`)?.id ?? this.#spec.id),
        done: "copied"
      })
    );
    tools.querySelector(".figure-reproduce pre")!.after(
      copyButton({
        label: "Copy",
        name: "Copy the command",
        text: () => commandOf(this.#spec) ?? "",
        done: "copied"
      })
    );
    if (this.#code !== undefined) data.before(this.#embedding());
    data.addEventListener("toggle", () => this.#fillData());
  }

  /** How other sites show the figure as this page opens with it: there is one, since its code is known. */
  #embedding(): HTMLElement {
    const {id, title, aspects = defaultAspects} = this.#spec;
    const text = embedCode({id, title, width: fileWidth, height: heightOf(fileWidth, aspects)}, document.baseURI);
    return html(
      document,
      "details",
      {class: "figure-embed"},
      html(document, "summary", {}, "Embed"),
      html(document, "p", {}, "Shows the figure in a page of yours, as this page opens with it."),
      html(document, "pre", {tabindex: 0}, html(document, "code", {}, text.trimEnd())),
      copyButton({label: "Copy", name: "Copy the code for embedding", text: () => text, done: "copied"})
    );
  }

  #fillData(): void {
    const {data} = this.#parts;
    const standing = data.querySelector(".figure-table");
    const table = data.open ? dataTable(this.#spec, document) : undefined;
    if (standing && table) {
      // Whoever reads it by keyboard stays in it.
      standing.replaceChildren(...table.childNodes);
      standing.setAttribute("aria-label", table.getAttribute("aria-label")!);
    } else if (table) data.append(table);
    else standing?.remove();
  }

  #drawn(): SVGSVGElement | null {
    if (this.#isStale || this.#isStanding) this.#draw();
    return this.#parts.plot.querySelector("svg");
  }

  #saveSvg(): void {
    const svg = this.#drawn();
    if (svg) this.#save(standaloneSvg(svg), "svg", "image/svg+xml;charset=utf-8");
  }

  async #savePng(): Promise<void> {
    const svg = this.#drawn();
    if (!svg) return;
    const {width, height} = svg.viewBox.baseVal;
    this.#save(await pngOf(standaloneSvg(svg), width, height), "png", "image/png");
  }

  #saveCsv(): void {
    this.#save(figureCsv(this.#spec), "csv", "text/csv;charset=utf-8");
  }

  #save(content: string | Blob, extension: string, type: string): void {
    const url = URL.createObjectURL(new Blob([content], {type}));
    const link = html(document, "a", {
      href: url,
      download: fileName(this.#spec.id, this.#spec.parameters ?? {}, extension)
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}
