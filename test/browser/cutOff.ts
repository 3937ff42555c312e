import type {Page} from "playwright-core";

/** Texts that leave the window sideways, and boxes that hide a part of what is in them. What scrolls inside itself hides nothing. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const nameOf = (element: Element) => element.outerHTML.slice(0, 120);
    const hasText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== "");
    const faults: string[] = [];
    const look = (element: Element, scrolls: boolean): void => {
      const style = getComputedStyle(element);
      if (style.display === "none" || style.visibility === "hidden" || style.clipPath !== "none") return;
      const hides = /hidden|clip/.test(style.overflowX) && element.clientWidth > 1;
      if (hides && element.scrollWidth > element.clientWidth + 1)
        faults.push(`${element.scrollWidth - element.clientWidth} px hidden: ${nameOf(element)}`);
      const isLeaving = ({left, right}: DOMRect) => right > left + 1 && (right > width + 1 || left < -1);
      if (!scrolls && hasText(element) && [...element.getClientRects()].some(isLeaving))
        faults.push(`leaves the window: ${nameOf(element)}`);
      for (const child of element.children)
        if (child instanceof HTMLElement && !child.matches(".katex"))
          look(child, scrolls || /auto|scroll/.test(style.overflowX));
    };
    look(document.querySelector("#observablehq-center")!, false);
    return faults;
  });
}
