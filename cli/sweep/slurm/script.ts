/** Where a task finds what it needs: the same paths on all nodes. */
export interface Place {
  /** The executable of Node; where a node has none there, the one on its PATH. */
  readonly node: string;
  /** The folder of the checkout, its packages installed. */
  readonly checkout: string;
  /** The store's folder. */
  readonly store: string;
  /** The program of a task, from the checkout's folder. */
  readonly program: string;
}

/**
 * The batch script of an array job whose cells are in this folder. Its `#SBATCH` lines are what a cell needs as a rule;
 * flags of `sbatch` and its environment variables come before them.
 */
export function batchScript({node, checkout, store, program}: Place, folder: string, minutes: number): string {
  return `#!/bin/sh
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=${minutes}
#SBATCH --requeue
# One task of an array job of "npm run sweep -- … --engine slurm": computes the cells in <index>.json into the store.
export POLYWIDTH_STORE=${quoted(store)}
cd ${quoted(checkout)} || { echo "the checkout must be in a folder that the nodes share" >&2; exit 1; }
node=${quoted(node)}
[ -x "$node" ] || node=node
exec "$node" --import tsx ${quoted(program)} ${quoted(folder)} "$SLURM_ARRAY_TASK_ID"
`;
}

/** The time limit that a batch script asks for, in minutes. */
export function timeLimitIn(script: string): number {
  return Number(/^#SBATCH --time=(\d+)$/m.exec(script)?.[1]);
}

/** A text as one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
