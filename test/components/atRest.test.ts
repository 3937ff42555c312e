import {afterEach, expect, it, vi} from "vitest";
import {atRest} from "../../src/components/atRest.js";

afterEach(() => {
  vi.useRealTimers();
});

it("waits until the value has been left alone", async () => {
  vi.useFakeTimers();
  let settled = false;
  const value = atRest("here", new Promise(() => {}), 100);
  void value.then(() => {
    settled = true;
  });
  await vi.advanceTimersByTimeAsync(99);
  expect(settled).toBe(false);
  await vi.advanceTimersByTimeAsync(2);
  expect(settled).toBe(true);
  await expect(value).resolves.toBe("here");
});

it("settles at once when it is outdated, and leaves no timer behind", async () => {
  vi.useFakeTimers();
  await expect(atRest("here", Promise.resolve(), 1e6)).resolves.toBe("here");
  expect(vi.getTimerCount()).toBe(0);
});
