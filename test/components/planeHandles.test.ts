// @vitest-environment jsdom
import {beforeEach, describe, expect, it, vi} from "vitest";
import {planeChart, planeScales} from "../../src/components/planeChart.js";
import {type PlaneHandles, planeHandles} from "../../src/components/planeHandles.js";
import {stageInput} from "../../src/components/stageInput.js";

const chart = (width = 720) =>
  planeChart({title: "plane", reach: {x: 3, y: 2}, labels: [], marks: () => []}, {width, document});

let frames: FrameRequestCallback[] = [];

beforeEach(() => {
  document.body.replaceChildren();
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
  vi.stubGlobal("cancelAnimationFrame", (n: number) => {
    frames[n - 1] = () => {};
  });
});

/** Lets the browser draw: what was put off to the next frame happens. */
function draw(): void {
  for (const frame of frames.splice(0)) frame(0);
}

function make(more: object = {}): {input: PlaneHandles; handles: SVGGElement[]; seen: (readonly number[])[]} {
  const input = planeHandles({value: [1, 0.5, -1, 0], noun: "neuron", reach: {x: 2, y: 1}, ...more});
  document.body.append(input.over(chart()));
  const seen: (readonly number[])[] = [];
  input.addEventListener("input", () => seen.push(input.value));
  return {input, handles: [...input.querySelectorAll<SVGGElement>(".plane-handle")], seen};
}

function press(handle: SVGGElement, key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...more});
  handle.dispatchEvent(event);
  return event.defaultPrevented;
}

describe("planeChart", () => {
  it.each([320, 390, 720, 1040])("has the same scale along both axes and shows all it has to at %d px", (width) => {
    const {toPixels, toPlane} = planeScales(chart(width));
    const [o, right, up] = [
      {x: 0, y: 0},
      {x: 1, y: 0},
      {x: 0, y: 1}
    ].map(toPixels);
    expect(right.x - o.x).toBeCloseTo(o.y - up.y, 9);
    const corner = toPixels({x: 3, y: -2});
    expect(corner.x).toBeLessThan(width);
    expect(corner.y).toBeLessThan(Number(chart(width).getAttribute("height")));
    expect(toPlane(toPixels({x: 0.3, y: -0.7}))).toEqual({x: expect.closeTo(0.3, 9), y: expect.closeTo(-0.7, 9)});
  });
});

describe("planeHandles", () => {
  it("names every point and says where it is", () => {
    const {handles} = make();
    expect(handles.map((handle) => handle.getAttribute("aria-label"))).toEqual(["neuron 1", "neuron 2"]);
    expect(handles[0].getAttribute("aria-valuetext")).toBe("first coordinate 1.00, second coordinate 0.50");
    for (const handle of handles) {
      expect(handle.getAttribute("role")).toBe("slider");
      expect(handle.getAttribute("tabindex")).toBe("0");
    }
  });

  it("lays each handle over its point", () => {
    const {input, handles} = make();
    const at = planeScales(input.querySelector<SVGSVGElement>("svg")!).toPixels({x: -1, y: 0});
    expect(handles[1].getAttribute("transform")).toBe(`translate(${at.x},${at.y})`);
  });

  it("moves by arrow keys, further with Shift, and no further than it may", () => {
    const {input, handles, seen} = make();
    expect(press(handles[0], "ArrowRight")).toBe(true);
    press(handles[0], "ArrowUp", {shiftKey: true});
    press(handles[1], "ArrowDown");
    expect(input.value).toEqual([1.05, 1, -1, -0.05]);
    for (let n = 0; n < 5; ++n) press(handles[0], "ArrowUp", {shiftKey: true});
    expect(input.value[1]).toBe(1);
    draw();
    expect(seen).toHaveLength(1);
    expect(press(handles[0], "Tab")).toBe(false);
    expect(press(handles[0], "ArrowRight", {ctrlKey: true})).toBe(false);
  });

  it("follows the pointer that holds it, and no other", () => {
    const {input, handles} = make();
    const overlay = input.querySelector<SVGSVGElement>("svg.plane-handles")!;
    const svg = input.querySelector<SVGSVGElement>("svg.chart")!;
    const [width, height] = [svg.getAttribute("width"), svg.getAttribute("height")].map(Number);
    overlay.getBoundingClientRect = () => ({left: 10, top: 20, width: width / 2, height: height / 2}) as DOMRect;
    const to = planeScales(svg).toPixels({x: 0.25, y: -0.5});
    const at = {clientX: 10 + to.x / 2, clientY: 20 + to.y / 2, bubbles: true, button: 0};
    handles[0].dispatchEvent(new MouseEvent("pointermove", at));
    expect(input.value[0]).toBe(1);
    handles[0].dispatchEvent(new MouseEvent("pointerdown", {bubbles: true, button: 0}));
    handles[1].dispatchEvent(new MouseEvent("pointermove", at));
    expect(input.value).toEqual([1, 0.5, -1, 0]);
    handles[0].dispatchEvent(new MouseEvent("pointermove", at));
    expect(input.value).toEqual([0.25, -0.5, -1, 0]);
    handles[0].dispatchEvent(new MouseEvent("pointerup", {bubbles: true}));
    handles[0].dispatchEvent(new MouseEvent("pointermove", {...at, clientX: 30}));
    expect(input.value[0]).toBe(0.25);
  });

  it("keeps its handles and the focus when the chart below is drawn again", () => {
    const {input, handles} = make();
    handles[1].focus();
    const element = input.over(chart(390));
    expect(element).toBe(input);
    expect([...input.querySelectorAll(".plane-handle")]).toEqual(handles);
    expect(document.activeElement).toBe(handles[1]);
    expect(input.querySelectorAll("svg.chart")).toHaveLength(1);
    const at = planeScales(input.querySelector<SVGSVGElement>("svg")!).toPixels({x: 1, y: 0.5});
    expect(handles[0].getAttribute("transform")).toBe(`translate(${at.x},${at.y})`);
  });

  it("sets its value quietly, and takes only lists of as many points", () => {
    const {input, seen} = make();
    const next = [0, 0, 0.5, 0.5];
    input.value = next;
    expect(input.value).toBe(next);
    input.value = [1, 2];
    draw();
    expect([input.value, seen]).toEqual([next, []]);
  });

  it("says nothing more once it has been disposed of", async () => {
    let end = () => {};
    const invalidation = new Promise<void>((resolve) => {
      end = resolve;
    });
    const {handles, seen} = make({invalidation});
    press(handles[0], "ArrowLeft");
    end();
    await invalidation;
    await Promise.resolve();
    draw();
    expect(seen).toEqual([]);
  });
});

describe("stageInput", () => {
  const make = () => {
    const input = stageInput({label: "stage", stages: ["a", "b", "c"], format: (s) => `stage ${s}`, finish: "Go on"});
    document.body.append(input);
    const seen: string[] = [];
    input.addEventListener("input", () => seen.push(input.value));
    const [back, next, restart] = input.querySelectorAll("button");
    return {input, seen, back, next, restart};
  };

  it("goes on stage by stage, and back", () => {
    const {input, seen, back, next} = make();
    expect(back.disabled).toBe(true);
    next.click();
    next.click();
    back.click();
    expect(seen).toEqual(["b", "c", "b"]);
    expect(input.value).toBe("b");
    expect(input.querySelector("label")!.control).toBe(input.querySelector("select"));
  });

  it("finishes on the last stage and begins again", () => {
    const {input, seen, next, restart} = make();
    const calls: string[] = [];
    input.onfinish = () => calls.push("finish");
    input.onrestart = () => calls.push("restart");
    input.value = "c";
    expect(next.textContent).toBe("Go on");
    next.click();
    expect([calls, seen, next.textContent]).toEqual([["finish"], ["a"], "Next ▸"]);
    next.click();
    restart.click();
    expect([calls, input.value]).toEqual([["finish", "restart"], "a"]);
  });

  it("takes a choice from its list", () => {
    const {input, seen} = make();
    const select = input.querySelector("select")!;
    select.value = "c";
    select.dispatchEvent(new Event("input", {bubbles: true}));
    expect(seen).toEqual(["c"]);
  });
});
