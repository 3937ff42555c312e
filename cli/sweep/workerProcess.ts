import {type ChildProcess, fork} from "node:child_process";
import {once} from "node:events";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";
import type {Cell} from "./engine.js";
import type {Answer} from "./worker.js";

/** How long a worker that was told to end may take before it is killed, in milliseconds. */
const grace = 500;

/** What became of a cell; a worker that died cannot be given another. */
export type Outcome = Answer & {readonly died?: boolean};

/** A process of this machine that computes one cell after the other. */
export class WorkerProcess {
  /** Resolves, when the process has ended, with how it did. */
  private readonly death: Promise<string>;

  private constructor(
    private readonly child: ChildProcess,
    complaints: readonly string[]
  ) {
    this.death = Promise.race([
      new Promise<string>((resolve) => child.once("close", (code, signal) => resolve(signal ?? `exit code ${code}`))),
      new Promise<string>((resolve) => child.once("error", (error) => resolve(error.message)))
    ]).then((how) => [`its process ended (${how})`, ...mainOf(complaints)].join(": "));
  }

  /** Starts a worker of this module; what it says on stderr is passed on line by line. Throws if it ends before it is ready. */
  static async start(module: URL, say: (line: string) => void): Promise<WorkerProcess> {
    const child = fork(fileURLToPath(module), {
      execArgv: ["--import", import.meta.resolve("tsx")],
      stdio: ["ignore", "ignore", "pipe", "ipc"]
    });
    const complaints: string[] = [];
    createInterface(child.stderr!).on("line", (line) => {
      complaints.push(line);
      say(line);
    });
    const worker = new WorkerProcess(child, complaints);
    const ready = await Promise.race([once(child, "message"), worker.death]);
    if (typeof ready === "string") throw new Error(`a worker process could not start: ${ready}`);
    return worker;
  }

  async compute(cell: Cell): Promise<Outcome> {
    const dead = this.death.then((message) => ({message, died: true}));
    const answer = once(this.child, "message").then(([message]) => message as Answer);
    this.child.send(cell, () => {});
    return Promise.race([answer, dead]);
  }

  /** Ends the process: at once if it waits for a cell, else after what cannot be interrupted, killed if that takes long. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    if (this.child.connected) this.child.disconnect();
    const timer = setTimeout(() => this.child.kill("SIGKILL"), grace);
    await ended.finally(() => clearTimeout(timer));
  }
}

/** The line to quote of what a process said before it ended: an error among much else, else the last. */
export function mainOf(lines: readonly string[]): readonly string[] {
  const error = lines.find((line) => /\berror\b/i.test(line));
  return error === undefined ? lines.slice(-1) : [error];
}
