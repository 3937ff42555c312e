/**
 * Parts items among tasks: dearest first, a task is full when the next item would take it beyond so many seconds (the
 * next-fit rule for decreasing sizes, Johnson 1973). A task has one item or costs at most `seconds`; two neighbours
 * together cost more, so that there are at most 1 + 2 · (total cost / seconds) tasks.
 */
export function pack<Item extends {readonly cost: number}>(items: readonly Item[], seconds: number): Item[][] {
  const tasks: Item[][] = [];
  let filled = Number.POSITIVE_INFINITY;
  for (const item of [...items].sort((a, b) => b.cost - a.cost)) {
    if (filled + item.cost > seconds) {
      tasks.push([]);
      filled = 0;
    }
    tasks.at(-1)!.push(item);
    filled += item.cost;
  }
  return tasks;
}

/** Shorter tasks would mostly wait, longer ones wait long for a gap in the queue; both in seconds. */
const shortest = 600;
const longest = 4 * 3600;

/** So many tasks for each that runs at once leave all of them something to do until near the end. */
const perPlace = 5;

/** How many seconds of work a task should have in a sweep of so many seconds, of which so many tasks run at once. */
export function taskSeconds(total: number, atOnce: number): number {
  return Math.min(longest, Math.max(shortest, total / (perPlace * atOnce)));
}
