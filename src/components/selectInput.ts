import {html} from "./dom.js";
import {announceChange, type Input, type Labelled, labelledShell, withValue} from "./input.js";

export interface SelectOptions<Value extends string> extends Labelled {
  readonly values: readonly Value[];
  readonly value?: Value;
  /** The words for a value; default the value itself. */
  readonly format?: (value: Value) => string;
}

/** A labelled choice of one of a few values. */
export function selectInput<const Value extends string>(options: SelectOptions<Value>): Input<Value> {
  const {values, value = values[0], format = String} = options;
  const {element, controls, id, document} = labelledShell("select", options);
  const select = html(
    document,
    "select",
    {id, "aria-describedby": options.hint === undefined ? undefined : `${id}-hint`},
    ...values.map((value) => html(document, "option", {value}, format(value)))
  );
  controls.append(select);
  select.value = value;
  select.addEventListener("input", (event) => {
    event.stopPropagation();
    announceChange(element);
  });
  return withValue(
    element,
    () => select.value as Value,
    (next) => {
      if (values.includes(next)) select.value = next;
    }
  );
}
