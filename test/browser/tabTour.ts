import type {Page} from "playwright-core";

/** What the tab key meets on its way round a page, and what is wrong with that. */
export interface Tour {
  readonly stops: number;
  /** Stops that do not show the focus, or show it where it is covered or out of sight; what the tab key never meets. */
  readonly faults: string[];
}

/** More than any page has: the tab key is caught. */
const most = 1000;

/** Goes once round the page with the tab key. The focus counts as shown by what looks otherwise while it is there. */
export async function tabTour(page: Page): Promise<Tour> {
  await page.evaluate(watchFocus);
  for (let presses = 0; presses < most; ++presses) {
    await page.keyboard.press("Tab");
    if (presses % 5 === 0 && (await page.evaluate(() => (window as unknown as Watching).tour.isRound))) break;
  }
  return page.evaluate(() => (window as unknown as Watching).tour.end());
}

interface Watching {
  tour: {isRound: boolean; end(): Tour};
}

/** Runs in the page. */
function watchFocus(): void {
  interface Sign {
    readonly element: Element;
    readonly look: string;
    readonly isOnTop: boolean;
  }
  const stops = new Set<Element>();
  const faults: string[] = [];
  let signs: readonly Sign[] = [];
  const tour = {isRound: false, end};
  (window as unknown as Watching).tour = tour;
  // The page has scrolled to where the focus is by the time of the next key.
  const onKey = () => {
    const focused = document.activeElement!;
    if (focused === document.body) return;
    tour.isRound ||= stops.has(focused);
    stops.add(focused);
    signs = tour.isRound
      ? []
      : signsOf(focused).map((element) => ({
          element,
          look: lookOf(element),
          isOnTop: isOnTop(focused.contains(element) ? focused : element)
        }));
  };
  const onBlur = ({target}: FocusEvent) => {
    if (signs.length === 0) return;
    const shown = signs.filter(({element, look}) => look !== lookOf(element));
    if (shown.length === 0) faults.push(`does not show the focus: ${nameOf(target as Element)}`);
    else if (!shown.some(({isOnTop}) => isOnTop))
      faults.push(`is covered or out of sight: ${nameOf(target as Element)}`);
    signs = [];
  };
  addEventListener("keydown", onKey, true);
  addEventListener("focusout", onBlur, true);

  function end(): Tour {
    removeEventListener("keydown", onKey, true);
    removeEventListener("focusout", onBlur, true);
    if (!tour.isRound) faults.push(`never leads back to the start, is at ${nameOf(document.activeElement!)}`);
    const wanted = document.querySelectorAll<HTMLElement>(
      "a[href], button, input, select, textarea, summary, [tabindex]"
    );
    for (const element of wanted)
      if (!stops.has(element) && element.tabIndex >= 0 && !element.matches(":disabled") && isVisible(element))
        faults.push(`is not reached: ${nameOf(element)}`);
    return {stops: stops.size, faults};
  }

  /** What may show that an element has the focus: itself, what is inside of it, the mark that follows it, its labels. */
  function signsOf(element: Element): Element[] {
    const labels = (element as HTMLInputElement).labels ?? [];
    return [element, ...element.querySelectorAll("*"), element.nextElementSibling, ...labels]
      .filter((sign) => sign !== null)
      .slice(0, 40);
  }

  function lookOf(element: Element): string {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle === "none" ? "" : style.outline;
    return [outline, style.boxShadow, style.borderColor, style.backgroundColor, style.stroke, style.strokeWidth].join();
  }

  function isVisible(element: Element): boolean {
    return element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  }

  /** Of what is wrapped, the first line counts, and of what is larger than the window, the part that is in it. */
  function isOnTop(element: Element): boolean {
    const box = element.getClientRects()[0];
    if (!box) return false;
    const middle = (from: number, to: number, size: number) => (Math.max(from, 0) + Math.min(to, size - 1)) / 2;
    const hit = document.elementFromPoint(
      middle(box.left, box.right, innerWidth),
      middle(box.top, box.bottom, innerHeight)
    );
    return hit !== null && (element.contains(hit) || hit.contains(element));
  }

  function nameOf(element: Element): string {
    return element.outerHTML.slice(0, 120);
  }
}
