import {html} from "../dom.js";
import {announceChange, type Input, type Labelled, labelledShell, withValue} from "../input.js";

export interface LinkInputOptions extends Labelled {
  readonly value?: string;
  /** What is wrong with a text, in words; undefined where it can be used. */
  readonly fault: (text: string) => string | undefined;
}

/** How long a text has to rest before it is used, in ms. */
const restFor = 500;

/**
 * A link as a formula or by its Hermite coefficients. Its value is the last text that can be used; what is wrong with another
 * one is said below the field.
 */
export function linkInput(options: LinkInputOptions): Input<string> {
  const {element, controls, id, document} = labelledShell("link", options);
  const window = document.defaultView!;
  const field = html(document, "input", {
    type: "text",
    id,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    maxlength: 200,
    "aria-describedby": [options.hint === undefined ? "" : `${id}-hint`, `${id}-fault`].join(" ").trim()
  });
  const fault = html(document, "p", {class: "input-fault", id: `${id}-fault`, role: "status"});
  controls.append(field);
  element.append(fault);
  let value = options.value ?? "";
  let timer = 0;
  const show = (next: string) => {
    value = next;
    field.value = next;
    say(undefined);
  };
  const say = (words: string | undefined) => {
    fault.textContent = words ?? "";
    if (words === undefined) field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
  };
  const use = () => {
    window.clearTimeout(timer);
    const text = field.value.trim();
    const words = options.fault(text);
    say(words);
    if (words !== undefined || text === value) return;
    value = text;
    announceChange(element);
  };
  show(value);
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    window.clearTimeout(timer);
    timer = window.setTimeout(use, restFor);
  });
  field.addEventListener("change", use);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") use();
  });
  return withValue(
    element,
    () => value,
    (next) => {
      if (options.fault(next) === undefined) show(next);
    }
  );
}
