import {type ChildProcessWithoutNullStreams, spawn, spawnSync} from "node:child_process";
import {createInterface, type Interface} from "node:readline";
import {fileURLToPath} from "node:url";

/** A running reference.py: one request, one answer. */
export class NumpyReference {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  private constructor(python: string) {
    // OpenBLAS picks the kernel of this processor unless it is told otherwise.
    const {OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env} = process.env;
    this.#child = spawn(python, [fileURLToPath(new URL("reference.py", import.meta.url))], {env});
    this.#reader = createInterface(this.#child.stdout);
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** Starts the first Python on the machine that has NumPy; undefined where there is none. */
  static start(): NumpyReference | undefined {
    for (const python of ["/usr/bin/python3", "python3", "python"])
      if (spawnSync(python, ["-c", "import numpy"]).status === 0) return new NumpyReference(python);
    return undefined;
  }

  /** Throws an Error with what the script complains about. */
  async ask<Answer>(request: Readonly<Record<string, unknown>>): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    const {value, done} = await this.#lines.next();
    if (done) throw new Error("reference.py has ended");
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(`reference.py: ${answer.error}`);
    return answer;
  }

  stop(): void {
    this.#reader.close();
    this.#child.kill();
  }
}
