import type {Cell, CellEvent} from "./engine.js";

/** How much of the measured ratio is believed: as if so many seconds had been estimated right. */
const prior = 1;

/** How far a sweep has come, and how long it will still take by the cost model, corrected by what was measured so far. */
export class Forecast {
  private readonly cells: ReadonlyMap<string, Cell>;
  private readonly started = new Map<string, number>();
  private readonly finished = new Set<string>();
  private readonly failures = new Map<string, string>();
  /** Estimated seconds of all cells, of those that are out of the way, and of those that were measured. */
  private readonly total: number;
  private settledCost = 0;
  private measuredCost = 0;
  private measuredSeconds = 0;

  constructor(
    cells: readonly Cell[],
    private readonly jobs: number,
    private readonly now: () => number
  ) {
    this.cells = new Map(cells.map((cell) => [cell.key, cell]));
    this.total = cells.reduce((sum, {cost}) => sum + cost, 0);
  }

  /** Takes note of an event at the time `now()`. */
  note(event: CellEvent): void {
    const {cost} = this.cells.get(event.key)!;
    if (event.state === "started") {
      this.started.set(event.key, this.now());
      if (this.failures.delete(event.key)) this.settledCost -= cost;
      return;
    }
    this.started.delete(event.key);
    this.settledCost += cost;
    if (event.state === "failed") {
      this.failures.set(event.key, event.message);
      return;
    }
    this.finished.add(event.key);
    this.measuredCost += cost;
    this.measuredSeconds += event.seconds;
  }

  get count(): number {
    return this.cells.size;
  }

  /** The cells that were done, and those whose last try failed, with what was said of it. */
  get done(): ReadonlySet<string> {
    return this.finished;
  }

  get failed(): ReadonlyMap<string, string> {
    return this.failures;
  }

  /** The share of the estimated work that is out of the way, 0 … 1. */
  get fraction(): number {
    return this.total > 0 ? this.settledCost / this.total : 1;
  }

  /** Measured over estimated seconds. */
  get ratio(): number {
    return (this.measuredSeconds + prior) / (this.measuredCost + prior);
  }

  /** Seconds that are left: what is not done spread over the jobs, but no less than what a running cell needs. */
  get left(): number {
    const {ratio} = this;
    const now = this.now();
    let work = ratio * (this.total - this.settledCost);
    let longest = 0;
    for (const [key, start] of this.started) {
      const needed = ratio * this.cells.get(key)!.cost;
      const elapsed = Math.min(needed, (now - start) / 1000);
      work -= elapsed;
      longest = Math.max(longest, needed - elapsed);
    }
    return Math.max(work / this.jobs, longest);
  }
}
