import {html} from "./dom.js";
import {announceChange, type Input, type Labelled, labelledShell, withValue} from "./input.js";

export interface SeedOptions extends Partial<Labelled> {
  readonly value?: number;
  readonly max?: number;
  /** A number in [0, 1) for the dice; default the browser's random source. */
  readonly random?: () => number;
}

function browserRandom(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;
}

/** The seed of a run: a whole number from 0 to `max`, typed, stepped, or thrown with the dice. */
export function seedInput(options: SeedOptions = {}): Input<number> {
  const {value = 1, max = 9999, random = browserRandom} = options;
  const {element, controls, id, document} = labelledShell("seed", {label: "seed", ...options});
  const field = html(document, "input", {type: "number", id, min: 0, max, step: 1, inputmode: "numeric"});
  const dice = html(
    document,
    "button",
    {type: "button", "aria-label": "Throw another seed", title: "Another seed"},
    "⚄"
  );
  controls.append(field, dice);
  let seed = value;
  const isSeed = (x: number): boolean => Number.isInteger(x) && x >= 0 && x <= max;
  const show = (next: number) => {
    seed = next;
    field.value = String(seed);
    field.removeAttribute("aria-invalid");
  };
  show(isSeed(value) ? value : 1);
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    const typed = field.value.trim() === "" ? Number.NaN : Number(field.value);
    if (!isSeed(typed)) {
      field.setAttribute("aria-invalid", "true");
      return;
    }
    field.removeAttribute("aria-invalid");
    if (typed === seed) return;
    seed = typed;
    announceChange(element);
  });
  field.addEventListener("blur", () => show(seed));
  dice.addEventListener("click", () => {
    const thrown = Math.floor(random() * max);
    show(thrown >= seed ? thrown + 1 : thrown);
    announceChange(element);
  });
  return withValue(
    element,
    () => seed,
    (next) => {
      if (isSeed(next)) show(next);
    }
  );
}
