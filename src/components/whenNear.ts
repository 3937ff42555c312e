import {watchNearView} from "./nearView.js";

/** What waits for a reader to come near an element, in the order of the page. */
const waiting = new Map<HTMLElement, (() => void)[]>();

/** Milliseconds after which a page that has nothing else to do fills in what stands in the text, where nothing stands meanwhile. */
const patience = 3000;

/** Whether the page shows something else than what it was built with. */
let isChanged = false;
let isWaking = false;

/**
 * Calls `act` once, when a reader first comes near one of the `places`, elements or their ids, which carry `data-waiting` until then.
 * The build writes this around cells: a page computes what is looked at.
 */
export function whenNear(places: readonly (HTMLElement | string)[], act: () => void): void {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    act();
  };
  for (const named of places) {
    const place = typeof named === "string" ? document.getElementById(named)! : named;
    const acts = waiting.get(place);
    if (acts) {
      acts.push(once);
      continue;
    }
    place.toggleAttribute("data-waiting", true);
    waiting.set(place, [once]);
    watchNearView(place, (isNear) => {
      if (isNear) wake(place);
    });
    if (place.localName === "observablehq-loading") setTimeout(() => whenIdle(() => wake(place)), patience);
  }
  if (isChanged) wakeNext();
}

/** Whether the page still shows what it was built with: no input has changed, and the address had no values for them. */
export const isAsBuilt = (): boolean => !isChanged;

/**
 * Has what is out of sight follow, one whenever the page has nothing else to do, once an input has changed or where the address has
 * values for them: what stands there is then no longer what they would show.
 */
export function followChanges(): void {
  const change = () => {
    isChanged = true;
    wakeNext();
  };
  if (location.search === "") addEventListener("input", change, {capture: true, once: true});
  else change();
}

function wakeNext(): void {
  if (isWaking) return;
  isWaking = true;
  whenIdle(() => {
    isWaking = false;
    const [next] = waiting.keys();
    if (next === undefined) return;
    wake(next);
    wakeNext();
  });
}

function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(act, {timeout: 1000});
  else setTimeout(act, 100);
}

function wake(place: HTMLElement): void {
  const acts = waiting.get(place);
  if (!acts) return;
  waiting.delete(place);
  place.removeAttribute("data-waiting");
  for (const act of acts) act();
}
