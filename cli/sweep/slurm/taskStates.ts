import {type ArrayJob, isGoingOn, type Task} from "./arrayJob.js";
import type {Slurm} from "./slurmCommands.js";
import {forgotten, hasEnded, type TaskState} from "./taskState.js";

/**
 * What Slurm says of the tasks of these jobs that have not ended: what its queue says; of those that the queue has forgotten,
 * what its accounts say, if it keeps any; else that they are forgotten, and so have ended somehow. Rejects if the queue
 * cannot be asked.
 */
export async function statesOf(
  jobs: readonly ArrayJob[],
  slurm: Slurm
): Promise<(job: ArrayJob, task: Task) => Pick<TaskState, "state" | "reason">> {
  const states = new Map<string, TaskState>();
  const learn = (found: readonly TaskState[]) => {
    for (const one of found) states.set(`${one.job}_${one.index}`, one);
  };
  const known = ({id}: ArrayJob, {index}: Task) => states.get(`${id}_${index}`);
  learn(await slurm.queue(jobs.map(({name}) => name)));
  const missing = jobs.filter((job) => job.tasks.some((task) => isGoingOn(task) && !known(job, task)));
  if (missing.length > 0) {
    const inQueue = new Set(states.keys());
    const account = await slurm.account(missing.map(({id}) => id));
    learn(account.filter(({job, index, state}) => hasEnded(state) && !inQueue.has(`${job}_${index}`)));
  }
  return (job, task) => known(job, task) ?? {state: forgotten, reason: ""};
}
