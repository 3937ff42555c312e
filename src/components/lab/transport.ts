import {html} from "../dom.js";
import {labelledShell} from "../input.js";
import {formatNumber} from "../numbers.js";
import {keyboardStep} from "../rangeInput.js";

/** What the reader can ask of a playback. */
export interface TransportActions {
  toggle(): void;
  step(steps: number): void;
  seek(time: number): void;
  setSpeed(speed: number): void;
}

/** What the controls show. */
export interface TransportState {
  readonly times: readonly number[];
  /** Index of the time shown; −1 where there is none. */
  readonly index: number;
  readonly isPlaying: boolean;
  readonly speed: number;
}

export interface Transport {
  readonly element: HTMLElement;
  show(state: TransportState): void;
}

const speeds = [0.25, 0.5, 1, 2, 4] as const;

/** Play and pause, single steps, a slider over the recorded times, and the speed: all of it by keyboard, too. */
export function transport(actions: TransportActions, document: Document): Transport {
  const {element, controls, id} = labelledShell("time", {label: "time t", document});
  const button = (name: string, symbol: string, act: () => void) => {
    const made = html(document, "button", {type: "button", "aria-label": name, title: name}, symbol);
    made.addEventListener("click", act);
    return made;
  };
  const back = button("One step back", "◂", () => actions.step(-1));
  const toggle = button("Play", "▶", () => actions.toggle());
  const forward = button("One step forward", "▸", () => actions.step(1));
  const slider = html(document, "input", {type: "range", id, min: 0, max: 1, step: 1});
  const output = html(document, "output", {for: id});
  const speed = html(
    document,
    "select",
    {"aria-label": "speed"},
    ...speeds.map((value) => html(document, "option", {value}, `${formatNumber(value)} t/s`))
  );
  controls.append(back, toggle, forward, slider, output, speed);
  let shown: TransportState = {times: [], index: -1, isPlaying: false, speed: 1};
  slider.addEventListener("input", (event) => {
    event.stopPropagation();
    actions.seek(shown.times[Math.round(Number(slider.value))] ?? 0);
  });
  slider.addEventListener("keydown", (event) => {
    const step = keyboardStep(event, shown.times.length);
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    actions.step(step);
  });
  speed.addEventListener("input", (event) => {
    event.stopPropagation();
    actions.setSpeed(Number(speed.value));
  });
  return {
    element,
    show(state) {
      const isKnown = state.index >= 0;
      const words = isKnown ? formatNumber(state.times[state.index], 4) : "–";
      if (state.times !== shown.times) slider.max = String(Math.max(0, state.times.length - 1));
      slider.value = String(Math.max(0, state.index));
      if (output.textContent !== words) output.textContent = words;
      slider.setAttribute("aria-valuetext", isKnown ? `t = ${words}` : "nothing recorded yet");
      if (state.isPlaying !== shown.isPlaying) {
        toggle.textContent = state.isPlaying ? "❚❚" : "▶";
        for (const name of ["aria-label", "title"]) toggle.setAttribute(name, state.isPlaying ? "Pause" : "Play");
      }
      speed.value = String(state.speed);
      shown = state;
    }
  };
}
