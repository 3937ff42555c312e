import {html} from "./dom.js";
import {announceChange, type Input, type Labelled, labelledShell, withValue} from "./input.js";
import {formatNumber} from "./numbers.js";

interface RangeCommon extends Labelled {
  readonly value?: number;
  readonly format?: (value: number) => string;
}

/** A slider over the given values, e.g. [8, 16, 32, 64]. */
export interface ListedRange extends RangeCommon {
  readonly values: readonly number[];
}

/** A slider from `min` to `max` in steps. */
export interface SteppedRange extends RangeCommon {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export type RangeOptions = ListedRange | SteppedRange;

function valuesOf(options: RangeOptions): readonly number[] {
  if ("values" in options) return options.values;
  const {min, max, step} = options;
  const decimals = Math.max(0, ...[min, step].map((x) => (String(x).split(".")[1] ?? "").length));
  const count = Math.floor((max - min) / step + 1e-9) + 1;
  return Array.from({length: count}, (_, i) => Number((min + i * step).toFixed(decimals)));
}

/** How far a key moves the slider, in steps; undefined for keys that it does not know. */
export function keyboardStep(event: Pick<KeyboardEvent, "key" | "shiftKey">, count: number): number | undefined {
  const page = Math.max(2, Math.round(count / 10));
  switch (event.key) {
    case "ArrowRight":
    case "ArrowUp":
      return event.shiftKey ? page : 1;
    case "ArrowLeft":
    case "ArrowDown":
      return event.shiftKey ? -page : -1;
    case "PageUp":
      return page;
    case "PageDown":
      return -page;
    case "Home":
      return -count;
    case "End":
      return count;
    default:
      return undefined;
  }
}

/** The value nearest to the one wanted. */
function nearestIndex(values: readonly number[], wanted: number): number {
  let best = 0;
  for (let i = 1; i < values.length; ++i) if (Math.abs(values[i] - wanted) < Math.abs(values[best] - wanted)) best = i;
  return best;
}

/** A slider with its label, its value in words and keyboard steps (arrows one, Page keys a tenth, Home, End). */
export function rangeInput(options: RangeOptions): Input<number> {
  const values = valuesOf(options);
  const {format = (value: number) => formatNumber(value, 6), unit} = options;
  const {element, controls, id, document} = labelledShell("range", options);
  const slider = html(document, "input", {
    type: "range",
    id,
    min: 0,
    max: values.length - 1,
    step: 1,
    "aria-describedby": options.hint === undefined ? undefined : `${id}-hint`
  });
  const output = html(document, "output", {for: id});
  controls.append(slider, output);
  let index = -1;
  const show = (next: number): boolean => {
    const clamped = Math.min(Math.max(next, 0), values.length - 1);
    const changed = clamped !== index;
    index = clamped;
    slider.value = String(index);
    output.textContent = format(values[index]);
    slider.setAttribute("aria-valuetext", unit === undefined ? output.textContent : `${output.textContent} ${unit}`);
    return changed;
  };
  show(options.value === undefined ? 0 : nearestIndex(values, options.value));
  slider.addEventListener("input", (event) => {
    event.stopPropagation();
    if (show(Math.round(Number(slider.value)))) announceChange(element);
  });
  slider.addEventListener("keydown", (event) => {
    const step = keyboardStep(event, values.length);
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (show(index + step)) announceChange(element);
  });
  return withValue(
    element,
    () => values[index],
    (value) => show(nearestIndex(values, value))
  );
}
