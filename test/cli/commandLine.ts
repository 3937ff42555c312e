import {simulate} from "../../cli/simulate/main.js";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process. */
export async function commandLine(args: readonly string[]): Promise<Outcome> {
  const texts = {stdout: "", stderr: ""};
  const code = await simulate(args, {
    stdout: {
      write(text) {
        texts.stdout += text;
      }
    },
    stderr: {
      write(text) {
        texts.stderr += text;
      }
    }
  });
  return {code, ...texts};
}

/** The words of a command line as a shell would part them; knows double quotes only. */
export function words(line: string): string[] {
  return Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain);
}
