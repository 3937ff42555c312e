import {describe, expect, it} from "vitest";
import {progressOn} from "../../cli/simulate/progress.js";

function recorder(isTTY: boolean) {
  const texts: string[] = [];
  let time = 0;
  const progress = progressOn({isTTY, write: (text: string) => texts.push(text)}, "gap", () => time);
  return {texts, progress, wait: (milliseconds: number) => (time += milliseconds)};
}

describe("progress", () => {
  it("rewrites one line on a terminal and takes it away at the end", () => {
    const {texts, progress, wait} = recorder(true);
    progress.report(0);
    progress.report(0.1);
    expect(texts).toEqual(["\r\x1b[2Kgap: 0 %"]);
    wait(200);
    progress.report(0.256);
    wait(200);
    progress.report(1);
    expect(texts.slice(1)).toEqual(["\r\x1b[2Kgap: 25 %"]);
    progress.clear();
    progress.clear();
    expect(texts.slice(2)).toEqual(["\r\x1b[2K"]);
  });
  it("writes whole lines elsewhere, ten seconds apart, none for short runs", () => {
    const {texts, progress, wait} = recorder(false);
    for (let i = 0; i < 25; ++i) {
      progress.report(i / 25);
      wait(1000);
    }
    progress.clear();
    expect(texts).toEqual(["gap: 40 %\n", "gap: 80 %\n"]);
  });
});
