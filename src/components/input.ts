import {html} from "./dom.js";

/** An element that a page can `view`: it has a value and fires "input" whenever the value changes. */
export type Input<Value> = HTMLElement & {value: Value};

let count = 0;

/** An id that no other element of this page has; the order of creation decides it. */
export function freshId(): string {
  return `input-${++count}`;
}

export interface Labelled {
  /** The quantity in words and its letter, e.g. "width m". */
  readonly label: string;
  /** What is counted or measured, e.g. "neurons". */
  readonly unit?: string;
  /** One line of help below the control. */
  readonly hint?: string;
  readonly document?: Document;
}

export interface Shell {
  readonly element: HTMLElement;
  readonly controls: HTMLElement;
  readonly id: string;
  readonly document: Document;
}

/** A row with a label that is tied to the control of id `id`; the caller puts its controls into `controls`. */
export function labelledShell(kind: string, {label, unit, hint, document = globalThis.document}: Labelled): Shell {
  const id = freshId();
  const controls = html(document, "div", {class: "input-controls"});
  const element = html(
    document,
    "div",
    {class: `input input-${kind}`},
    html(
      document,
      "label",
      {for: id},
      label,
      unit === undefined ? null : html(document, "span", {class: "input-unit"}, ` (${unit})`)
    ),
    controls,
    hint === undefined ? null : html(document, "p", {class: "input-hint", id: `${id}-hint`}, hint)
  );
  return {element, controls, id, document};
}

/** Gives the element its `value`: reads with `get`, and sets quietly (no event), as Framework's inputs do. */
export function withValue<Value>(element: HTMLElement, get: () => Value, set: (value: Value) => void): Input<Value> {
  Object.defineProperty(element, "value", {get, set, configurable: true});
  return element as Input<Value>;
}

/** Tells listeners that the value has changed. */
export function announceChange(element: HTMLElement): void {
  element.dispatchEvent(new element.ownerDocument.defaultView!.Event("input", {bubbles: true}));
}

/** Gives an input another value, and tells its listeners. */
export function changeTo<Value>(input: Input<Value>, value: Value): void {
  input.value = value;
  announceChange(input);
}
