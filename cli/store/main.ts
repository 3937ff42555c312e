import {stat} from "node:fs/promises";
import {quote} from "../../src/experiments/refusal.js";
import {openStore, type Store} from "../../store/store.js";
import {reason, UsageError} from "../simulate/usage.js";
import {readCommandLine} from "./command.js";
import {list} from "./list.js";
import {prune} from "./prune.js";
import {verify} from "./verify.js";

/** Where answers and help, and where complaints go. */
export interface Streams {
  readonly stdout: {write(text: string): unknown; readonly columns?: number};
  readonly stderr: {write(text: string): unknown};
}

/**
 * Does what the command line asks for and returns the exit code: 0, or 1 where results are damaged or something failed, or
 * 2 for a command line or a folder that cannot be used; then one line on stderr says why.
 */
export async function store(args: readonly string[], {stdout, stderr}: Streams): Promise<number> {
  try {
    const request = readCommandLine(args, stdout);
    if (!request) return 0;
    const say = (line: string) => void stdout.write(`${line}\n`);
    const results = openStore();
    await checkFolder(results);
    switch (request.action) {
      case "list":
        await list(results, say);
        return 0;
      case "verify":
        return (await verify(results, say)) ? 0 : 1;
      case "prune":
        await prune(results, request, say);
        return 0;
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    stderr.write(`store: ${message.replace(/\s*[\r\n]+\s*/g, " ")}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** Refuses a store whose folder is something else; one that does not exist yet is empty. */
async function checkFolder({folder}: Store): Promise<void> {
  try {
    if ((await stat(folder)).isDirectory()) return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    return refuse(folder, reason(error));
  }
  return refuse(folder, "it is not a folder");
}

function refuse(folder: string, why: string): never {
  throw new UsageError(
    `the results store must be a folder, got ${quote(folder)} (${why}); name another one in POLYWIDTH_STORE`
  );
}
