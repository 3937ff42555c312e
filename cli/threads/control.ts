/** Places in the Int32Array through which the threads of a pool keep time. */
export const control = {
  /** Counts the jobs; workers sleep on it. */
  turn: 0,
  /** The next part of the job that nobody has taken. */
  next: 1,
  /** Workers that have not finished with the job; the caller sleeps on it. */
  busy: 2,
  /** Workers that could not do their share. */
  failed: 3,
  /** 1 for each worker that has been loaded. */
  ready: 4
} as const;

/** What a worker is told of a job. */
export interface Order {
  readonly program: string;
  readonly job: unknown;
  readonly parts: number;
}

/** Does parts of a job, whichever are left, until none is. */
export function takeParts(work: (part: number) => void, parts: number, shared: Int32Array): void {
  for (;;) {
    const part = Atomics.add(shared, control.next, 1);
    if (part >= parts) return;
    work(part);
  }
}
