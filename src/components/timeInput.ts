import {html} from "./dom.js";
import {announceChange, type Input, type Labelled, labelledShell, withValue} from "./input.js";
import {formatNumber} from "./numbers.js";
import {keyboardStep} from "./rangeInput.js";

export interface TimeOptions extends Partial<Labelled> {
  /** The times that can be shown, increasing. */
  readonly times: readonly number[];
  readonly value?: number;
  /** Seconds from the first to the last time; default 6. */
  readonly duration?: number;
}

/** Readers who ask for less motion see this many stills instead of a film. */
const stills = 8;
const stillSeconds = 1;

/**
 * A slider over times with play, pause and single steps. It starts at rest, stops when it leaves the page, and with
 * "reduced motion" goes through a few stills, one a second.
 */
export function timeInput(options: TimeOptions): Input<number> {
  const {times, duration = 6} = options;
  const {element, controls, id, document} = labelledShell("time", {label: "time t", ...options});
  const window = document.defaultView!;
  const last = times.length - 1;
  const button = (name: string, symbol: string) =>
    html(document, "button", {type: "button", "aria-label": name, title: name}, symbol);
  const back = button("One step back", "◂");
  const play = button("Play", "▶");
  const forward = button("One step forward", "▸");
  const slider = html(document, "input", {type: "range", id, min: 0, max: last, step: 1});
  const output = html(document, "output", {for: id});
  controls.append(back, play, forward, slider, output);

  let index = -1;
  const show = (next: number): boolean => {
    const clamped = Math.min(Math.max(next, 0), last);
    const changed = clamped !== index;
    index = clamped;
    slider.value = String(index);
    output.textContent = formatNumber(times[index], 4);
    slider.setAttribute("aria-valuetext", `t = ${output.textContent}`);
    return changed;
  };
  const indexOf = (time: number): number => {
    const after = times.findIndex((t) => t >= time);
    if (after <= 0) return after < 0 ? last : 0;
    return times[after] - time <= time - times[after - 1] ? after : after - 1;
  };
  const go = (next: number) => {
    if (show(next)) announceChange(element);
  };

  let stop: (() => void) | undefined;
  const pause = () => {
    stop?.();
    stop = undefined;
    play.textContent = "▶";
    for (const attribute of ["aria-label", "title"]) play.setAttribute(attribute, "Play");
  };
  const start = () => {
    if (index === last) go(0);
    play.textContent = "❚❚";
    for (const attribute of ["aria-label", "title"]) play.setAttribute(attribute, "Pause");
    const isStill = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
    stop = isStill ? playStills() : playFilm();
  };
  const advance = (next: number): boolean => {
    if (!element.isConnected) {
      pause();
      return false;
    }
    go(next);
    if (index === last) pause();
    return index !== last;
  };
  const playFilm = () => {
    const from = index;
    let began: number | undefined;
    let request = 0;
    const frame = (now: number) => {
      began ??= now;
      if (advance(from + Math.floor((((now - began) / 1000) * last) / duration)))
        request = window.requestAnimationFrame(frame);
    };
    request = window.requestAnimationFrame(frame);
    return () => window.cancelAnimationFrame(request);
  };
  const playStills = () => {
    const stride = Math.max(1, Math.round(last / stills));
    const timer = window.setInterval(() => advance(index + stride), stillSeconds * 1000);
    return () => window.clearInterval(timer);
  };

  show(options.value === undefined ? 0 : indexOf(options.value));
  play.addEventListener("click", () => (stop ? pause() : start()));
  back.addEventListener("click", () => {
    pause();
    go(index - 1);
  });
  forward.addEventListener("click", () => {
    pause();
    go(index + 1);
  });
  slider.addEventListener("input", (event) => {
    event.stopPropagation();
    pause();
    go(Math.round(Number(slider.value)));
  });
  slider.addEventListener("keydown", (event) => {
    const step = keyboardStep(event, times.length);
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    pause();
    go(index + step);
  });
  return withValue(
    element,
    () => times[index],
    (time) => show(indexOf(time))
  );
}
