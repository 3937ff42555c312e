import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {UsageError} from "../../../cli/simulate/usage.js";
import {SlurmCommands} from "../../../cli/sweep/slurm/slurmCommands.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "polywidth-"));
  vi.stubEnv("PATH", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, {recursive: true, force: true});
});

/** Puts a command there that keeps its arguments and does what the script says. */
function pretend(name: string, script: string): void {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nprintf "%s\\n" "$@" > "${path}.args"\n${script}\n`);
  chmodSync(path, 0o755);
}

const argumentsOf = (name: string) =>
  readFileSync(join(folder, `${name}.args`), "utf8")
    .trimEnd()
    .split("\n");

const job = {name: "polywidth-00000000", script: "/store/job.sh", tasks: 12, atOnce: 5, output: "/store/%a.log"};

describe.skipIf(process.platform === "win32")("Slurm's commands", () => {
  it("submit an array job, the user's flags first", async () => {
    pretend("sbatch", "echo '17;cluster'");
    expect(await new SlurmCommands(["--partition=long", "--time=5"]).submit(job)).toBe("17");
    expect(argumentsOf("sbatch")).toEqual([
      "--partition=long",
      "--time=5",
      "--parsable",
      "--job-name=polywidth-00000000",
      "--array=0-11%5",
      "--open-mode=append",
      "--output=/store/%a.log",
      "/store/job.sh"
    ]);
    await new SlurmCommands().submit({...job, atOnce: Number.POSITIVE_INFINITY});
    expect(argumentsOf("sbatch")).toContain("--array=0-11");
  });

  it("say what Slurm said when it refuses", async () => {
    pretend("sbatch", 'echo "sbatch: error: invalid partition specified: lnog" >&2; exit 1');
    await expect(new SlurmCommands().submit(job)).rejects.toThrow(
      /^sbatch said: sbatch: error: invalid partition specified: lnog$/
    );
    pretend("squeue", "exit 3");
    await expect(new SlurmCommands().queue([job.name])).rejects.toThrow(/^squeue said: nothing, but failed \(3\)$/);
    pretend("sbatch", "echo fine");
    await expect(new SlurmCommands().submit(job)).rejects.toThrow(/must print the number of a job, got "fine\\n"/);
  });

  it("are refused where there are none", async () => {
    await expect(new SlurmCommands().submit(job)).rejects.toThrow(UsageError);
    await expect(new SlurmCommands().submit(job)).rejects.toThrow(/^sbatch was not found, .* --engine local$/);
  });

  it("ask the queue by name and the accounts by number; without accounts there are no answers", async () => {
    pretend("squeue", `echo '${job.name}|17|3|RUNNING|None'`);
    pretend("sacct", "echo '17_4|TIMEOUT'");
    const slurm = new SlurmCommands();
    expect(await slurm.queue([job.name, "other"])).toMatchObject([{job: "17", index: 3, state: "RUNNING"}]);
    expect(argumentsOf("squeue")).toContain(`--name=${job.name},other`);
    expect(await slurm.account(["17", "18"])).toMatchObject([{job: "17", index: 4, state: "TIMEOUT"}]);
    expect(argumentsOf("sacct")).toContain("--jobs=17,18");
    pretend("sacct", 'echo "Slurm accounting storage is disabled" >&2; exit 1');
    expect(await slurm.account(["17"])).toEqual([]);
    expect(await slurm.queue([])).toEqual([]);
  });

  it("cancel jobs", async () => {
    pretend("scancel", "");
    await new SlurmCommands().cancel(["17", "18"]);
    expect(argumentsOf("scancel")).toEqual(["17", "18"]);
  });
});
