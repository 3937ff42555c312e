/** A new task: what the reader does meanwhile, and a frame that is due, come before what follows. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
