import {describe, expect, it, vi} from "vitest";
import type {Runner} from "../../src/worker/client.js";
import type {ExperimentName} from "../../src/worker/rows.js";
import {withSlots} from "../../src/worker/slots.js";

/** A runner whose runs end when they are told to, and the names of those that have started. */
function held() {
  const started: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const run = ((name: string) => {
    started.push(name);
    return new Promise((resolve, reject) => ends.set(name, (error) => (error ? reject(error) : resolve([name]))));
  }) as unknown as Runner;
  const settle = async (name: string, error?: Error) => {
    ends.get(name)!(error);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return {run, started, settle};
}

const named = (name: string) => name as ExperimentName;

describe("runs in turn", () => {
  it("are as many as there are slots, first come, first served, also after one that failed", async () => {
    const {run, started, settle} = held();
    const runner = withSlots(run, 2);
    const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => runner(named(name), {}));
    expect(started).toEqual(["a", "b"]);
    const failed = expect(b).rejects.toThrow("no");
    await settle("b", new Error("no"));
    await failed;
    expect(started).toEqual(["a", "b", "c"]);
    await settle("a");
    expect(started).toEqual(["a", "b", "c", "d"]);
    await settle("d");
    await settle("c");
    expect(await Promise.all([a, c, d])).toEqual([["a"], ["c"], ["d"]]);
    void runner(named("e"), {});
    void runner(named("f"), {});
    void runner(named("g"), {});
    expect(started.slice(4)).toEqual(["e", "f"]);
  });

  it("do not keep one waiting whose reports are followed, and do not wait for it", () => {
    const {run, started} = held();
    const runner = withSlots(run, 1);
    void runner(named("a"), {});
    void runner(named("b"), {}, {onReport: vi.fn()});
    expect(started).toEqual(["a", "b"]);
    const other = held();
    const free = withSlots(other.run, 1);
    void free(named("a"), {}, {onReport: vi.fn()});
    void free(named("b"), {});
    expect(other.started).toEqual(["a", "b"]);
  });

  it("leave the queue when they are cancelled, and their place to the next", async () => {
    const {run, started, settle} = held();
    const runner = withSlots(run, 1);
    const controller = new AbortController();
    let invalidate = () => {};
    const invalidation = new Promise<void>((resolve) => {
      invalidate = resolve;
    });
    void runner(named("a"), {});
    const aborted = runner(named("b"), {}, {signal: controller.signal});
    const invalid = runner(named("c"), {}, {invalidation});
    void runner(named("d"), {});
    controller.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    invalidate();
    await expect(invalid).rejects.toThrow("not wanted any more");
    await settle("a");
    expect(started).toEqual(["a", "d"]);
  });
});
