import {html} from "./dom.js";
import {announceChange, type Input, type Labelled, labelledShell, withValue} from "./input.js";

export interface StageOptions<Value extends string> extends Labelled {
  readonly stages: readonly Value[];
  readonly value?: Value;
  /** The words for a stage. */
  readonly format: (stage: Value) => string;
  /** What the button after the last stage is called, e.g. "Take the step". */
  readonly finish: string;
}

/** The stages of a process, one after the other, with a button that goes on once the last has been reached. */
export interface StageInput<Value extends string> extends Input<Value> {
  /** Called by the button that goes on; the page sets it. */
  onfinish: (() => void) | undefined;
  /** Called by the button that starts again; the page sets it. */
  onrestart: (() => void) | undefined;
}

/** A choice of a stage with Back and Next; Next on the last stage finishes, and begins again with the first. */
export function stageInput<const Value extends string>(options: StageOptions<Value>): StageInput<Value> {
  const {stages, value = stages[0], format, finish} = options;
  const {element, controls, id, document} = labelledShell("stage", options);
  const last = stages.length - 1;
  const select = html(
    document,
    "select",
    {id},
    ...stages.map((stage, i) => html(document, "option", {value: stage}, `${i + 1}. ${format(stage)}`))
  );
  const back = html(document, "button", {type: "button", "aria-label": "Back one stage", title: "Back"}, "◂");
  const next = html(document, "button", {type: "button", class: "stage-next"});
  const restart = html(document, "button", {type: "button", "aria-label": "Start again", title: "Start again"}, "↺");
  controls.append(back, select, next, restart);
  let index = Math.max(0, stages.indexOf(value));
  const show = (to: number) => {
    index = Math.min(Math.max(to, 0), last);
    select.value = stages[index];
    back.disabled = index === 0;
    next.textContent = index === last ? finish : "Next ▸";
    next.setAttribute("aria-label", index === last ? finish : "Next stage");
  };
  const go = (to: number) => {
    const before = index;
    show(to);
    if (index !== before) announceChange(element);
  };
  show(index);
  select.addEventListener("input", (event) => {
    event.stopPropagation();
    go(select.selectedIndex);
  });
  back.addEventListener("click", () => go(index - 1));
  next.addEventListener("click", () => {
    if (index < last) go(index + 1);
    else {
      input.onfinish?.();
      go(0);
    }
  });
  restart.addEventListener("click", () => {
    input.onrestart?.();
    go(0);
  });
  const input: StageInput<Value> = Object.assign(
    withValue<Value>(
      element,
      () => stages[index],
      (stage) => {
        if (stages.includes(stage)) show(stages.indexOf(stage));
      }
    ),
    {onfinish: undefined, onrestart: undefined}
  );
  return input;
}
