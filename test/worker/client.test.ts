import {describe, expect, it} from "vitest";
import type {Report} from "../../src/experiments/experiment.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {experiments} from "../../src/experiments/registry.js";
import {createRunner, droppable, measured, type WorkerLike} from "../../src/worker/client.js";
import {experimentsByName} from "../../src/worker/experiments.js";
import {
  type AnyExperiment,
  answer,
  type ExperimentTable,
  type RunReply,
  type RunRequest
} from "../../src/worker/protocol.js";
import type {ExperimentName} from "../../src/worker/rows.js";

/** A worker in this thread: messages are cloned and delivered later, as between threads. */
class LocalWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<RunReply>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  isTerminated = false;
  constructor(readonly known: ExperimentTable) {}
  postMessage(message: unknown): void {
    const request = structuredClone(message) as RunRequest;
    const port = {
      postMessage: (reply: unknown) => {
        const data = structuredClone(reply) as RunReply;
        setTimeout(() => {
          if (!this.isTerminated) this.onmessage?.({data} as MessageEvent<RunReply>);
        });
      }
    };
    void answer(request, this.known, (one, input) => parseParameters(one.parameters.schema, input), port);
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

function local(known: readonly AnyExperiment[] = experiments) {
  const table = Object.fromEntries(known.map((experiment) => [experiment.name, async () => experiment]));
  const workers: LocalWorker[] = [];
  const run = createRunner(() => {
    workers.push(new LocalWorker(table));
    return workers.at(-1)!;
  });
  return {run, workers};
}

/** An experiment that only these tests know. */
const counted = "counting" as ExperimentName;

/** An experiment that yields ten rows, one at a time, or fails after three. */
function counting(fails = false): AnyExperiment {
  return {
    ...experiments[0],
    name: "counting",
    async *run() {
      for (let i = 0; i < 10; ++i) {
        if (fails && i === 3) throw new RangeError("three is enough");
        await new Promise((resolve) => setTimeout(resolve, 1));
        yield {progress: (i + 1) / 10, rows: [{i}]};
      }
    }
  };
}

describe("a run in a worker", () => {
  it("passes on what a report holds beside rows", async () => {
    const frames: unknown[] = [];
    const onReport = (report: object) => frames.push((report as {frame?: unknown}).frame);
    await local().run("lab", {dimension: 4, width: 4, times: "0,1"}, {onReport});
    expect(frames.some((frame) => frame !== undefined)).toBe(true);
  });

  it("gives the rows of a run that can be resumed, whose reports hold more than rows", async () => {
    const setting = {problem: "XOR_2", dimension: 4, width: "4,8", samples: 64, batch: 32, times: "0,1", step: 0.25};
    const rows = await local().run("problem", setting);
    expect(rows.map(({time, width}) => [time, width])).toEqual([
      [0, 4],
      [0, 8],
      [1, 4],
      [1, 8]
    ]);
  });

  it("gives the rows that the experiment gives here", async () => {
    const {run} = local();
    const input = {problem: "He4", dimension: 16, times: "0,0.5,1"};
    const experiment = experiments.find(({name}) => name === "mean-field")!;
    const here: object[] = [];
    for await (const {rows} of experiment.run(parseParameters(experiment.parameters.schema, input))) here.push(...rows);
    expect(await run("mean-field", input)).toEqual(here);
    expect(here).toHaveLength(3);
  });

  it("leaves one measure for an experiment with its parameters, and none where it fails", async () => {
    const measures = () => performance.getEntriesByName('run counting {"dimension":8}', "measure");
    await expect(measured(local([counting(true)]).run)(counted, {dimension: 8})).rejects.toThrow("three is enough");
    expect(measures()).toEqual([]);
    const run = measured(local([counting()]).run);
    const from = performance.now();
    for (let n = 0; n < 2; ++n) expect(await run(counted, {dimension: 8})).toHaveLength(10);
    const [measure, ...others] = measures();
    expect(others).toEqual([]);
    expect(measure!.duration).toBeGreaterThan(0);
    expect(measure!.duration).toBeLessThan(performance.now() - from);
  });

  it("reports progress in order and keeps its worker for the next run", async () => {
    const {run, workers} = local([counting()]);
    const reports: Report<unknown>[] = [];
    const rows = await run(counted, {}, {onReport: (report) => reports.push(report)});
    expect(reports.map(({progress}) => progress)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(rows.map((row) => (row as unknown as {i: number}).i)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await run(counted, {});
    expect(workers).toHaveLength(1);
  });

  it("runs side by side in workers of their own", async () => {
    const {run, workers} = local([counting()]);
    const both = await Promise.all([run(counted, {}), run(counted, {})]);
    expect(both.map((rows) => rows.length)).toEqual([10, 10]);
    expect(workers).toHaveLength(2);
  });

  it("is cancelled at once, and the next run gets a fresh worker", async () => {
    const {run, workers} = local([counting()]);
    const controller = new AbortController();
    let seen = 0;
    const cancelled = run(
      counted,
      {},
      {
        signal: controller.signal,
        onReport: () => {
          if (++seen === 2) controller.abort();
        }
      }
    );
    await expect(cancelled).rejects.toMatchObject({name: "AbortError"});
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect([seen, workers[0].isTerminated]).toEqual([2, true]);
    expect(await run(counted, {})).toHaveLength(10);
    expect(workers).toHaveLength(2);
    await expect(run(counted, {}, {signal: controller.signal})).rejects.toMatchObject({name: "AbortError"});
    expect(workers).toHaveLength(2);
  });

  it("is cancelled when its cell is computed anew, whatever the signal says", async () => {
    const {run, workers} = local([counting()]);
    const {signal} = new AbortController();
    const stale = run(counted, {}, {invalidation: new Promise((resolve) => setTimeout(resolve, 3)), signal});
    await expect(stale).rejects.toMatchObject({name: "AbortError"});
    expect(workers[0].isTerminated).toBe(true);
    const controller = new AbortController();
    const cancelled = run(counted, {}, {invalidation: new Promise(() => {}), signal: controller.signal});
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({name: "AbortError"});
    expect(workers[1].isTerminated).toBe(true);
  });

  it("tells how many runs are under way, however they end", async () => {
    const heard: number[] = [];
    const run = createRunner(
      () => new LocalWorker({counting: async () => counting()}),
      (active) => heard.push(active)
    );
    const controller = new AbortController();
    const cancelled = run(counted, {}, {signal: controller.signal});
    const whole = run(counted, {});
    controller.abort();
    await expect(cancelled).rejects.toThrow();
    await whole;
    await expect(run("nothing" as ExperimentName, {})).rejects.toThrow();
    expect(heard).toEqual([1, 2, 1, 0, 1, 0]);
  });

  it("keeps no more than two idle workers", async () => {
    const {run, workers} = local([counting()]);
    await Promise.all(Array.from({length: 4}, () => run(counted, {})));
    expect(workers.map(({isTerminated}) => isTerminated).filter(Boolean)).toHaveLength(2);
  });

  it("finds every experiment of the registry, and no other, by its name", async () => {
    const found = await Promise.all(Object.values(experimentsByName).map((load) => load()));
    expect(Object.keys(experimentsByName)).toEqual(experiments.map(({name}) => name));
    expect(found).toEqual(experiments);
  });

  it("passes errors back by name and stays usable", async () => {
    const {run, workers} = local([counting(true), ...experiments]);
    await expect(run(counted, {})).rejects.toMatchObject({name: "RangeError", message: "three is enough"});
    await expect(run("mean-field", {dimension: "1"})).rejects.toMatchObject({name: "ParameterError"});
    await expect(run("nothing" as ExperimentName, {})).rejects.toThrow(
      /there is no experiment "nothing"; use one of counting, mean-field/
    );
    expect(workers).toHaveLength(1);
  });

  it("rejects when the worker itself breaks", async () => {
    const {run, workers} = local([counting()]);
    const broken = run(counted, {});
    workers[0].onerror!({message: "out of memory"} as ErrorEvent);
    await expect(broken).rejects.toThrow("the simulation worker stopped: out of memory");
    expect(workers[0].isTerminated).toBe(true);
  });
});

it("a run whose cell has gone may be cancelled without anybody's knowing, and whoever waits for it knows", async () => {
  const lost: unknown[] = [];
  const onLost = (reason: unknown) => lost.push(reason);
  process.on("unhandledRejection", onLost);
  const invalidation = Promise.resolve();
  const run = droppable(() => invalidation.then(() => Promise.reject(new Error("cancelled"))));
  void run("gap", {}, {invalidation});
  await expect(run("gap", {}, {invalidation})).rejects.toThrow("cancelled");
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("unhandledRejection", onLost);
  expect(lost).toEqual([]);
});
