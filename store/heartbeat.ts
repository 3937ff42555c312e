import {Worker} from "node:worker_threads";

/** How often a held lock is touched, in milliseconds. */
export const beat = 10_000;

/** Plain JavaScript, since a thread of Node 20 cannot load TypeScript. */
const code = `
const {utimes} = require("node:fs");
const {parentPort} = require("node:worker_threads");
const timers = new Map();
parentPort.on("message", ({path, every}) => {
  clearInterval(timers.get(path));
  timers.delete(path);
  if (every) timers.set(path, setInterval(touch, every, path));
});
function touch(path) {
  const now = new Date();
  utimes(path, now, now, () => {});
}
`;

let worker: Worker | undefined;

/** Touches the file now and then, from a thread of its own: a computation may keep this one busy for minutes. */
export function keepFresh(path: string, every = beat): void {
  if (!worker) {
    worker = new Worker(code, {eval: true, execArgv: []});
    worker.on("error", (error) => console.error(`locks of the results store are no longer touched: ${error.message}`));
    worker.unref();
  }
  worker.postMessage({path, every});
}

/** Ends that. */
export function letAge(path: string): void {
  worker?.postMessage({path});
}
