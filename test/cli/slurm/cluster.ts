import {type ChildProcess, execFile, spawn} from "node:child_process";
import {randomBytes} from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync
} from "node:fs";
import {createServer} from "node:net";
import {hostname} from "node:os";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {promisify} from "node:util";

const programs = [
  "munged",
  "slurmctld",
  "slurmd",
  "sbatch",
  "squeue",
  "sacct",
  "scancel",
  "scontrol",
  "sinfo",
  "setpriv",
  "unshare"
];
const places = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/sbin"];

/** The node's name. */
const host = hostname().split(".")[0];

function find(program: string): string | undefined {
  return places.map((folder) => join(folder, program)).find(existsSync);
}

/** Why no cluster can be started here; undefined if one can. */
export function whyNoCluster(): string | undefined {
  if (process.platform !== "linux") return `Slurm's daemons run on Linux, this is ${process.platform}`;
  if (process.getuid!() !== 0) return "only root can start Slurm's daemons";
  const missing = programs.filter((program) => find(program) === undefined);
  return missing.length > 0 ? `${missing.join(", ")} not found; try apt-get install slurm-wlm munge` : undefined;
}

/** Waits until a condition holds; throws after a minute and a half, naming what was waited for. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 90_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await setTimeout(100);
  }
}

/** A real Slurm cluster of one node with two cores on this machine, all of whose files are in one folder. */
export class Cluster {
  private readonly daemons = new Map<string, ChildProcess>();

  private constructor(
    private readonly folder: string,
    /** What Slurm's commands need in their environment. */
    readonly env: {readonly SLURM_CONF: string}
  ) {}

  /** A folder that the node does not see: it has an empty one in its place. */
  get unshared(): string {
    return join(this.folder, "unshared");
  }

  /** Starts the daemons and waits until the node is idle. The folder's path must be short, since it holds a socket. */
  static async start(folder: string): Promise<Cluster> {
    const [controllerPort, nodePort] = await freePorts(2);
    const conf = join(folder, "slurm.conf");
    for (const name of ["state", "spool", "unshared"]) mkdirSync(join(folder, name), {mode: 0o755});
    writeFileSync(conf, configuration(folder, controllerPort!, nodePort!));
    writeFileSync(join(folder, "munge.key"), randomBytes(1024), {mode: 0o400});
    const cluster = new Cluster(folder, {SLURM_CONF: conf});
    try {
      const files = ["key", "socket", "pid", "log", "seed"].map((name) => {
        const flag = {key: "key-file", socket: "socket", pid: "pid-file", log: "log-file", seed: "seed-file"}[name];
        return `--${flag}=${join(folder, `munge.${name}`)}`;
      });
      cluster.spawn("munged", ["--foreground", "--force", ...files]);
      await until("munged listens", () => existsSync(join(folder, "munge.socket")));
      cluster.spawn("slurmctld", ["-D"]);
      cluster.startNode();
      await until("the node is idle", async () => (await cluster.ask("sinfo", "--noheader", "--format=%T")) === "idle");
    } catch (error) {
      cluster.stop();
      throw new Error(`${(error as Error).message}; the daemons said:\n${cluster.complaints()}`);
    }
    return cluster;
  }

  /** What a command of Slurm prints; empty if it fails. */
  async ask(program: string, ...args: readonly string[]): Promise<string> {
    const {stdout} = await promisify(execFile)(find(program)!, args, {env: {...process.env, ...this.env}}).catch(
      () => ({
        stdout: ""
      })
    );
    return stdout.trim();
  }

  /** Starts the node's daemon, with a view of the files in which one folder is another one. */
  startNode(): void {
    const hide = `mount -t tmpfs none '${this.unshared}' && exec '${find("slurmd")}' -D`;
    this.spawn("slurmd", ["--mount", "/bin/sh", "-c", hide], "unshare");
  }

  /**
   * Kills the node's daemon and, if the whole node is to crash, all that runs there. Slurm is told of a crash, which it would
   * find out by itself when the node has not answered for some time.
   */
  async killNode(how: "daemon" | "crash"): Promise<void> {
    const daemon = this.daemons.get("slurmd")!;
    const ended = new Promise((resolve) => daemon.once("exit", resolve));
    const view = viewOf(daemon.pid!);
    daemon.kill("SIGKILL");
    await ended;
    if (view === "" || view === viewOf(process.pid)) throw new Error("the node must have its own view of the files");
    if (how === "daemon") return;
    killAll((pid) => viewOf(pid) === view);
    await this.ask("scontrol", "update", `NodeName=${host}`, "State=DOWN", "Reason=crashed");
  }

  /** Ends all daemons and whatever runs on the node: all that was started with the cluster's configuration. */
  stop(): void {
    for (const daemon of this.daemons.values()) daemon.kill("SIGKILL");
    killAll((pid) => environmentOf(pid).includes(`SLURM_CONF=${this.env.SLURM_CONF}`));
  }

  /** Starts a daemon that ends, whatever happens, with this process. */
  private spawn(name: string, args: readonly string[], program = name): void {
    const log = openSync(join(this.folder, `${name}.out`), "a");
    const child = spawn(find("setpriv")!, ["--pdeathsig", "KILL", find(program)!, ...args], {
      env: {...process.env, ...this.env},
      stdio: ["ignore", log, log]
    });
    closeSync(log);
    this.daemons.set(name, child);
  }

  private complaints(): string {
    return readdirSync(this.folder)
      .filter((name) => /\.(out|log)$/.test(name))
      .map((name) => `${name}:\n${readFileSync(join(this.folder, name), "utf8").split("\n").slice(-15).join("\n")}`)
      .join("\n");
  }
}

function configuration(folder: string, controllerPort: number, nodePort: number): string {
  return `ClusterName=polywidth
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
SlurmUser=root
AuthType=auth/munge
CryptoType=crypto/munge
# A task that is queued again waits until its credential has expired.
AuthInfo=socket=${folder}/munge.socket,cred_expire=5
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,bf_interval=1
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=1
NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=4096
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({length: count}, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ports.push((server.address() as {port: number}).port);
  }
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  return ports;
}

/** The namespace of mounts that a process lives in; empty if it has ended. */
function viewOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/mnt`);
  } catch {
    return "";
  }
}

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function killAll(chosen: (pid: number) => boolean): void {
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const pid = Number(name);
    if (pid === process.pid || !chosen(pid)) continue;
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}
