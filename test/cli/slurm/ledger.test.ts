import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {CellEvent} from "../../../cli/sweep/engine.js";
import {Ledger} from "../../../cli/sweep/slurm/ledger.js";
import {timeLimit} from "../../../cli/sweep/slurm/timeLimit.js";
import {cellOf} from "./cells.js";

const [a, b, c] = ["a", "b", "c"].map((name) => cellOf(name));

function opened(...cells: readonly ReturnType<typeof cellOf>[]) {
  const events: CellEvent[] = [];
  const ledger = new Ledger(cells, (event) => events.push(event));
  let tasks = 0;
  /** Submits what is due as one task. */
  const submit = () => {
    const task = `task ${++tasks}`;
    ledger.assign(
      task,
      ledger.due().map(({key}) => key)
    );
    return task;
  };
  const words = () =>
    events.map((event) => {
      const {name} = cells.find(({key}) => key === event.key)!.parameters;
      return `${name} ${event.state}${event.state === "failed" ? `: ${event.message}` : ""}`;
    });
  const due = () => ledger.due().map(({parameters, cost}) => `${parameters.name} ${cost}`);
  return {ledger, events, submit, words, due};
}

const lost = (state: string) => ({state, log: "", limit: 10});

describe("the ledger", () => {
  it("settles what is done, once", () => {
    const {ledger, submit, words, due} = opened(a, b);
    const task = submit();
    expect(due()).toEqual([]);
    ledger.note(task, {key: a.key, state: "started"});
    ledger.note(task, {key: a.key, state: "done", seconds: 2});
    ledger.note(task, {key: a.key, state: "done", seconds: 2});
    ledger.note(task, {key: "foreign", state: "done", seconds: 2});
    expect(words()).toEqual(["a started", "a done"]);
    expect(ledger.settled).toBe(false);
    ledger.note("elsewhere", {key: b.key, state: "done", seconds: 2});
    expect(ledger.settled).toBe(true);
    expect(ledger.failed).toBe(0);
  });

  it("tries a failing cell twice", () => {
    const {ledger, submit, words, due} = opened(a);
    for (const expected of [["a 1"], []]) {
      const task = submit();
      ledger.note(task, {key: a.key, state: "started"});
      ledger.note(task, {key: a.key, state: "failed", message: "no"});
      expect(due()).toEqual(expected);
    }
    expect(words()).toEqual(["a started", "a failed: no", "a started", "a failed: no"]);
    expect([ledger.settled, ledger.failed]).toEqual([true, 1]);
  });

  it("submits again what a lost task left, and charges the cell that it was at", () => {
    const {ledger, submit, words, due} = opened(a, b, c);
    for (let times = 1; times <= 4; ++times) {
      const task = submit();
      if (times === 1) ledger.note(task, {key: a.key, state: "done", seconds: 1});
      ledger.note(task, {key: b.key, state: "started"});
      ledger.end(task, lost("NODE_FAIL"));
      expect(due()).toEqual(times < 4 ? ["b 1", "c 1"] : ["c 1"]);
    }
    expect(words().at(-1)).toBe(
      "b failed: it was lost 4 times with its task; the last time its task ended with NODE_FAIL"
    );
  });

  it("thinks cells twice as dear after each time-out, and asks for twice the time for the one that was at work", () => {
    const {ledger, submit, due} = opened(a, b);
    let limit = 10;
    for (const factor of [2, 4, 8]) {
      const task = submit();
      ledger.note(task, {key: a.key, state: "started"});
      ledger.end(task, {...lost("TIMEOUT"), limit});
      expect(due()[1]).toBe(`b ${factor}`);
      expect(timeLimit(ledger.due()[0].cost)).toBe(2 * limit);
      limit *= 2;
    }
  });

  it("calls a cell failed whose task broke down at it, with what its log says", () => {
    const {ledger, submit, words, due} = opened(a, b);
    const task = submit();
    ledger.note(task, {key: a.key, state: "started"});
    ledger.end(task, {...lost("OUT_OF_MEMORY"), log: "heap out of memory"});
    expect(words()).toEqual([
      "a started",
      "a failed: its task ended with OUT_OF_MEMORY; its log says: heap out of memory"
    ]);
    expect(due()).toEqual(["a 1", "b 1"]);
  });

  it("does not go on for ever when no task begins", () => {
    const {ledger, submit} = opened(a, b);
    let submissions = 0;
    for (; !ledger.settled; ++submissions) ledger.end(submit(), lost("CANCELLED"));
    expect(submissions).toBe(4);
    expect(ledger.failed).toBe(2);
  });

  it("settles every cell in the end, whatever happens, and reports its last state once", () => {
    const happening = fc.record({
      what: fc.constantFrom("started", "done", "failed", "NODE_FAIL", "TIMEOUT", "FAILED", "submit"),
      which: fc.nat(4)
    });
    fc.assert(
      fc.property(fc.array(happening, {maxLength: 80}), (happenings) => {
        const cells = [0, 1, 2, 3, 4].map((i) => cellOf(`${i}`));
        const {ledger, events, submit} = opened(...cells);
        const tasks = [submit()];
        for (const {what, which} of happenings) {
          const {key} = cells[which];
          const task = tasks[which % tasks.length];
          if (what === "submit") tasks.push(submit());
          else if (what === "started") ledger.note(task, {key, state: what});
          else if (what === "done") ledger.note(task, {key, state: what, seconds: 1});
          else if (what === "failed") ledger.note(task, {key, state: what, message: "no"});
          else ledger.end(task, lost(what));
          const known = [...tasks.flatMap((one) => ledger.openCells(one)), ...ledger.due()].map((one) => one.key);
          expect(new Set(known).size).toBe(known.length);
        }
        for (const task of tasks) ledger.end(task, lost("NODE_FAIL"));
        for (let rounds = 0; !ledger.settled; ++rounds) {
          expect(rounds).toBeLessThan(5);
          ledger.end(submit(), lost("CANCELLED"));
        }
        for (const {key} of cells) {
          const states = events.filter((event) => event.key === key).map(({state}) => state);
          expect(states.filter((state) => state === "done").length).toBeLessThanOrEqual(1);
          expect(states.at(-1)).not.toBe("started");
          if (states.includes("done")) expect(states.at(-1)).toBe("done");
          states.forEach((state, i) => {
            if (state !== "started") expect(states[i - 1]).toBe("started");
          });
        }
      })
    );
  });
});
