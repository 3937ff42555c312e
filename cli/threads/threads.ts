import {fileURLToPath} from "node:url";
import {MessageChannel, type MessagePort, receiveMessageOnPort, Worker} from "node:worker_threads";
import {buildSync} from "esbuild";
import {type Executor, type Program, sequential} from "../../src/kernels/executor.js";
import {control, takeParts} from "./control.js";

/** An executor whose threads are started when there is work for them, and stay until they are stopped or the program ends. */
export interface Threads extends Executor {
  /** Resolves when all threads are at hand; before that, those that are do the work. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** How long to wait for a thread that is at its last part, in milliseconds; the longest parts of all take a second. */
const longest = 300_000;

/**
 * Kernels on several threads of Node: this one and `threads` − 1 workers, which read and write the same memory. The caller
 * waits in `run`, as it would for its own work, so that integrators need not know; a library's pool answers through the event
 * loop instead. A worker that has died is done without; one that dies at work makes `run` throw after `patience` milliseconds.
 * Throws a RangeError unless `threads` is an integer from 1 to 64.
 */
export function startThreads(threads: number, patience = longest): Threads {
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= 64))
    throw new RangeError(`the number of threads must be an integer from 1 to 64, got ${threads}`);
  const shared = new Int32Array(new SharedArrayBuffer(4 * (control.ready + threads)));
  let started: readonly Member[] | undefined;
  const workers = () => {
    if (!started) {
      const code = threads > 1 ? workerCode() : "";
      started = Array.from({length: threads - 1}, (_, index) => start(code, shared, index));
    }
    return started;
  };
  return {
    threads,
    allocate: (length) => new Float64Array(new SharedArrayBuffer(8 * length)),
    run(program, job, parts) {
      const present =
        parts > 1 ? workers().filter((_, index) => Atomics.load(shared, control.ready + index) === 1) : [];
      if (present.length === 0) sequential.run(program, job, parts);
      else share(program, job, parts, shared, present.slice(0, parts - 1), patience);
    },
    async ready() {
      for (const {worker} of workers()) worker.ref();
      await Promise.all(workers().map(({loaded}) => loaded));
      for (const {worker} of workers()) worker.unref();
    },
    async stop() {
      await Promise.all(started?.map(({worker}) => worker.terminate()) ?? []);
      started = undefined;
      shared.fill(0, control.ready);
    }
  };
}

interface Member {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly loaded: Promise<void>;
}

/** The worker and all that it imports as one script: a thread of Node 20 cannot load TypeScript by itself. */
function workerCode(): string {
  const {outputFiles} = buildSync({
    entryPoints: [fileURLToPath(new URL("./worker.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false
  });
  return outputFiles[0].text;
}

function start(code: string, shared: Int32Array, index: number): Member {
  const {port1, port2} = new MessageChannel();
  const worker = new Worker(code, {
    eval: true,
    execArgv: [],
    workerData: {shared, port: port2, index},
    transferList: [port2]
  });
  const loaded = new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });
  // Who does not wait for it works without it.
  loaded.catch(() => {});
  worker.once("exit", () => Atomics.store(shared, control.ready + index, 0));
  worker.unref();
  port1.unref();
  return {worker, port: port1, loaded};
}

/** Does a job together with workers that are all waiting for one. Throws the message of the first that cannot, or is silent. */
function share<Job>(
  program: Program<Job>,
  job: Job,
  parts: number,
  shared: Int32Array,
  members: readonly Member[],
  patience: number
): void {
  Atomics.store(shared, control.next, 0);
  Atomics.store(shared, control.failed, 0);
  Atomics.store(shared, control.busy, members.length);
  for (const {port} of members) port.postMessage({program: program.name, job, parts});
  Atomics.add(shared, control.turn, 1);
  Atomics.notify(shared, control.turn);
  const own = complaintOf(() => takeParts(program.load(job), parts, shared));
  for (let busy = members.length; busy > 0; busy = Atomics.load(shared, control.busy))
    if (Atomics.wait(shared, control.busy, busy, patience) === "timed-out")
      throw new Error(`a thread has not finished with ${program.name} in ${patience / 1000} s: run it again`);
  if (own) throw own;
  if (Atomics.load(shared, control.failed) === 0) return;
  const complaint = members.map(({port}) => receiveMessageOnPort(port)?.message).find(Boolean);
  throw new Error(`a thread could not do its part of ${program.name}: ${complaint}`);
}

/** What a task throws, if anything. */
function complaintOf(task: () => void): unknown {
  try {
    task();
    return undefined;
  } catch (error) {
    return error;
  }
}
