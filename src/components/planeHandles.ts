import {html} from "./dom.js";
import {announceChange, type Input, withValue} from "./input.js";
import {type PlanePoint, planeScales, type Reach} from "./planeChart.js";

export interface PlaneHandlesOptions {
  /** x and y of one point after the other. */
  readonly value: readonly number[];
  /** What the points are, e.g. "neuron"; they are counted from 1. */
  readonly noun: string;
  /** How far from the origin a point can be moved. */
  readonly reach: Reach;
  /** How far an arrow key moves a point; with Shift ten times as far. Default 0.05. */
  readonly step?: number;
  /** Ends the drag that is under way: Framework's `invalidation`. */
  readonly invalidation?: Promise<unknown>;
  readonly document?: Document;
}

/** Points of a plane that can be moved, laid over a chart of that plane. */
export interface PlaneHandles extends Input<readonly number[]> {
  /** The element with this chart, drawn by `planeChart`, below the handles; a handle that is held or focused stays so. */
  over(chart: Element): HTMLElement;
}

const namespace = "http://www.w3.org/2000/svg";
const keys: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1]
};

/** Four decimals: less than a pixel, and short in an address. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/**
 * Points that are moved with a pointer, or with the arrow keys when they are focused. The value is the list of coordinates;
 * "input" fires at most once a frame. Nothing runs between two moves.
 */
export function planeHandles(options: PlaneHandlesOptions): PlaneHandles {
  const {noun, reach, step = 0.05, invalidation, document = globalThis.document} = options;
  const window = document.defaultView!;
  const overlay = document.createElementNS(namespace, "svg");
  overlay.setAttribute("class", "plane-handles");
  overlay.setAttribute("role", "group");
  overlay.setAttribute("aria-label", `Drag a ${noun}, or focus it and press the arrow keys`);
  const element = html(document, "div", {class: "plane"}, overlay);
  let value = options.value;
  let chart: SVGSVGElement | undefined;
  let held: number | undefined;
  let frame: number | undefined;

  const place = () => {
    const scales = chart && planeScales(chart);
    handles.forEach((handle, i) => {
      const [x, y] = [value[2 * i], value[2 * i + 1]];
      handle.setAttribute("aria-valuenow", String(x));
      handle.setAttribute("aria-valuetext", `first coordinate ${x.toFixed(2)}, second coordinate ${y.toFixed(2)}`);
      const at = scales?.toPixels({x, y});
      if (at) handle.setAttribute("transform", `translate(${at.x},${at.y})`);
    });
  };
  const announce = () => {
    frame ??= window.requestAnimationFrame(() => {
      frame = undefined;
      announceChange(element);
    });
  };
  const move = (i: number, to: PlanePoint) => {
    const within = (x: number, most: number) => rounded(Math.min(Math.max(x, -most), most));
    const [x, y] = [within(to.x, reach.x), within(to.y, reach.y)];
    if (x === value[2 * i] && y === value[2 * i + 1]) return;
    value = value.map((old, k) => (k === 2 * i ? x : k === 2 * i + 1 ? y : old));
    place();
    announce();
  };
  const pointed = (event: MouseEvent): PlanePoint => {
    const box = overlay.getBoundingClientRect();
    const [, , width, height] = overlay.getAttribute("viewBox")!.split(" ").map(Number);
    const pixels = {
      x: ((event.clientX - box.left) * width) / box.width,
      y: ((event.clientY - box.top) * height) / box.height
    };
    return planeScales(chart!).toPlane(pixels);
  };
  const handles = Array.from({length: value.length / 2}, (_, i) => {
    const handle = document.createElementNS(namespace, "g");
    for (const [name, text] of Object.entries({
      class: "plane-handle",
      tabindex: "0",
      role: "slider",
      "aria-roledescription": "two-dimensional slider",
      "aria-label": `${noun} ${i + 1}`,
      "aria-valuemin": String(-reach.x),
      "aria-valuemax": String(reach.x)
    }))
      handle.setAttribute(name, text);
    for (const [name, r] of [
      ["plane-handle-target", 22],
      ["plane-handle-ring", 12]
    ] as const) {
      const circle = document.createElementNS(namespace, "circle");
      circle.setAttribute("class", name);
      circle.setAttribute("r", String(r));
      handle.append(circle);
    }
    handle.addEventListener("pointerdown", (event) => {
      if (!chart || event.button !== 0) return;
      event.preventDefault();
      handle.focus({preventScroll: true});
      handle.setPointerCapture?.(event.pointerId);
      held = i;
    });
    // Not every browser heeds touch-action inside an SVG: the page must not scroll away under the finger.
    handle.addEventListener("touchstart", (event) => event.preventDefault(), {passive: false});
    handle.addEventListener("pointermove", (event) => {
      if (held === i) move(i, pointed(event));
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const)
      handle.addEventListener(end, () => {
        held = undefined;
      });
    handle.addEventListener("keydown", (event) => {
      const direction = keys[event.key];
      if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const length = event.shiftKey ? 10 * step : step;
      move(i, {x: value[2 * i] + length * direction[0], y: value[2 * i + 1] + length * direction[1]});
    });
    overlay.append(handle);
    return handle;
  });
  void invalidation?.then(() => {
    held = undefined;
    if (frame !== undefined) window.cancelAnimationFrame(frame);
  });
  place();
  const over = (drawing: Element) => {
    const next = drawing as SVGSVGElement;
    if (chart) chart.replaceWith(next);
    else element.prepend(next);
    chart = next;
    overlay.setAttribute("viewBox", next.getAttribute("viewBox")!);
    place();
    return element;
  };
  const input = withValue<readonly number[]>(
    element,
    () => value,
    (next) => {
      if (next.length !== 2 * handles.length) return;
      value = next;
      place();
    }
  );
  return Object.assign(input, {over});
}
