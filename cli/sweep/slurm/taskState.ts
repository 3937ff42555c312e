/** A task of an array job as Slurm tells of it. */
export interface TaskState {
  /** The name of the array job where it was asked for, else empty. */
  readonly name: string;
  /** The array job's id. */
  readonly job: string;
  readonly index: number;
  /** Slurm's word: PENDING, RUNNING, TIMEOUT, … */
  readonly state: string;
  /** Why it is not running: Priority, Resources, PartitionTimeLimit, …; "None" or empty if it is. */
  readonly reason: string;
}

/** Our word for the state of a task that Slurm does not know any more. */
export const forgotten = "FORGOTTEN";

/** The states of Slurm's manual that are not left again, except by a requeue, which gives the task another one. */
const final = new Set([
  "BOOT_FAIL",
  "CANCELLED",
  "COMPLETED",
  "DEADLINE",
  "FAILED",
  forgotten,
  "LAUNCH_FAILED",
  "NODE_FAIL",
  "OUT_OF_MEMORY",
  "PREEMPTED",
  "RECONFIG_FAIL",
  "REVOKED",
  "TIMEOUT"
]);

/** Whether a task in this state has ended; words that we do not know count as going on until Slurm forgets the task. */
export function hasEnded(state: string): boolean {
  return final.has(state);
}

/** The format in which `squeue` is asked for lines that `readQueue` understands: name, job, index, state, reason. */
export const queueFormat = "%j|%F|%K|%T|%r";

/** What `squeue --array --noheader` printed in that format; lines of jobs that are no arrays are left out. */
export function readQueue(text: string): TaskState[] {
  return fieldsOf(text).flatMap(([name, job, index, state, reason = ""]) =>
    /^\d+$/.test(index ?? "") ? [{name: name!, job: job!, index: Number(index), state: state!, reason}] : []
  );
}

/** The fields that `sacct` is asked for, printed with `--parsable2 --noheader --allocations`. */
export const accountFormat = "JobID,State";

/** What `sacct` printed in that format; of "CANCELLED by 1000" only the state is kept. */
export function readAccount(text: string): TaskState[] {
  return fieldsOf(text).flatMap(([id, state = ""]) => {
    const [, job, indices] = /^(\d+)_(\d+|\[.*\])$/.exec(id ?? "") ?? [];
    if (job === undefined) return [];
    return indicesOf(indices!).map((index) => ({name: "", job, index, state: state.split(" ")[0]!, reason: ""}));
  });
}

/** The indices in "7" and in "[0-3,7,10-20:5%2]", as tasks that have not started are written. */
function indicesOf(text: string): number[] {
  return text
    .replaceAll(/[[\]]|%.*$/g, "")
    .split(",")
    .flatMap((part) => {
      const [, from, to, step = "1"] = /^(\d+)(?:-(\d+)(?::(\d+))?)?$/.exec(part) ?? [];
      if (from === undefined) return [];
      const indices: number[] = [];
      for (let index = Number(from); index <= Number(to ?? from); index += Number(step)) indices.push(index);
      return indices;
    });
}

function fieldsOf(text: string): string[][] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => line.split("|"));
}
