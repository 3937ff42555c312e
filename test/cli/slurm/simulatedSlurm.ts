import type {Cell} from "../../../cli/sweep/engine.js";
import {readArrayJob} from "../../../cli/sweep/slurm/arrayJob.js";
import {begin, journalPath, note} from "../../../cli/sweep/slurm/journal.js";
import type {Slurm, Submission} from "../../../cli/sweep/slurm/slurmCommands.js";
import {hasEnded, type TaskState} from "../../../cli/sweep/slurm/taskState.js";

/** What becomes of a cell between two looks at the queue, and of its task with it. */
export type Fate =
  | "done"
  | "failed"
  | "unstorable"
  | "requeued"
  | "forgotten"
  | "TIMEOUT"
  | "CANCELLED"
  | "NODE_FAIL"
  | "FAILED";

interface SimulatedTask {
  readonly journal: string;
  readonly cells: readonly Cell[];
  /** The keys of cells that are done or have failed. */
  readonly settled: Set<string>;
  state: TaskState;
}

/** A cluster in memory: at each look at the queue every task goes one step. */
export class SimulatedSlurm implements Slurm {
  readonly submissions: Submission[] = [];
  /** The cells of every task that was submitted. */
  readonly given: (readonly Cell[])[] = [];
  readonly cancelled: string[] = [];
  readonly stored = new Set<string>();
  /** What the commands say instead of doing anything, while it is set. */
  complaint: string | undefined;
  /** Whether tasks begin, wait for this reason, or cannot begin where they are sent. */
  nodes: "fine" | "unable" | {readonly reason: string} = "fine";
  keepsAccounts = false;
  private readonly accounts: TaskState[] = [];
  private tasks: SimulatedTask[] = [];

  constructor(
    private readonly store: string,
    private readonly fateOf: (cell: Cell) => Fate = () => "done"
  ) {}

  /** The cells that tasks are going to compute. */
  get underWay(): Cell[] {
    const going = this.tasks.filter(({state}) => !hasEnded(state.state));
    return going.flatMap(({cells, settled}) => cells.filter(({key}) => !settled.has(key)));
  }

  async submit(submission: Submission): Promise<string> {
    this.complain();
    const job = String(this.submissions.push(submission));
    const {name, folder, tasks} = {...submission, ...(await readArrayJob(this.store, submission.name))};
    for (const {index, cells} of tasks) {
      this.given.push(cells);
      const state = {name, job, index, state: "PENDING", reason: "Priority"};
      this.tasks.push({journal: journalPath(folder, index), cells, settled: new Set(), state});
    }
    return job;
  }

  async queue(names: readonly string[]): Promise<TaskState[]> {
    this.complain();
    for (const task of this.tasks) this.step(task);
    return this.tasks.map(({state}) => state).filter(({name}) => names.includes(name));
  }

  async account(ids: readonly string[]): Promise<TaskState[]> {
    return this.keepsAccounts ? this.accounts.filter(({job}) => ids.includes(job)) : [];
  }

  async cancel(ids: readonly string[]): Promise<void> {
    this.cancelled.push(...ids);
  }

  private complain(): void {
    if (this.complaint !== undefined) throw new Error(this.complaint);
  }

  private step(task: SimulatedTask): void {
    task.state = {...task.state, ...this.next(task)};
  }

  private next(task: SimulatedTask): Partial<TaskState> {
    if (task.state.state === "PENDING") {
      if (typeof this.nodes === "object") return this.nodes;
      if (this.nodes === "unable") return {state: "FAILED"};
      begin(task.journal);
      return {state: "RUNNING", reason: "None"};
    }
    if (task.state.state !== "RUNNING") return {};
    const cell = task.cells.find(({key}) => !task.settled.has(key));
    if (!cell) return {state: "COMPLETED"};
    const {key} = cell;
    note(task.journal, {key, state: "started"});
    const fate = this.fateOf(cell);
    if (fate === "done" || fate === "failed") task.settled.add(key);
    if (fate === "failed") note(task.journal, {key, state: "failed", message: "it cannot be computed"});
    if (fate === "unstorable") {
      note(task.journal, {key, state: "failed", message: "no space left", hopeless: true});
      return {state: "FAILED"};
    }
    if (fate === "done") {
      this.stored.add(key);
      note(task.journal, {key, state: "done", seconds: 1});
    }
    if (fate === "forgotten") {
      this.accounts.push({...task.state, state: "PREEMPTED"});
      this.tasks = this.tasks.filter((other) => other !== task);
    }
    return hasEnded(fate) ? {state: fate} : fate === "requeued" ? {state: "PENDING"} : {};
  }
}
