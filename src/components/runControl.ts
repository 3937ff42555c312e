import {html} from "./dom.js";
import {announceChange, type Input, withValue} from "./input.js";
import {passFocus} from "./keepFocus.js";
import {formatNumber} from "./numbers.js";
import {whenNear} from "./whenNear.js";

interface Progress {
  readonly progress: number;
  readonly rows: readonly unknown[];
}

export interface RunControlOptions<Row> {
  /** What the button starts, e.g. "Run m = 512, seed 1 here". */
  readonly label: string;
  /** Starts the run: `(options) => runInWorker(name, parameters, options)`. */
  readonly run: (options: {onReport: (report: Progress) => void; signal: AbortSignal}) => Promise<readonly Row[]>;
  /** Start when a reader comes near, instead of waiting for the button. */
  readonly autostart?: boolean;
  /** Cancels the run when the cell is computed anew: Framework's `invalidation`. */
  readonly invalidation?: Promise<unknown>;
  readonly document?: Document;
}

/**
 * A button that starts a simulation, its progress, and a way to cancel it. Its value is the rows so far; "input" fires
 * when rows arrive, at most once a frame. A cancelled run keeps its rows.
 */
export function runControl<Row>(options: RunControlOptions<Row>): Input<readonly Row[]> {
  const {label, run, autostart = false, invalidation, document = globalThis.document} = options;
  const start = html(document, "button", {type: "button", class: "run-start"}, label);
  const cancel = html(document, "button", {type: "button", class: "run-cancel", hidden: true}, "Cancel");
  const bar = html(document, "progress", {max: 1, value: 0, hidden: true, "aria-label": `Progress of: ${label}`});
  const status = html(document, "span", {class: "run-status", role: "status"});
  const element = html(document, "div", {class: "run-control"}, start, cancel, bar, status);
  let rows: readonly Row[] = [];
  let controller: AbortController | undefined;
  let isAnnounced = false;
  let isOver = false;

  const announce = () => {
    if (isAnnounced) return;
    isAnnounced = true;
    document.defaultView!.requestAnimationFrame(() => {
      isAnnounced = false;
      announceChange(element);
    });
  };
  const rest = (words: string) => {
    controller = undefined;
    passFocus([cancel], start, () => {
      start.disabled = false;
      cancel.hidden = true;
    });
    bar.hidden = true;
    status.textContent = words;
    announce();
  };
  const launch = async () => {
    if (controller || isOver) return;
    const own = new AbortController();
    controller = own;
    rows = [];
    passFocus([start], cancel, () => {
      start.disabled = true;
      cancel.hidden = false;
    });
    bar.hidden = false;
    bar.value = 0;
    status.textContent = "running";
    const began = performance.now();
    try {
      await run({
        signal: own.signal,
        onReport: (report) => {
          if (own.signal.aborted) return;
          rows = [...rows, ...(report.rows as readonly Row[])];
          bar.value = report.progress;
          announce();
        }
      });
      rest(`done in ${formatNumber((performance.now() - began) / 1000, 2)} s`);
    } catch (error) {
      if (own.signal.aborted) rest("cancelled; the rows so far are shown");
      else rest(`failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  start.addEventListener("click", () => void launch());
  cancel.addEventListener("click", () => controller?.abort());
  void invalidation?.then(() => {
    isOver = true;
    controller?.abort();
  });
  if (autostart) whenNear([element], () => void launch());
  return withValue(
    element,
    () => rows,
    (next) => {
      rows = next;
    }
  );
}
