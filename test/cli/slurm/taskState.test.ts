import {describe, expect, it} from "vitest";
import {hasEnded, readAccount, readQueue} from "../../../cli/sweep/slurm/taskState.js";

const states = (tasks: ReturnType<typeof readQueue>) => tasks.map(({job, index, state}) => `${job}_${index} ${state}`);

describe("squeue", () => {
  it("is read as it prints (Slurm 22.05)", () => {
    const text = [
      "polywidth-0a1b2c3d|17|2|PENDING|Resources",
      "polywidth-0a1b2c3d|17|0|CANCELLED|None",
      "polywidth-0a1b2c3d|17|1|TIMEOUT|TimeLimit",
      "interactive|18|N/A|RUNNING|None",
      "polywidth-99999999|19|0|PENDING|Nodes required for job are DOWN, DRAINED or reserved for jobs in higher priority partitions",
      ""
    ].join("\n");
    const tasks = readQueue(text);
    expect(states(tasks)).toEqual(["17_2 PENDING", "17_0 CANCELLED", "17_1 TIMEOUT", "19_0 PENDING"]);
    expect(tasks[0]).toEqual({
      name: "polywidth-0a1b2c3d",
      job: "17",
      index: 2,
      state: "PENDING",
      reason: "Resources"
    });
    expect(tasks[3].reason).toMatch(/^Nodes required .* partitions$/);
    expect(readQueue("")).toEqual([]);
  });
});

describe("sacct", () => {
  it("is read with its ranges of indices and its authors of cancellations", () => {
    const text = "17_0|COMPLETED\n17_1|CANCELLED by 1000\n17_[2-4,7%2]|PENDING\n17_[10-20:5]|NODE_FAIL\n18|FAILED\n";
    expect(states(readAccount(text))).toEqual([
      "17_0 COMPLETED",
      "17_1 CANCELLED",
      "17_2 PENDING",
      "17_3 PENDING",
      "17_4 PENDING",
      "17_7 PENDING",
      "17_10 NODE_FAIL",
      "17_15 NODE_FAIL",
      "17_20 NODE_FAIL"
    ]);
    expect(readAccount("")).toEqual([]);
  });
});

it("only what Slurm does not take up again has ended", () => {
  for (const state of ["COMPLETED", "TIMEOUT", "PREEMPTED", "OUT_OF_MEMORY"]) expect(hasEnded(state)).toBe(true);
  for (const state of ["PENDING", "RUNNING", "COMPLETING", "REQUEUED", "REQUEUE_HOLD", "SUSPENDED", "A_NEW_WORD"])
    expect(hasEnded(state)).toBe(false);
});
