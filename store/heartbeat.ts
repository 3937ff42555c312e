import {Worker} from "node:worker_threads";

/** How often a held lock is touched, in milliseconds. */
export const beat = 10_000;

/** Plain JavaScript, since a thread of Node 20 cannot load TypeScript. */
const code = `
const {utimes} = require("node:fs");
const {parentPort, workerData} = require("node:worker_threads");
const held = new Set();
parentPort.on("message", ({path, hold}) => hold ? held.add(path) : held.delete(path));
setInterval(() => {
  const now = new Date();
  for (const path of held) utimes(path, now, now, () => {});
}, workerData.beat);
`;

let worker: Worker | undefined;

/** Touches the file now and then, from a thread of its own: a computation may keep this one busy for minutes. */
export function keepFresh(path: string): void {
  if (!worker) {
    worker = new Worker(code, {eval: true, execArgv: [], workerData: {beat}});
    worker.on("error", (error) => console.error(`locks of the results store are no longer touched: ${error.message}`));
    worker.unref();
  }
  worker.postMessage({path, hold: true});
}

/** Ends that. */
export function letAge(path: string): void {
  worker?.postMessage({path, hold: false});
}
