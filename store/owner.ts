import {randomUUID} from "node:crypto";
import {readFileSync, readlinkSync} from "node:fs";
import {hostname} from "node:os";

/** Who holds a lock. */
export interface Owner {
  readonly pid: number;
  /** The machine since it was started; on Linux also the container, in which process numbers count. */
  readonly host: string;
  /** Tells apart the locks of one process. */
  readonly token: string;
}

/** This process, as the owner of a new lock. */
export function newOwner(): Owner {
  return {pid: process.pid, host: thisHost(), token: randomUUID()};
}

/** Whether it is certain that the owner has ended: it ran here, and there is no such process any more. */
export function hasEnded({pid, host}: Owner): boolean {
  if (host !== thisHost()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/** The owner that a lock's file names; undefined while it is being written. */
export function parseOwner(text: string): Owner | undefined {
  try {
    const {pid, host, token} = JSON.parse(text);
    return Number.isInteger(pid) && pid > 0 ? {pid, host: String(host), token: String(token)} : undefined;
  } catch {
    return undefined;
  }
}

let host: string | undefined;

function thisHost(): string {
  host ??= [hostname(), ...linuxNames()].join(" ");
  return host;
}

function linuxNames(): string[] {
  if (process.platform !== "linux") return [];
  try {
    return [readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(), readlinkSync("/proc/self/ns/pid")];
  } catch {
    return [];
  }
}
