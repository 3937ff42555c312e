/**
 * A kernel's work, cut into numbered parts that any thread can do, in any order: what a part writes depends on the job and
 * its number alone, so that the result is the same on one thread and on many.
 */
export interface Program<Job> {
  /** By which another thread finds the program (programs.ts). */
  readonly name: string;
  /** Loads a job into this thread's memory and returns the function that does one part of it. */
  load(job: Job): (part: number) => void;
}

/** Runs programs. It is handed to the kernels, which know nothing of threads. */
export interface Executor {
  readonly threads: number;
  /** `length` zeros that every thread sees. The arrays of a job must come from here; the rest of it is numbers and texts. */
  allocate(length: number): Float64Array;
  /** Does the parts 0 … parts − 1 of a job, and returns when all are done. */
  run<Job>(program: Program<Job>, job: Job, parts: number): void;
}

/** Everything on the calling thread. */
export const sequential: Executor = {
  threads: 1,
  allocate: (length) => new Float64Array(length),
  run: (program, job, parts) => {
    const work = program.load(job);
    for (let part = 0; part < parts; ++part) work(part);
  }
};

let present = sequential;

/** The executor that kernels take when they are made. */
export function currentExecutor(): Executor {
  return present;
}

/** Makes kernels that are made from now on run on `executor`; returns the one before. No result depends on it. */
export function useExecutor(executor: Executor): Executor {
  const before = present;
  present = executor;
  return before;
}
