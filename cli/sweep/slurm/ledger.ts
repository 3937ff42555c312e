import type {Cell, CellEvent} from "../engine.js";
import {secondsForTwice} from "./timeLimit.js";

/** How often a cell is computed that fails. */
const tries = 2;

/** How often a cell may be lost: its task ended, for reasons of its own, while it was computed or before it began. */
const mostLosses = 4;

interface Account {
  readonly cell: Cell;
  failures: number;
  losses: number;
  /** Estimated seconds, more than the cell's own where tasks ran out of time. */
  cost: number;
  /** The task that is to compute it; undefined while it waits to be submitted. */
  task?: string;
  running: boolean;
  settled: boolean;
}

/** How a task ended. */
export interface Ending {
  /** Slurm's word for it. */
  readonly state: string;
  /** The line of its log to quote, empty if there is none. */
  readonly log: string;
  /** The time limit that it had, in minutes. */
  readonly limit: number;
}

/**
 * What became of each cell of a sweep, and so which are to be submitted. A cell is settled when it is done, has failed twice,
 * or was lost four times. Knows nothing of clocks, files and Slurm; reports each change.
 */
export class Ledger {
  private readonly accounts: ReadonlyMap<string, Account>;
  /** What each task was given. */
  private readonly given = new Map<string, Account[]>();
  private open: number;
  private failures = 0;

  constructor(
    cells: readonly Cell[],
    private readonly report: (event: CellEvent) => void
  ) {
    this.accounts = new Map(
      cells.map((cell) => [
        cell.key,
        {cell, failures: 0, losses: 0, cost: cell.cost, task: undefined, running: false, settled: false}
      ])
    );
    this.open = this.accounts.size;
  }

  /** Whether nothing is left to do. */
  get settled(): boolean {
    return this.open === 0;
  }

  /** How many cells are settled without a result. */
  get failed(): number {
    return this.failures;
  }

  /** The cells that no task has, with what they are thought to cost now. */
  due(): Cell[] {
    return [...this.accounts.values()]
      .filter(({settled, task}) => !settled && task === undefined)
      .map(({cell, cost}) => ({...cell, cost}));
  }

  /** The cells of a task that are not settled. */
  openCells(task: string): Cell[] {
    return this.accountsOf(task).map(({cell}) => cell);
  }

  /** A task was submitted that is to compute those of these cells that are due. */
  assign(task: string, keys: readonly string[]): void {
    const given: Account[] = [];
    for (const key of keys) {
      const account = this.accounts.get(key);
      if (!account || account.settled || account.task !== undefined) continue;
      account.task = task;
      given.push(account);
    }
    this.given.set(task, given);
  }

  /** A task, or the store, told of a cell; what is known already and cells of other sweeps are passed over. */
  note(task: string, event: CellEvent): void {
    const account = this.accounts.get(event.key);
    if (!account || account.settled) return;
    if (event.state === "done") this.settle(account, event);
    else if (account.task !== task) return;
    else if (event.state === "failed") this.fail(account, event.message);
    else {
      account.running = true;
      this.report(event);
    }
  }

  /**
   * A task has ended; the cells that it has not settled become due again. One that it was at counts as failed if the task
   * broke down, else as lost; if it was at none, all count as lost. After a time-out all are thought twice as dear, and the one
   * that it was at dear enough for twice the time limit.
   */
  end(task: string, {state, log, limit}: Ending): void {
    const accounts = this.accountsOf(task);
    const running = accounts.filter((account) => account.running);
    for (const account of accounts) {
      account.task = undefined;
      if (state !== "TIMEOUT") continue;
      account.cost *= 2;
      if (account.running) account.cost = Math.max(account.cost, secondsForTwice(limit));
    }
    const words = `its task ended with ${state}${log && `; its log says: ${log}`}`;
    for (const account of running.length > 0 ? running : accounts) {
      if (account.running && brokenDown.has(state)) this.fail(account, words);
      else this.lose(account, words);
    }
  }

  private accountsOf(task: string): Account[] {
    return (this.given.get(task) ?? []).filter((account) => account.task === task && !account.settled);
  }

  private settle(account: Account, event: CellEvent): void {
    this.conclude(account, event);
    account.settled = true;
    --this.open;
    if (event.state === "failed") ++this.failures;
  }

  /** Reports how a try ended, and before it that it began, should we not have heard of that. */
  private conclude(account: Account, event: CellEvent): void {
    if (!account.running) this.report({key: account.cell.key, state: "started"});
    account.running = false;
    this.report(event);
  }

  private fail(account: Account, message: string): void {
    const event = {key: account.cell.key, state: "failed", message} as const;
    if (++account.failures === tries) this.settle(account, event);
    else {
      this.conclude(account, event);
      account.task = undefined;
    }
  }

  private lose(account: Account, words: string): void {
    if (++account.losses < mostLosses) {
      account.running = false;
      return;
    }
    this.settle(account, {
      key: account.cell.key,
      state: "failed",
      message: `it was lost ${account.losses} times with its task; the last time ${words}`
    });
  }
}

/** How a task ends that the computation itself has ended. */
const brokenDown = new Set(["FAILED", "OUT_OF_MEMORY"]);
