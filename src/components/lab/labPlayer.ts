import type {LabFrame, LabRow} from "../../experiments/labRun.js";
import {html} from "../dom.js";
import type {GapFigureRow} from "../figures/gapFigure.js";
import {announceChange, type Input, withValue} from "../input.js";
import {keepPlace, passFocus} from "../keepFocus.js";
import {formatNumber} from "../numbers.js";
import {blend} from "./blend.js";
import {advance, atRestAt, type Playback, pause, play, type Reach, seek, shownIndex, stepBy} from "./playback.js";
import {forecastText, type RunClock, remainingText, telling} from "./runClock.js";
import {transport} from "./transport.js";

interface Progress {
  readonly progress: number;
  readonly rows: readonly unknown[];
  readonly frame?: LabFrame;
}

interface Options {
  readonly signal: AbortSignal;
  readonly onReport: (report: Progress) => void;
}

/** What the pictures show: the same arrays as long as nothing new has to be drawn. */
export interface Moment {
  /** Every neuron at the time shown, between two recorded ones while it plays; undefined before anything has been recorded. */
  readonly frame: LabFrame | undefined;
  /** What is measured at that time, and at the first one. */
  readonly row: LabRow | undefined;
  readonly start: LabRow | undefined;
  /** What has been measured so far, a few times a second. */
  readonly rows: readonly LabRow[];
  /** What theory says, once it has been computed. */
  readonly theory: readonly GapFigureRow[];
}

export interface LabPlayerOptions {
  /** The times that a run records. */
  readonly times: readonly number[];
  /** Starts the run; every report with a row has the frame of its time. */
  readonly run: (options: Options) => Promise<unknown>;
  /** Computes what theory says of the same run; undefined where it says nothing. */
  readonly theory: ((options: Options) => Promise<readonly GapFigureRow[]>) | undefined;
  /** Seconds by the cost model. */
  readonly cost: {readonly run: number; readonly theory: number};
  readonly clock: RunClock;
  /** The time to show at first. */
  readonly time?: number;
  /** Runs and bounds that are expected to take longer than these seconds wait for their button. */
  readonly patience?: {readonly run: number; readonly theory: number};
  /** Ends whatever is under way: Framework's `invalidation`. */
  readonly invalidation?: Promise<unknown>;
  readonly document?: Document;
}

/** The player: its value is the time that is wanted. */
export type LabPlayer = Input<number> & {
  /** Draws now and whenever the moment changes, and returns what was drawn first. */
  follow<Drawing>(draw: (moment: Moment) => Drawing): Drawing;
};

/** Milliseconds between two snapshots of the rows, whose charts are drawn anew. */
const snapshotEvery = 300;

/** Readers who ask for less motion see the run in so many stills, one a second. */
const stills = 8;

/**
 * Runs a network in the worker and plays what has been recorded: while it runs, and as often as wanted afterwards. All changes
 * of one frame of the screen are drawn together, at the next one. It ends when the page is left.
 */
export function labPlayer(options: LabPlayerOptions): LabPlayer {
  const {times, cost, clock, patience = {run: 3, theory: 12}, invalidation} = options;
  const {document = globalThis.document} = options;
  const window = document.defaultView!;
  const isStill = () => window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;

  const start = html(document, "button", {type: "button", class: "run-start"}, "Run");
  const bounds = html(document, "button", {type: "button", class: "run-bounds", hidden: true}, "Compute the bounds");
  const cancel = html(document, "button", {type: "button", class: "run-cancel", hidden: true}, "Cancel");
  const bar = html(document, "progress", {max: 1, value: 0, hidden: true, "aria-label": "Progress of the run"});
  const status = html(document, "span", {class: "run-status", role: "status"});
  const controls = transport(
    {
      toggle: () => change(playback.isPlaying ? pause(playback, reach()) : play(playback, reach())),
      step: (steps) => change(stepBy(playback, reach(), steps)),
      seek: (time) => change(seek(playback, time)),
      setSpeed: (speed) => change({...playback, speed})
    },
    document
  );
  const element = html(
    document,
    "div",
    {class: "lab-player"},
    html(document, "div", {class: "run-control"}, start, bounds, cancel, bar, status),
    controls.element
  );

  let playback: Playback = atRestAt(options.time ?? 0);
  let frames: LabFrame[] = [];
  let rows: LabRow[] = [];
  let snapshot: readonly LabRow[] = [];
  let theory: readonly GapFigureRow[] = [];
  let controller: AbortController | undefined;
  /** Another player takes its place, of which its buttons still stand in the page for a moment. */
  let isOver = false;
  const followers: ((moment: Moment) => void)[] = [];

  const reach = (): Reach => ({times, recorded: frames.length});
  const moment = (): Moment => {
    const index = shownIndex(playback, reach());
    const [recorded, next] = [frames[index], frames[index + 1]];
    const frame = playback.isPlaying && next !== undefined ? blend(recorded, next, playback.wanted) : recorded;
    return {frame, row: rows[index], start: rows[0], rows: snapshot, theory};
  };

  let request = 0;
  let before: number | undefined;
  let snapped = Number.NEGATIVE_INFINITY;
  const draw = () => {
    request ||= window.requestAnimationFrame(onFrame);
  };
  const onFrame = (now: number) => {
    request = 0;
    if (isOver) return;
    if (playback.isPlaying) {
      if (!element.isConnected) playback = pause(playback, reach());
      move(now);
    }
    const isUnderWay = controller !== undefined;
    if (snapshot.length !== rows.length && (!isUnderWay || now - snapped > snapshotEvery)) {
      snapshot = [...rows];
      snapped = now;
    }
    const index = shownIndex(playback, reach());
    controls.show({times, index, isPlaying: playback.isPlaying, speed: playback.speed});
    const current = moment();
    for (const follower of followers) follower(current);
    if (playback.isPlaying) draw();
    else before = undefined;
  };
  const move = (now: number) => {
    before ??= now;
    const seconds = (now - before) / 1000;
    if (isStill()) {
      if (seconds < 1) return;
      const {speed} = playback;
      playback = {...advance({...playback, speed: (times[times.length - 1] ?? 0) / stills}, reach(), 1), speed};
    } else playback = advance(playback, reach(), seconds);
    before = now;
    if (!playback.isPlaying) announceChange(element);
  };
  const change = (next: Playback) => {
    if (isOver) return;
    const isAnotherTime = next.wanted !== playback.wanted;
    playback = next;
    if (isAnotherTime || !next.isPlaying) announceChange(element);
    draw();
  };

  /** One part of the work, with its progress, until it is done, cancelled or fails. */
  const work = async (
    words: string,
    estimated: number,
    task: (options: Options) => Promise<void>
  ): Promise<"done" | "stopped"> => {
    const own = new AbortController();
    controller = own;
    const expected = clock.expect(estimated);
    let began = performance.now();
    let progress = 0;
    const elapsed = () => (performance.now() - began) / 1000;
    const tell = () => {
      const said = `${words}: ${remainingText(expected, elapsed(), progress)}`;
      if (status.textContent !== said) status.textContent = said;
    };
    const timer = window.setInterval(() => {
      tell();
      draw();
    }, 500);
    passFocus([start, bounds], cancel, () => {
      start.disabled = true;
      bounds.hidden = true;
      cancel.hidden = bar.hidden = false;
    });
    bar.value = 0;
    tell();
    try {
      await task({
        signal: own.signal,
        onReport: (report) => {
          if (own.signal.aborted) return;
          // A first report without progress comes when the code has been loaded: what that took is not the run's.
          if (progress === 0 && report.progress === 0 && report.rows.length + frames.length === 0)
            began = performance.now();
          progress = report.progress;
          bar.value = progress;
          if (report.frame !== undefined) {
            frames.push(report.frame);
            rows.push(...(report.rows as readonly LabRow[]));
          }
          draw();
        }
      });
      clock.observe(estimated, elapsed());
      status.textContent = `${words}: done in ${formatNumber(elapsed(), 2)} s`;
      return "done";
    } catch (error) {
      if (own.signal.aborted && progress >= telling) clock.observe(progress * estimated, elapsed());
      status.textContent = own.signal.aborted
        ? `${words}: cancelled; what was recorded is shown`
        : `${words}: failed: ${error instanceof Error ? error.message : String(error)}`;
      return "stopped";
    } finally {
      window.clearInterval(timer);
      controller = undefined;
      passFocus([cancel], start, () => {
        start.disabled = false;
        cancel.hidden = bar.hidden = true;
      });
      snapped = Number.NEGATIVE_INFINITY;
      draw();
    }
  };

  const runAll = async (isFollowing: boolean) => {
    if (controller || isOver) return;
    if (playback.isPlaying) change(pause(playback, reach()));
    frames = [];
    rows = [];
    snapshot = [];
    theory = [];
    playback = {...playback, isPlaying: false, isFollowing};
    const outcome = await work("run", cost.run, async (given) => void (await options.run(given)));
    if (playback.isFollowing) change(pause(playback, reach()));
    if (outcome === "stopped" || !options.theory) return;
    if (clock.expect(cost.theory) <= patience.theory) await computeTheory();
    else {
      bounds.hidden = false;
      status.textContent += `; the bounds would take ${forecastText(clock, cost.theory)}`;
    }
  };
  const computeTheory = async () => {
    const {theory: ask} = options;
    if (!ask || isOver) return;
    const ran = status.textContent;
    const outcome = await work("bounds", cost.theory, async (given) => {
      theory = await ask(given);
    });
    if (outcome === "done") status.textContent = `${ran}; ${status.textContent}`;
    else bounds.hidden = false;
  };

  const stop = () => controller?.abort();
  start.addEventListener("click", () => void runAll(!isStill()));
  bounds.addEventListener("click", () => void computeTheory());
  cancel.addEventListener("click", stop);
  window.addEventListener("pagehide", stop);
  void invalidation?.then(() => {
    isOver = true;
    stop();
    window.removeEventListener("pagehide", stop);
    if (request) window.cancelAnimationFrame(request);
    followers.length = 0;
  });

  if (clock.expect(cost.run) <= patience.run) void runAll(false);
  else status.textContent = `not run yet: it will take ${forecastText(clock, cost.run)}`;
  controls.show({times, index: -1, isPlaying: false, speed: playback.speed});

  // The player of other settings, in whose place this one will be displayed.
  const standing = document.querySelector(".lab-player");
  if (standing) keepPlace(standing, element);
  const input = withValue(
    element,
    () => playback.wanted,
    (time) => {
      playback = seek(playback, time);
      draw();
    }
  );
  return Object.assign(input, {
    follow<Drawing>(picture: (moment: Moment) => Drawing): Drawing {
      followers.push(picture);
      return picture(moment());
    }
  });
}
