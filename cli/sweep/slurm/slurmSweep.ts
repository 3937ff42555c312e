import {StoreError} from "../../../store/storeError.js";
import {UsageError} from "../../simulate/usage.js";
import type {Cell, EngineOptions} from "../engine.js";
import type {SlurmOptions} from "../slurm.js";
import {
  type ArrayJob,
  arrayJobNames,
  isGoingOn,
  logPath,
  readArrayJob,
  removeArrayJob,
  removeOldJobs,
  scriptPath,
  type Task,
  wordOfLog,
  writeArrayJob
} from "./arrayJob.js";
import {costOf, type PlannedArray, planArrays} from "./arrays.js";
import {journalPath, readJournal} from "./journal.js";
import {Ledger} from "./ledger.js";
import {taskSeconds} from "./packing.js";
import type {Slurm} from "./slurmCommands.js";
import {forgotten, hasEnded} from "./taskState.js";
import {statesOf} from "./taskStates.js";
import {printMinutes} from "./timeLimit.js";
import {asUsageError, count, messageOf} from "./words.js";

/** How a task may end that never wrote a line, if its node could not run it. */
const unable = new Set(["COMPLETED", "FAILED", "LAUNCH_FAILED", forgotten]);

/** Reasons for which a task waits that pass by themselves. */
const usual = new Set(["None", "", "Priority", "Resources", "BeginTime", "JobArrayTaskLimit", "Cleaning", "Prolog"]);

/** The array jobs of a sweep, and what becomes of its cells in them. */
export class SlurmSweep {
  private readonly ledger: Ledger;
  private readonly jobs: ArrayJob[] = [];
  private readonly said = new Set<string>();
  /** Whether any task has ever begun. */
  private heard = false;

  constructor(
    cells: readonly Cell[],
    private readonly slurm: Slurm,
    private readonly options: SlurmOptions,
    private readonly engine: EngineOptions
  ) {
    this.ledger = new Ledger(cells, engine.report);
  }

  /** Whether no cell is left to compute. */
  get settled(): boolean {
    return this.ledger.settled;
  }

  /**
   * Goes on with jobs that an earlier run of this sweep left in the queue: those all of whose cells are this sweep's or
   * stored. Their cells are not submitted again.
   */
  async takeOver(): Promise<void> {
    const {place, isStored} = this.options;
    const own = new Set(this.ledger.due().map(({key}) => key));
    const states = await this.slurm.queue(await arrayJobNames(place.store)).catch((error) => {
      throw asUsageError(error);
    });
    await removeOldJobs(place.store, new Set(states.map(({name}) => name)));
    const going = new Map(states.filter(({state}) => !hasEnded(state)).map(({name, job}) => [name, job]));
    for (const [name, id] of going) {
      const job = {...(await readArrayJob(place.store, name)), id};
      const others = job.tasks.flatMap(({cells}) => cells.filter(({key}) => !own.has(key)));
      if (!(await all(others, isStored))) continue;
      this.add(job);
      this.engine.say(`job ${id} of an earlier run is still in the queue and is followed`);
    }
  }

  /**
   * Submits the cells that are due. What `sbatch` refuses waits while other jobs of the sweep are in the queue; otherwise that
   * is a UsageError.
   */
  async submitDue(): Promise<void> {
    const cells = this.ledger.due();
    const arrays = planArrays(cells, this.options.taskSeconds ?? taskSeconds(costOf(cells), this.engine.jobs));
    const number = arrays.reduce((sum, {tasks}) => sum + tasks.length, 0);
    for (const array of arrays) {
      const share = Math.max(1, Math.floor((this.engine.jobs * array.tasks.length) / number));
      try {
        await this.submit(array, share);
      } catch (error) {
        if (error instanceof UsageError || error instanceof StoreError || !this.jobs.some(isInQueue))
          throw asUsageError(error);
        this.sayOnce(`${messageOf(error)}; this is tried again`);
        return;
      }
    }
  }

  /** Asks Slurm and the journals what has happened since the last time. */
  async look(): Promise<void> {
    const jobs = this.jobs.filter(isInQueue);
    const states = await statesOf(jobs, this.slurm).catch((error) => {
      if (error instanceof UsageError) throw error;
      this.sayOnce(`${messageOf(error)}; this is tried again`);
    });
    if (!states) return;
    for (const job of jobs) {
      for (const task of job.tasks.filter(isGoingOn)) {
        const {state, reason} = states(job, task);
        if (state === "PENDING" && !usual.has(reason)) this.sayOnce(`job ${job.id} waits: ${reason}`);
        if (state === "PENDING") continue;
        await this.hear(job, task);
        if (hasEnded(state)) task.ending = state;
      }
      await this.refuseIfUnable(job);
      await this.close(job);
    }
  }

  /** Cancels what is in the queue and says so. */
  async cancel(): Promise<void> {
    const ids = this.jobs.filter(isInQueue).map(({id}) => id);
    if (ids.length === 0) return;
    const them = `${ids.length === 1 ? "job" : "jobs"} ${ids.join(", ")}`;
    try {
      await this.slurm.cancel(ids);
      this.engine.say(`cancelled ${them}; what is finished is stored: start the sweep again to go on`);
    } catch (error) {
      this.engine.say(`${them} could not be cancelled (${messageOf(error)}); try scancel ${ids.join(" ")}`);
    }
  }

  /** Deletes the folders of the jobs, unless a cell has failed: then it says where the logs are. */
  async clear(): Promise<void> {
    if (this.ledger.failed > 0) this.engine.say(`the logs are in ${this.jobs.map(({folder}) => folder).join(", ")}`);
    else for (const job of this.jobs) await removeArrayJob(job);
  }

  private async submit({tasks, limit}: PlannedArray, atOnce: number): Promise<void> {
    const {place} = this.options;
    const written = await writeArrayJob(tasks, limit, place).catch((error) => {
      throw new StoreError(place.store, error);
    });
    const {name, folder} = written;
    const output = logPath(folder.replaceAll("%", "%%"), "%a");
    const id = await this.slurm
      .submit({name, script: scriptPath(folder), tasks: tasks.length, atOnce, output})
      .catch(async (error) => {
        await removeArrayJob(written);
        throw error;
      });
    this.add({...written, id});
    const cells = count(tasks.flat().length, "cell");
    this.engine.say(
      `submitted job ${id}: ${cells} in ${count(tasks.length, "task")} of at most ${printMinutes(limit)}`
    );
  }

  private add(job: ArrayJob): void {
    this.jobs.push(job);
    for (const task of job.tasks)
      this.ledger.assign(
        nameOf(job, task),
        task.cells.map(({key}) => key)
      );
  }

  /** Takes note of what is new in a task's journal. Throws a UsageError if no cell can be stored. */
  private async hear(job: ArrayJob, task: Task): Promise<void> {
    const entries = await readJournal(journalPath(job.folder, task.index));
    if (!entries) return;
    this.heard = true;
    for (const entry of entries.slice(task.heard)) {
      this.ledger.note(nameOf(job, task), entry);
      if (entry.state === "failed" && entry.hopeless) throw new UsageError(entry.message);
    }
    task.heard = entries.length;
  }

  /** Settles by the store what tasks have left that have ended; the rest becomes due again, and the user is told. */
  private async close(job: ArrayJob): Promise<void> {
    const left = new Map<string, {tasks: number; cells: number}>();
    for (const task of job.tasks) {
      if (task.ending === undefined) continue;
      const name = nameOf(job, task);
      for (const cell of this.ledger.openCells(name))
        if (await this.options.isStored(cell))
          this.ledger.note(name, {key: cell.key, state: "done", seconds: cell.cost});
      const cells = this.ledger.openCells(name).length;
      if (cells === 0) continue;
      this.ledger.end(name, {
        state: task.ending,
        log: await wordOfLog(job, task.index),
        limit: job.limit
      });
      const before = left.get(task.ending) ?? {tasks: 0, cells: 0};
      left.set(task.ending, {tasks: before.tasks + 1, cells: before.cells + cells});
    }
    for (const [ending, {tasks, cells}] of left)
      this.engine.say(`job ${job.id}: ${count(tasks, "task")} ended with ${ending}, ${count(cells, "cell")} left`);
  }

  /** Ends the sweep if a job has ended none of whose tasks could begin, and no other task ever did. */
  private async refuseIfUnable(job: ArrayJob): Promise<void> {
    if (this.heard || !job.tasks.every(({ending}) => ending !== undefined && unable.has(ending))) return;
    const log = await wordOfLog(job, 0);
    throw new UsageError(
      `job ${job.id} ended before it began to compute: ` +
        (log
          ? `its log says: ${log}`
          : `it wrote nothing to ${job.folder}; name a folder that the nodes share in POLYWIDTH_STORE, ` +
            "and keep the checkout in one")
    );
  }

  private sayOnce(line: string): void {
    if (this.said.has(line)) return;
    this.said.add(line);
    this.engine.say(line);
  }
}

function isInQueue({tasks}: ArrayJob): boolean {
  return tasks.some(isGoingOn);
}

/** A task's name among those of all jobs. */
function nameOf({name}: ArrayJob, {index}: Task): string {
  return `${name}/${index}`;
}

async function all<Item>(items: readonly Item[], test: (item: Item) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (!(await test(item))) return false;
  return true;
}
