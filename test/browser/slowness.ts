import type {Page} from "playwright-core";

/** A phone against the machines that pages are written on. */
const slower = 4;

/** Pressed by turns, the second first where a slider stands at its right end. */
const keys = ["ArrowRight", "ArrowLeft"];
const presses = 3;

/** How a slider answers its keys on a slow processor. */
export interface Answer {
  readonly label: string;
  /** Median time from a key to the next paint, in units of a fixed piece of work on the same processor at the same time. */
  readonly units: number;
  /** Whether that paint has always had the new value in words. */
  readonly isSaid: boolean;
}

/**
 * Presses keys on the first slider of each kind, one after the other without waiting for what they compute. Times are counted in
 * a yardstick, a piece of work that takes about 20 ms on a processor of 2025 and four times that here, so that they say the same
 * on every machine, busy or not.
 */
export async function answersOf(page: Page): Promise<Answer[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", {rate: slower});
  const answers: Answer[] = [];
  for (const kind of [".input-time", ".input-range"]) {
    const slider = page.locator(`main ${kind} input[type=range]`).filter({visible: true}).first();
    if ((await slider.count()) === 0) continue;
    const atEnd = await slider.evaluate((element) =>
      Number((element as HTMLInputElement).value === (element as HTMLInputElement).max)
    );
    const units: number[] = [];
    let isSaid = true;
    for (let n = 0; n < presses; ++n) {
      await slider.focus();
      await page.evaluate(awaitAnswer);
      await page.keyboard.press(keys[(n + atEnd) % 2]!);
      const {ms, said, work} = await page.evaluate(() => (window as unknown as Awaiting).answer);
      units.push(ms / work);
      isSaid &&= said;
    }
    const label = await slider.evaluate((element) => (element as HTMLInputElement).labels![0]!.textContent!);
    answers.push({label, units: units.sort((a, b) => a - b)[units.length >> 1]!, isSaid});
  }
  await session.send("Emulation.setCPUThrottlingRate", {rate: 1});
  await session.detach();
  return answers;
}

interface Awaiting {
  answer: Promise<{ms: number; said: boolean; work: number}>;
}

/** Runs in the page, before the key: the answer is the first frame after it. */
function awaitAnswer(): void {
  const slider = document.activeElement as HTMLInputElement;
  const words = slider.getAttribute("aria-valuetext");
  const work = () => {
    const start = performance.now();
    for (let i = 0, x = 0; i < 1e6; ++i) x += Math.sin(i + x);
    return performance.now() - start;
  };
  (window as unknown as Awaiting).answer = new Promise((resolve) => {
    const onKey = ({timeStamp}: KeyboardEvent) =>
      requestAnimationFrame(() => {
        // A message of its own comes after the frame has been drawn.
        const {port1, port2} = new MessageChannel();
        port1.onmessage = () => {
          const ms = performance.now() - timeStamp;
          resolve({ms, said: slider.getAttribute("aria-valuetext") !== words, work: work()});
        };
        port2.postMessage(undefined);
      });
    addEventListener("keydown", onKey, {once: true, capture: true});
  });
}
